using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Core.Live;

/// <summary>Tells open pages that a 日常记录 was written, changed or withdrawn. What they say now each page reads by itself, as its reader may.</summary>
public sealed partial class LiveRecords(ILogger<LiveRecords> log)
{
    private readonly Lock _subscribing = new();
    private Subscription[] _subscriptions = [];

    /// <summary>Calls <paramref name="changed"/> after every change, one call at a time: what changes during a call is told by one more. After it is disposed no call begins.</summary>
    public IDisposable Subscribe(Func<Task> changed)
    {
        var subscription = new Subscription(this, new(changed, fault => LogFailed(log, fault)));
        lock (_subscribing) _subscriptions = [.. _subscriptions, subscription];
        return subscription;
    }

    /// <summary>One was written, changed or withdrawn. Never throws.</summary>
    public void Changed()
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions)) subscription.Wake();
    }

    [LoggerMessage(LogLevel.Error, "A page that follows the records failed to take in a change.")]
    private static partial void LogFailed(ILogger log, Exception fault);

    private sealed class Subscription(LiveRecords source, Follower follower) : IDisposable
    {
        public void Wake() => follower.Wake();

        public void Dispose()
        {
            follower.End();
            lock (source._subscribing) source._subscriptions = [.. source._subscriptions.Where(s => s != this)];
        }
    }
}
