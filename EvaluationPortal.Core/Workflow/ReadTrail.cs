using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The audit trail for those who may read it, the newest entry first. Pages are cut by sequence number, so a late page costs what the first does.</summary>
public sealed class ReadTrail(PortalDatabase database, People people)
{
    /// <summary>Entries in one reading of the page.</summary>
    public const int PageSize = 50;

    private const int ExportStep = 500;

    /// <summary>Whether a person may read the trail.</summary>
    public static Permit Ask(Person person) => PermissionTable.Ask(person, Permission.ReadAudit);

    /// <summary>The newest entries that fit; none for a person who may not read the trail.</summary>
    /// <param name="before">Only entries before this sequence number: the last one of the page before.</param>
    public async Task<TrailPage> Page(PersonId by, TrailFilter filter, long before = long.MaxValue, CancellationToken stop = default)
    {
        if (!May(by)) return new([], HasMore: false, IsReadable: true);
        try
        {
            await using var db = database.Open();
            var entries = await filter.Of(db.Audit.AsNoTracking()).Where(e => e.Sequence < before).OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(stop);
            return new([.. entries.Take(PageSize)], entries.Count > PageSize, IsReadable: true);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbException))
        {
            return new([], HasMore: false, IsReadable: false);
        }
    }

    /// <summary>All entries that fit, the newest first, up to the head as it is when the reading begins; in steps, so that nothing is held meanwhile.</summary>
    public async IAsyncEnumerable<AuditEntry> All(PersonId by, TrailFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        var before = long.MaxValue;
        while (May(by))
        {
            await using var db = database.Open();
            var step = await filter.Of(db.Audit.AsNoTracking()).Where(e => e.Sequence < before).OrderByDescending(e => e.Sequence).Take(ExportStep).ToListAsync(stop);
            foreach (var entry in step) yield return entry;
            if (step.Count < ExportStep) yield break;
            before = step[^1].Sequence;
        }
    }

    private bool May(PersonId by) => people.Find(by) is { } person && Ask(person).IsGranted;
}

/// <summary>Which entries are wanted; null for all.</summary>
/// <param name="By">Done by the person, or to the person.</param>
/// <param name="From">From this instant on, UTC.</param>
/// <param name="Until">Before this instant, UTC.</param>
public sealed record TrailFilter(PersonId? By = null, UnitCode? Unit = null, IndicatorCode? Indicator = null, string? Kind = null, DateTime? From = null, DateTime? Until = null)
{
    public bool IsEmpty => this == new TrailFilter();

    internal IQueryable<AuditEntry> Of(IQueryable<AuditEntry> entries)
    {
        if (By is { Value: var by }) entries = entries.Where(e => e.By == by || e.Subject == by);
        if (Unit is { Value: var unit }) entries = entries.Where(e => e.Unit == unit);
        if (Indicator is { Value: var indicator }) entries = entries.Where(e => e.Indicator == indicator);
        if (Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
        if (From is { } from) entries = entries.Where(e => e.At >= from);
        if (Until is { } until) entries = entries.Where(e => e.At < until);
        return entries;
    }
}

/// <summary>One reading of the trail.</summary>
/// <param name="HasMore">There are older entries that fit.</param>
/// <param name="IsReadable">False where an entry among them was altered so that it cannot even be read.</param>
public sealed record TrailPage(ImmutableArray<AuditEntry> Entries, bool HasMore, bool IsReadable);
