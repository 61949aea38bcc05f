using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What happened to one cell, from the audit trail: who, when, from what to what, and why.</summary>
public sealed class CellHistory(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>Changes in one reading.</summary>
    public const int PageSize = 50;

    /// <summary>
    /// The changes, the newest first, at most <see cref="PageSize"/>; empty for a person who may not see the cell and for one
    /// that does not exist.
    /// </summary>
    /// <param name="before">Only changes before this sequence number: the last one of the page before.</param>
    /// <exception cref="InvalidDataException">A stored observation cannot be read.</exception>
    public async Task<CellHistoryPage> Read(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, long before = long.MaxValue, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { Cycle: var now } || now.Find(unit) is not { } about || now.Scheme.Find(indicator) is not { } column) return CellHistoryPage.Empty;
        if (people.Find(by) is not { } person || !PermissionTable.Ask(person, Permission.SeeBoard, about, column).IsGranted) return CellHistoryPage.Empty;
        await using var db = database.Open();
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.Cycle == cycle && e.Unit == unit.Value && e.Indicator == indicator.Value && e.Kind == AuditKinds.Assessed && e.Sequence < before)
            .OrderByDescending(e => e.Sequence)
            .Take(PageSize + 1)
            .ToListAsync(stop);
        return new([.. entries.Take(PageSize).Select(e => Change(e, about, column))], entries.Count > PageSize);
    }

    private static CellChange Change(AuditEntry entry, Unit unit, Indicator indicator)
    {
        var (before, after) = (StoredScoreboards.Observation(entry.Before), StoredScoreboards.Observation(entry.After));
        return new(entry.Sequence, entry.At, new(entry.By), entry.Source!.Value, before, unit.Score(indicator, before), after, unit.Score(indicator, after), entry.Reason);
    }
}

/// <summary>One reading of a cell's history.</summary>
/// <param name="HasMore">There are older changes.</param>
public sealed record CellHistoryPage(ImmutableArray<CellChange> Changes, bool HasMore)
{
    public static CellHistoryPage Empty { get; } = new([], false);
}

/// <summary>One change of one source's observation, with what the cycle's table makes of either side.</summary>
/// <param name="Sequence">Number of the audit entry.</param>
/// <param name="At">UTC.</param>
/// <param name="Before">Null: there was none.</param>
/// <param name="After">Null: taken back.</param>
public sealed record CellChange(
    long Sequence, DateTime At, PersonId By, Source Source, Observation? Before, Score ScoreBefore, Observation? After, Score ScoreAfter, string? Reason);
