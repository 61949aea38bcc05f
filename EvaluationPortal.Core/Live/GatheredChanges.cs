namespace EvaluationPortal.Core.Live;

/// <summary>
/// Many sources of change told to a page as one: the first at once, what follows within a pause together after it. A page that reads
/// the database for what it shows reads no more often than that, however fast others work.
/// </summary>
public sealed class GatheredChanges : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<IDisposable> _sources = [];
    private readonly Follower _follower;

    /// <param name="pause">Least time between two readings.</param>
    /// <param name="read">Takes the changes in, in the context this is made in.</param>
    /// <param name="failed">Told of what <paramref name="read"/> throws; must not throw.</param>
    public GatheredChanges(TimeSpan pause, TimeProvider clock, Func<Task> read, Action<Exception> failed) => _follower = new(async () =>
    {
        await read();
        await Task.Delay(pause, clock, _gone.Token);
    }, failed);

    /// <summary>Ended together with this.</summary>
    /// <param name="subscribe">Makes the subscription, of what it is to call.</param>
    public void Follow(Func<Func<Task>, IDisposable> subscribe) => _sources.Add(subscribe(Wake));

    public void Dispose()
    {
        if (_gone.IsCancellationRequested) return;
        foreach (var source in _sources) source.Dispose();
        _follower.End();
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task Wake()
    {
        _follower.Wake();
        return Task.CompletedTask;
    }
}
