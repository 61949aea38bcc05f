using EvaluationPortal.Core.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>
/// The only way anything is changed. One transaction at a time takes the head of the trail first, so the order of sequence
/// numbers is the order of commits and there are no gaps; what it reads after that nobody else can change before it commits.
/// </summary>
public sealed class Ledger(PortalDatabase database, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>
    /// Runs the work in the ledger's transaction and commits when it returns. Cancelling is possible until the commit begins.
    /// </summary>
    /// <remarks>
    /// In a thread of its own, never in the caller's synchronisation context: a circuit that is busy rendering would otherwise hold
    /// the ledger, and everybody else's edits, until it comes round to going on.
    /// </remarks>
    public Task<T> Write<T>(Func<LedgerTransaction, Task<T>> work, CancellationToken stop = default) => Task.Run(() => WriteHere(work, stop), stop);

    private async Task<T> WriteHere<T>(Func<LedgerTransaction, Task<T>> work, CancellationToken stop)
    {
        if (database.IsSqlite) await _gate.WaitAsync(stop);
        try
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await db.Database.ExecuteSqlRawAsync("UPDATE audit_head SET sequence = sequence + 0", stop);
            var head = await db.AuditHead.SingleAsync(stop);
            var ledger = new LedgerTransaction(db, head, WholeMilliseconds(clock.GetUtcNow().UtcDateTime));
            var result = await work(ledger);
            if (ledger.IsAbandoned) return result;
            stop.ThrowIfCancellationRequested();
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            if (database.IsSqlite) _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static DateTime WholeMilliseconds(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}

/// <summary>A transaction that holds the head of the trail.</summary>
public sealed class LedgerTransaction(PortalDbContext db, AuditHead head, DateTime now)
{
    /// <summary>For re-reading and writing rows; saved when the work returns.</summary>
    public PortalDbContext Db => db;

    /// <summary>UTC, whole milliseconds; the time of every entry appended.</summary>
    public DateTime Now => now;

    /// <summary>The sequence number that the next entry will have.</summary>
    public long Next => head.Sequence + 1;

    internal bool IsAbandoned { get; private set; }

    /// <summary>Nothing of this transaction is to be kept; its result is still returned.</summary>
    public void Abandon() => IsAbandoned = true;

    /// <summary>Appends an entry to the trail and gives its sequence number: the version of whatever it changed.</summary>
    public long Append(PersonId by, string kind, Action<AuditEntry>? fill = null)
    {
        var entry = new AuditEntry { Sequence = head.Sequence + 1, At = now, By = by.Value, Kind = kind, PreviousHash = head.Hash, Hash = "" };
        fill?.Invoke(entry);
        entry.Hash = entry.ComputeHash();
        db.Audit.Add(entry);
        (head.Sequence, head.Hash) = (entry.Sequence, entry.Hash);
        return entry.Sequence;
    }

    /// <summary>
    /// Changes a cycle's row and appends the entry for it, which holds the whole cycle before and after: the trail must tell
    /// everything that scores follow from. Nothing is written where nothing changes.
    /// </summary>
    /// <param name="fill">What else the entry says.</param>
    /// <param name="kind">Of the entry, one of <see cref="AuditKinds.IsOfCycle"/>.</param>
    /// <param name="roster">All its units as they are to be, where they change; none of those left out may have an assessment.</param>
    public async Task ChangeCycle(PersonId by, string code, Action<CycleRow> change, Action<AuditEntry> fill, CancellationToken stop, IReadOnlyList<UnitRow>? roster = null, string kind = AuditKinds.CycleChanged)
    {
        var row = await db.Cycles.SingleAsync(c => c.Code == code, stop);
        var units = await db.Units.Where(u => u.Cycle == code).ToListAsync(stop);
        var before = StoredJson.Write(row, units);
        change(row);
        var after = StoredJson.Write(row, roster ?? units);
        if (before == after) return;
        row.Version = Append(by, kind, entry =>
        {
            fill(entry);
            (entry.Cycle, entry.Before, entry.After) = (code, before, after);
        });
        if (roster is not null) Replace(units, roster);
    }

    private void Replace(List<UnitRow> standing, IReadOnlyList<UnitRow> wanted)
    {
        var byCode = standing.ToDictionary(u => u.Code);
        foreach (var unit in wanted)
        {
            if (byCode.Remove(unit.Code, out var row)) db.Entry(row).CurrentValues.SetValues(unit);
            else db.Units.Add(unit);
        }
        db.Units.RemoveRange(byCode.Values);
    }
}
