using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>One unit's cells in printed order and what they add up to.</summary>
/// <param name="Version">Highest version of its cells: what a browser that shows the row has seen.</param>
public sealed record Scorecard(Unit Unit, ImmutableArray<Cell> Cells, Totals Totals, long Version)
{
    /// <summary>The scorecard of those cells.</summary>
    public static Scorecard Of(Scheme scheme, Unit unit, ImmutableArray<Cell> cells) =>
        new(unit, cells, Told(scheme.Total(cells.Select(c => (c.Indicator, c.Score))), cells), cells.Max(c => c.Version));

    /// <summary>The total's sentence names every 核定调整 in it.</summary>
    private static Totals Told(Totals totals, ImmutableArray<Cell> cells)
    {
        var adjusted = cells.Where(c => c.Adjustment is not null).Select(c => $"{c.Indicator.Code}由{Decimals.Text(c.Computed.PointsOrZero)}分调整为{Decimals.Text(c.Score.PointsOrZero)}分").ToList();
        return adjusted.Count == 0 ? totals : totals with { Explanation = $"{totals.Explanation}。其中核定调整{adjusted.Count}项：{string.Join('、', adjusted)}" };
    }

    /// <summary>How many cells are still 待评.</summary>
    public int PendingCells => Cells.Count(c => c.Score is Pending or Refused);
}
