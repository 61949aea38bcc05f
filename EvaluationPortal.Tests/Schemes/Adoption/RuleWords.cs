using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes.Adoption;

/// <summary>A rule in a few words, for tables of cases.</summary>
internal static class RuleWords
{
    public static string Of(ScoringRule rule) => rule switch
    {
        Tiers tiers => string.Join(" / ", tiers.Levels.Select(level => $"{Decimals.Text(level.Points)} {level.Label}")),
        Deduction deduction => string.Join(' ', Parts(deduction)),
        Conversion conversion => $"折算 {conversion.GivenBy}",
        Judgement judgement => $"评定 每{Decimals.Text(judgement.Step)}分{(judgement.Elements.IsEmpty ? "" : $" {string.Join('、', judgement.Elements)}{(judgement.OpenEnded ? "等" : "")}")}",
        _ => "",
    };

    private static IEnumerable<string> Parts(Deduction rule)
    {
        yield return $"−{Decimals.Text(rule.PointsPerFinding)} {rule.Words.Found} {rule.Words.None}";
        if (rule.Cap is { } cap) yield return $"最多扣{Decimals.Text(cap)}";
        if (rule.Floor > 0) yield return $"最低{Decimals.Text(rule.Floor)}";
        if (rule.KnockOut is { } knockOut) yield return $"不得分：{knockOut.Label}";
        if (!rule.Items.IsEmpty) yield return $"事项：{string.Join('、', rule.Items)}";
    }
}
