using EvaluationPortal.Core.Evaluation;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Core.Live;

/// <summary>One cycle's board and who follows it.</summary>
internal sealed partial class LiveScoreboard(Scoreboard board, ILogger log)
{
    private readonly Lock _subscribing = new();
    private Scoreboard _now = board;
    private Subscription[] _subscriptions = [];

    public Scoreboard Now => Volatile.Read(ref _now);

    /// <summary>Swaps the changed board in; retried when another change came between.</summary>
    public void Apply(IReadOnlyList<Change> changes, long sequence)
    {
        Scoreboard before, after;
        do
        {
            before = Now;
            after = before.With(changes, sequence);
            if (ReferenceEquals(before, after)) return;
        }
        while (Interlocked.CompareExchange(ref _now, after, before) != before);
        Tell();
    }

    /// <summary>Swaps in a board read from the database, keeping whatever the one here already knows better.</summary>
    public void Replace(Scoreboard read)
    {
        Scoreboard before, after;
        do
        {
            before = Now;
            var (newer, older) = read.Cycle.Version >= before.Cycle.Version ? (read, before) : (before, read);
            after = newer.With(older.Assessments(), older.Sequence);
        }
        while (Interlocked.CompareExchange(ref _now, after, before) != before);
        Tell();
    }

    public IDisposable Subscribe(Func<Scoreboard, Task> changed)
    {
        var subscription = new Subscription(this, changed, log);
        lock (_subscribing) _subscriptions = [.. _subscriptions, subscription];
        // Between the subscription and the board that the caller reads next no change may slip through.
        Interlocked.MemoryBarrier();
        return subscription;
    }

    [LoggerMessage(LogLevel.Error, "A page that follows the board of {Cycle} failed to take in a change.")]
    private static partial void LogFailed(ILogger log, Exception fault, string cycle);

    private void Tell()
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions)) subscription.Wake();
    }

    private sealed class Subscription(LiveScoreboard source, Func<Scoreboard, Task> changed, ILogger log) : IDisposable
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private int _wakes;
        private volatile bool _ended;

        /// <summary>Starts the delivery; one that is running sees the change by itself.</summary>
        public void Wake()
        {
            if (_ended || Interlocked.Increment(ref _wakes) > 1) return;
            if (_context is null) ThreadPool.QueueUserWorkItem(static s => _ = s.Deliver(), this, preferLocal: false);
            else ThreadPool.QueueUserWorkItem(static s => ExecutionContext.Run(s._context!, static state => _ = ((Subscription)state!).Deliver(), s), this, preferLocal: false);
        }

        public void Dispose()
        {
            _ended = true;
            lock (source._subscribing) source._subscriptions = [.. source._subscriptions.Where(s => s != this)];
        }

        private async Task Deliver()
        {
            var seen = 0;
            do
            {
                seen = Volatile.Read(ref _wakes);
                try
                {
                    if (!_ended) await changed(source.Now);
                }
                catch (Exception) when (_ended)
                {
                    // The page was left meanwhile, and what it was reading broken off.
                }
                catch (Exception fault)
                {
                    LogFailed(log, fault, source.Now.Cycle.Code);
                }
            }
            while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
        }
    }
}
