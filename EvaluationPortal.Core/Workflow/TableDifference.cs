using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What another table would make of a board: every total that moves, and the cells it moves by.</summary>
/// <param name="Moved">Units whose total changes, in the official order.</param>
/// <param name="Dropped">Indicators of the present table that the other has no more; what was assessed there counts no longer.</param>
/// <param name="Added">Indicators that only the other has.</param>
/// <param name="Locked">What is confirmed (确认) and would move all the same; while there is any the other table cannot be put in force.</param>
public sealed record TableDifference(Scheme Table, ImmutableArray<MovedTotal> Moved, ImmutableArray<Indicator> Dropped, ImmutableArray<Indicator> Added, ImmutableArray<LockedMove> Locked)
{
    /// <summary>Compares the board as it stands with the one that the same assessments make by the other table.</summary>
    public static TableDifference Of(Scoreboard board, Scheme table)
    {
        var after = Scoreboard.Of(board.Cycle with { Scheme = table }, board.Sequence, board.Assessments());
        return new(table,
            [.. board.Scorecards.Zip(after.Scorecards, Moves).OfType<MovedTotal>()],
            [.. board.Cycle.Scheme.Indicators.Where(i => table.Find(i.Code) is null)],
            [.. table.Indicators.Where(i => board.Cycle.Scheme.Find(i.Code) is null)],
            [.. board.Cycle.Settings.Confirmations.Select(c => new LockedMove(c, LockedCells(c, board, after))).Where(l => !l.Cells.IsEmpty)]);
    }

    /// <summary>The cells under the confirmation whose points, or whether they have any, the other table changes; a sentence told otherwise moves nothing.</summary>
    private static ImmutableArray<(Unit Unit, IndicatorCode Indicator)> LockedCells(Confirmation lockedBy, Scoreboard board, Scoreboard after) =>
    [
        .. from card in board.Scorecards
           from code in board.Cycle.Scheme.Indicators.Concat(after.Cycle.Scheme.Indicators).Select(i => i.Code).Distinct()
           where lockedBy.Part.Covers(card.Unit.Code, code) && Weight(board.Find(card.Unit.Code, code)) != Weight(after.Find(card.Unit.Code, code))
           select (card.Unit, code),
    ];

    private static (string, decimal) Weight(Cell? cell) => cell is null or { Score: NotApplicable } ? ("", 0) : (cell.Score.GetType().Name, cell.Score.PointsOrZero);

    private static MovedTotal? Moves(Scorecard was, Scorecard now)
    {
        if (was.Totals.Total == now.Totals.Total) return null;
        var before = was.Cells.ToDictionary(c => c.Indicator.Code);
        return new(was.Unit, was.Totals.Total, now.Totals.Total,
            [.. now.Cells.Where(c => !before.TryGetValue(c.Indicator.Code, out var old) || old.Score != c.Score).Select(c => new MovedCell(c.Indicator, before.GetValueOrDefault(c.Indicator.Code)?.Score, c.Score))]);
    }
}

/// <summary>A confirmed column or unit that another table would move.</summary>
/// <param name="Cells">Those of its cells that would.</param>
public sealed record LockedMove(Confirmation Confirmation, ImmutableArray<(Unit Unit, IndicatorCode Indicator)> Cells)
{
    /// <summary>E.g. 1.2列（3家单位） or 泗泾镇（1.2、1.4）.</summary>
    public string TextIn(Cycle cycle) =>
        $"{Confirmation.Part.NameIn(cycle)}（{(Confirmation.Part.Unit is null ? $"{Cells.Length}家单位" : string.Join('、', Cells.Select(c => c.Indicator)))}）";
}

/// <summary>A unit's total before and after; null where nothing applies.</summary>
public sealed record MovedTotal(Unit Unit, decimal? Before, decimal? After, ImmutableArray<MovedCell> Cells);

/// <summary>A cell's score before and after.</summary>
/// <param name="Before">Null where the indicator is new.</param>
public sealed record MovedCell(Indicator Indicator, Score? Before, Score After);
