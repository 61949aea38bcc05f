using System.Collections.Concurrent;
using EvaluationPortal.Core.Evaluation;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Core.Live;

/// <summary>Tells open pages that a unit's self-report changed. What it says now each page reads by itself, as its reader may.</summary>
public sealed partial class LiveSelfReports(ILogger<LiveSelfReports> log)
{
    private static readonly UnitCode AnyUnit = new("");
    private readonly ConcurrentDictionary<(string Cycle, UnitCode Unit), Subscription[]> _subscriptions = [];

    /// <summary>
    /// Calls <paramref name="changed"/> after every change, one call at a time: what changes during a call is told by one more. After it
    /// is disposed no call begins.
    /// </summary>
    /// <param name="drafts">Whether what is only being typed is told as well.</param>
    public IDisposable Subscribe(string cycle, UnitCode unit, bool drafts, Func<Task> changed)
    {
        var subscription = new Subscription(this, (cycle, unit), drafts, new(changed, fault => LogFailed(log, fault, unit.Value, cycle)));
        _subscriptions.AddOrUpdate((cycle, unit), [subscription], (_, all) => [.. all, subscription]);
        return subscription;
    }

    /// <summary>The same after every move of any unit's self-report in the cycle; drafts are not told.</summary>
    public IDisposable Subscribe(string cycle, Func<Task> changed) => Subscribe(cycle, AnyUnit, drafts: false, changed);

    /// <summary>A field was typed into. Never throws.</summary>
    public void DraftChanged(string cycle, UnitCode unit) => Tell(cycle, unit, s => s.Drafts);

    /// <summary>The self-report was moved on or back. Never throws.</summary>
    public void Moved(string cycle, UnitCode unit)
    {
        Tell(cycle, unit, _ => true);
        Tell(cycle, AnyUnit, _ => true);
    }

    private void Tell(string cycle, UnitCode unit, Func<Subscription, bool> whom)
    {
        foreach (var subscription in _subscriptions.GetValueOrDefault((cycle, unit), []).Where(whom)) subscription.Wake();
    }

    private void Remove(Subscription gone)
    {
        while (_subscriptions.TryGetValue(gone.Key, out var all))
        {
            var rest = all.Where(s => s != gone).ToArray();
            var isDone = rest.Length > 0 ? _subscriptions.TryUpdate(gone.Key, rest, all) : _subscriptions.TryRemove(new(gone.Key, all));
            if (isDone) return;
        }
    }

    [LoggerMessage(LogLevel.Error, "A page that follows the self-report of {Unit} in {Cycle} failed to take in a change.")]
    private static partial void LogFailed(ILogger log, Exception fault, string unit, string cycle);

    private sealed class Subscription(LiveSelfReports source, (string Cycle, UnitCode Unit) key, bool drafts, Follower follower) : IDisposable
    {
        public (string Cycle, UnitCode Unit) Key => key;

        public bool Drafts => drafts;

        public void Wake() => follower.Wake();

        public void Dispose()
        {
            follower.End();
            source.Remove(this);
        }
    }
}
