using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What applying a batch would do to the board as it stands: a difference, and everything that is left out with its reason.</summary>
/// <param name="Changes">Cells that would change, in the official order.</param>
/// <param name="Records">日常记录 that would be noted: findings for indicators that take none.</param>
/// <param name="Left">Rows that are left out, in the order of the file.</param>
/// <param name="Same">Rows that say what stands already.</param>
/// <param name="Unknown">Names of units that nobody knows and that were not answered for.</param>
/// <param name="WantReason">Judged points below the maximum that came without a reason.</param>
/// <param name="Totals">Units whose total would move, in the official order.</param>
public sealed record ImportPreview(ImportBatch Batch, ImmutableArray<ImportedChange> Changes, ImmutableArray<DailyRecord> Records, ImmutableArray<LeftRow> Left, int Same, ImmutableArray<UnknownUnit> Unknown, int WantReason, ImmutableArray<TotalMove> Totals)
{
    /// <summary>Nothing would change.</summary>
    public bool IsEmpty => Changes.IsEmpty && Records.IsEmpty;

    /// <summary>The difference for that person on that board.</summary>
    /// <param name="standing">日常记录 that are there already.</param>
    /// <param name="now">UTC.</param>
    public static ImportPreview Of(ImportBatch batch, Person person, Scoreboard board, IReadOnlyList<DailyRecord> standing, DateTime now)
    {
        var reading = new ImportReader(batch, person, board, standing, now);
        foreach (var row in batch.Reading.Rows) reading.Take(row);
        var changes = reading.Changes();
        return new(batch, changes, reading.Records, reading.Left, reading.Same, reading.Unknown, reading.WantReason, Moves(board, changes));
    }

    private static ImmutableArray<TotalMove> Moves(Scoreboard board, ImmutableArray<ImportedChange> changes)
    {
        // What an own rating makes of an average is told once it is given.
        var then = board.With([.. changes.Where(c => !c.Unit.Raters.ContainsKey(c.Indicator.Code)).Select(c => new Change(c.Unit.Code, c.Indicator.Code, new(c.Source, c.After, null, default, default, long.MaxValue)))], board.Sequence);
        return [.. from pair in board.Scorecards.Zip(then.Scorecards)
            where pair.First.Totals.Total != pair.Second.Totals.Total
            select new TotalMove(pair.First.Unit, pair.First.Totals.Total, pair.Second.Totals.Total)];
    }
}

/// <summary>One cell that would change.</summary>
/// <param name="Place">Where the file says so; the first place of several.</param>
/// <param name="Before">What counts for its source now.</param>
/// <param name="Seen">The assessment's version that the difference was made from.</param>
public sealed record ImportedChange(string Place, Unit Unit, Indicator Indicator, Source Source, Observation? After, Score Before, Score Then, long Seen);

/// <summary>A row of the file that is left out.</summary>
/// <param name="Why">A Chinese sentence with the legal values, where there are some.</param>
public sealed record LeftRow(ImportedRow Row, string Why);

/// <summary>A name in the file that names no unit.</summary>
/// <param name="Rows">How many rows have it.</param>
/// <param name="Suggested">The nearest units, the nearest first.</param>
public sealed record UnknownUnit(string Name, int Rows, ImmutableArray<Unit> Suggested);

/// <summary>A total that would move.</summary>
/// <param name="Before">Null with no applicable maximum, as for <paramref name="Then"/>.</param>
public sealed record TotalMove(Unit Unit, decimal? Before, decimal? Then);
