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
        new(unit, cells, scheme.Total(cells.Select(c => (c.Indicator, c.Score))), cells.Max(c => c.Version));

    /// <summary>How many cells are still 待评.</summary>
    public int PendingCells => Cells.Count(c => c.Score is Pending or Refused);
}
