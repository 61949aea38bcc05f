using System.Collections.Concurrent;
using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Core.Live;

/// <summary>
/// The boards in memory, for screens only: what decides is re-read in the ledger. Committed changes are swapped in here, and
/// every subscription is told.
/// </summary>
public sealed partial class LiveScoreboards(PortalDatabase database, ILogger<LiveScoreboards> log)
{
    private readonly ConcurrentDictionary<string, LiveScoreboard> _boards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _behind = new(StringComparer.Ordinal);

    /// <summary>Codes of the cycles there are, the newest first.</summary>
    public ImmutableArray<string> Cycles => [.. _boards.Keys.OrderDescending(StringComparer.Ordinal)];

    /// <summary>The board as it is now; null where there is no such cycle.</summary>
    public Scoreboard? Find(string cycle) => _boards.TryGetValue(cycle, out var live) ? live.Now : null;

    /// <summary>The board of a cycle that is known to exist.</summary>
    /// <exception cref="KeyNotFoundException">There is no such cycle.</exception>
    public Scoreboard Of(string cycle) => _boards[cycle].Now;

    /// <summary>The years before that cycle, the newest first; a rehearsal is none.</summary>
    public IEnumerable<EarlierYear> Earlier(Cycle cycle) => EarlierYear.Of(cycle, Cycles.Select(code => Of(code).Cycle));

    /// <summary>Reads every cycle from the database; at start, before the portal is ready.</summary>
    public async Task Load(CancellationToken stop)
    {
        await using var db = database.Open();
        foreach (var code in await StoredScoreboards.Codes(db, stop)) await Reload(code, stop);
    }

    /// <summary>Reads a cycle again: it is new, or its stage, table, units or settings changed.</summary>
    public async Task Reload(string cycle, CancellationToken stop)
    {
        await using var db = database.Open();
        if (await StoredScoreboards.Read(db, cycle, stop) is not { } board) return;
        _boards.GetOrAdd(cycle, _ => new(board, log)).Replace(board);
    }

    /// <summary>
    /// Takes in what was just committed. Never throws: after a commit nothing may fail. A fault here makes the board catch up
    /// from the database, at the next news at the latest.
    /// </summary>
    public async Task Publish(string cycle, IReadOnlyList<Change> changes, long sequence)
    {
        try
        {
            if (!_behind.ContainsKey(cycle))
            {
                _boards[cycle].Apply(changes, sequence);
                return;
            }
        }
        catch (Exception fault)
        {
            LogBehind(log, fault, cycle);
            _behind[cycle] = true;
        }
        await CatchUp(cycle);
    }

    private async Task CatchUp(string cycle)
    {
        try
        {
            // Cleared first: whatever falls behind while this reads must not be forgotten.
            _behind.TryRemove(cycle, out _);
            await Reload(cycle, CancellationToken.None);
        }
        catch (Exception fault)
        {
            _behind[cycle] = true;
            LogStillBehind(log, fault, cycle);
        }
    }

    /// <summary>
    /// Calls <paramref name="changed"/> with the board whenever it has changed, one call at a time and only with the newest:
    /// a slow reader skips boards instead of queueing them. After it is disposed no call begins. Subscribe first, then read the
    /// board: what changes in between is told.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such cycle.</exception>
    public IDisposable Subscribe(string cycle, Func<Scoreboard, Task> changed) => _boards[cycle].Subscribe(changed);

    [LoggerMessage(LogLevel.Error, "The board of {Cycle} could not take in a committed change and is read again from the database.")]
    private static partial void LogBehind(ILogger log, Exception fault, string cycle);

    [LoggerMessage(LogLevel.Error, "The board of {Cycle} could not be read again; the next change tries once more.")]
    private static partial void LogStillBehind(ILogger log, Exception fault, string cycle);
}
