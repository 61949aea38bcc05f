using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>How far a finding was mended, in words.</summary>
internal static class MendingWords
{
    public static string? Of(string? stored)
    {
        if (stored is null) return null;
        var (finding, mending) = StoredMendings.Read(stored, 0);
        string?[] parts = [$"第{finding}号问题{mending.State.Text()}", mending.Due is { } due ? $"整改期限{due:yyyy-MM-dd}" : null, mending.Report is { } report ? $"整改情况：{report}" : null, mending.Link];
        return string.Join('，', parts.OfType<string>());
    }
}
