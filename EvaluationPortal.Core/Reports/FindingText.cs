using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Reports;

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
        return (text.Length > 0 ? text : "待补充说明") + (finding.Confirmed ? "" : "（待确认，未计入）");
    }

    /// <summary>The findings of an observation by day found; those without a day last.</summary>
    public static IEnumerable<Finding> InOrder(Observation? observation) =>
        observation is Findings findings ? findings.List.OrderBy(f => f.When ?? DateOnly.MaxValue).ThenBy(f => f.Id) : [];
}
