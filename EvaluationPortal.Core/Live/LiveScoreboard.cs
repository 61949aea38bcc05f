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
            var (newer, older) = read.Cycle.Moved >= before.Cycle.Moved ? (read, before) : (before, read);
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

    private sealed class Subscription : IDisposable
    {
        private readonly LiveScoreboard _source;
        private readonly Follower _follower;

        public Subscription(LiveScoreboard source, Func<Scoreboard, Task> changed, ILogger log) =>
            (_source, _follower) = (source, new(() => changed(source.Now), fault => LogFailed(log, fault, source.Now.Cycle.Code)));

        public void Wake() => _follower.Wake();

        public void Dispose()
        {
            _follower.End();
            lock (_source._subscribing) _source._subscriptions = [.. _source._subscriptions.Where(s => s != this)];
        }
    }
}
