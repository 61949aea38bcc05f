using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Fields of a self-report in words, for lists of changes.</summary>
public static class DraftText
{
    /// <summary>The field as screens call it.</summary>
    public static string Name(this DraftField field) => field switch
    {
        DraftField.Text => "填报说明",
        DraftField.Links => "网站链接",
        DraftField.Rows => "清单",
        DraftField.Assessment => "自评",
        DraftField.Claim => "零报告或不涉及",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "not a field of a self-report"),
    };

    /// <summary>What stands in the field; empty for nothing.</summary>
    /// <param name="value">As it is stored.</param>
    public static string Of(Indicator indicator, DraftField field, string value) => field switch
    {
        _ when value.Length == 0 => "",
        DraftField.Rows => value.Replace("\t", "，", StringComparison.Ordinal),
        DraftField.Assessment => ObservationJson.Read(value).Observation is { } observation ? Assessed(indicator, observation) : value,
        DraftField.Claim => FilingClaim.Read(value) is { } claim ? $"{claim.Name}：{claim.Reason}" : value,
        _ => value,
    };

    private static string Assessed(Indicator indicator, Observation observation)
    {
        var text = SelfAssessmentText.Of(indicator, observation);
        var reason = observation is Judged { Reason.Length: > 0 } judged ? $"，{judged.Reason}" : "";
        return indicator.Rule.Apply(observation) is Awarded awarded && observation is not Judged ? $"{text}（{Decimals.Text(awarded.Points)}分）" : $"{text}{(observation is Judged ? "分" : "")}{reason}";
    }
}
