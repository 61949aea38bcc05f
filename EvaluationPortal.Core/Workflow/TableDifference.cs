using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What another table would make of a board: every total that moves, and the cells it moves by.</summary>
/// <param name="Moved">Units whose total changes, in the official order.</param>
/// <param name="Dropped">Indicators of the present table that the other has no more; what was assessed there counts no longer.</param>
/// <param name="Added">Indicators that only the other has.</param>
public sealed record TableDifference(Scheme Table, ImmutableArray<MovedTotal> Moved, ImmutableArray<Indicator> Dropped, ImmutableArray<Indicator> Added)
{
    /// <summary>Compares the board as it stands with the one that the same assessments make by the other table.</summary>
    public static TableDifference Of(Scoreboard board, Scheme table)
    {
        var after = Scoreboard.Of(board.Cycle with { Scheme = table }, board.Sequence, board.Assessments());
        return new(table,
            [.. board.Scorecards.Zip(after.Scorecards, Moves).OfType<MovedTotal>()],
            [.. board.Cycle.Scheme.Indicators.Where(i => table.Find(i.Code) is null)],
            [.. table.Indicators.Where(i => board.Cycle.Scheme.Find(i.Code) is null)]);
    }

    private static MovedTotal? Moves(Scorecard was, Scorecard now)
    {
        if (was.Totals.Total == now.Totals.Total) return null;
        var before = was.Cells.ToDictionary(c => c.Indicator.Code);
        return new(was.Unit, was.Totals.Total, now.Totals.Total,
            [.. now.Cells.Where(c => !before.TryGetValue(c.Indicator.Code, out var old) || old.Score != c.Score).Select(c => new MovedCell(c.Indicator, before.GetValueOrDefault(c.Indicator.Code)?.Score, c.Score))]);
    }
}

/// <summary>A unit's total before and after; null where nothing applies.</summary>
public sealed record MovedTotal(Unit Unit, decimal? Before, decimal? After, ImmutableArray<MovedCell> Cells);

/// <summary>A cell's score before and after.</summary>
/// <param name="Before">Null where the indicator is new.</param>
public sealed record MovedCell(Indicator Indicator, Score? Before, Score After);
