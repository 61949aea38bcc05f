using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>A finding in the words of the list of findings (问题清单), the same on the unit's page and in the report card.</summary>
public static class FindingText
{
    /// <summary>What was found: the named item or the 不得分情形 first, then the description; 待补充说明 where only a count was given.</summary>
    public static string What(Indicator indicator, Finding finding)
    {
        string?[] parts =
        [
            finding.KnockOut ? (indicator.Rule as Deduction)?.KnockOut?.Label : null,
            finding.Item is { } missing ? $"缺“{missing}”" : null,
            finding.What.Length > 0 ? finding.What : null,
        ];
        var text = string.Join('：', parts.OfType<string>());
        string?[] marks = [finding.Confirmed ? null : "待确认，未计入", finding.SameAs is null ? null : "与另一条合并计数", finding.Mended is { } day ? $"{day:yyyy-MM-dd}整改销号" : null];
        var marked = string.Join('，', marks.OfType<string>());
        return (text.Length > 0 ? text : "待补充说明") + (marked.Length == 0 ? "" : $"（{marked}）");
    }

    /// <summary>The findings of an observation by day found; those without a day last.</summary>
    public static IEnumerable<Finding> InOrder(Observation? observation) =>
        observation is Findings findings ? findings.List.OrderBy(f => f.When ?? DateOnly.MaxValue).ThenBy(f => f.Id) : [];
}
