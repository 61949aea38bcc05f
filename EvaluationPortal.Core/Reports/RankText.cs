using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Reports;

/// <summary>A rank in words, the same on the unit's page and in the report card.</summary>
public static class RankText
{
    /// <summary>第3名（共18家）, with the grade where there is one (第3名（共18家），优秀); 暂列第3名（共18家） while something in the group is pending; null where the unit has neither.</summary>
    public static string? Of(Rank rank)
    {
        if (rank.Place is not { } place) return rank.GradeText;
        var overall = rank.Overall is { } among ? $"，全区第{among}名" : "";
        return $"{(rank.Provisional ? "暂列" : "")}第{place}名（共{rank.OfUnits}家{overall}）{(rank.GradeText is { } grade ? $"，{grade}" : "")}";
    }
}
