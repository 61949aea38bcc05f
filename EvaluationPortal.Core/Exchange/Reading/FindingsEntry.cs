using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>The findings of one unit, told by one row or several; the points beside them have to be those that they come to.</summary>
internal static class FindingsEntry
{
    private static readonly string[] Nothing = ["无", "没有", "无问题", "未发现", "未发现问题", "0"];

    public static ImportedRow Row(IReadOnlyList<ImportEntry> entries)
    {
        var first = entries[0];
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var entry in entries)
        {
            if (Fault(entry) is { } fault) return first.Row(Told(entries), fault: fault);
            var (what, knocksOut) = (entry.Text(ImportField.What), ImportNumbers.YesOrNo(entry.Text(ImportField.KnockOut)) is true);
            if (IsNothing(what) && !knocksOut && entry.Text(ImportField.Item).Length == 0) continue;
            findings.Add(new(findings.Count + 1, IsNothing(what) ? "" : what)
            {
                Where = Or(entry.Text(ImportField.Where)), When = ImportNumbers.Day(entry.Text(ImportField.When)), FoundBy = Or(entry.Text(ImportField.FoundBy)), Item = Or(entry.Text(ImportField.Item)), KnockOut = knocksOut,
            });
        }

        var saysNothing = entries.Any(entry => entry.Text(ImportField.What).Length > 0);
        var value = entries.Select(entry => entry.Text(ImportField.Value)).FirstOrDefault(text => text.Length > 0) ?? "";
        if (findings.Count == 0 && !saysNothing) return first.Row(MarkEntry.IsNotApplicable(value) ? $"{value} {first.Text(ImportField.Reason)}".Trim() : value);
        var observation = new Findings(findings.ToImmutable());
        var score = first.Indicator!.Rule.Apply(observation);
        var why = score is Refused refused ? $"{refused.Explanation.TrimEnd('。')}。"
            : score is Awarded awarded && ImportNumbers.Read(value) is { } points && points != awarded.Points ? $"得分写作{Decimals.Text(points)}，按所列问题应得{Decimals.Text(awarded.Points)}分；请核对。"
            : null;
        return first.Row(Told(entries), observation, why);
    }

    private static string? Fault(ImportEntry entry)
    {
        if (ImportNumbers.YesOrNo(entry.Text(ImportField.KnockOut)) is null) return $"{entry.PlaceOf(ImportField.KnockOut)}的不得分情形写作“{entry.Text(ImportField.KnockOut)}”，看不懂；只能是“是”或“否”。";
        return entry.Text(ImportField.When) is { Length: > 0 } when && ImportNumbers.Day(when) is null ? $"{entry.PlaceOf(ImportField.When)}的日期写作“{when}”，看不懂；应如2022-11-28。" : null;
    }

    private static bool IsNothing(string what) => what.Length == 0 || Nothing.Contains(PlanText.Plain(what));

    private static string Told(IReadOnlyList<ImportEntry> entries) =>
        string.Join('\n', entries.Select(entry => entry.Text(ImportField.What) is { Length: > 0 } what ? what : entry.Text(ImportField.Item) is { Length: > 0 } item ? item : "不得分情形"));

    private static string? Or(string text) => text.Length > 0 ? text : null;
}
