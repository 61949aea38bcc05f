namespace EvaluationPortal.Core.Live;

/// <summary>
/// A page that is told when something changed: one call at a time, and what changes during a call is told by one more. After it ended
/// no call begins.
/// </summary>
/// <param name="changed">Takes the change in. Runs in the context that the follower was made in.</param>
/// <param name="failed">Told of what <paramref name="changed"/> throws; must not throw.</param>
internal sealed class Follower(Func<Task> changed, Action<Exception> failed)
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private int _wakes;
    private volatile bool _ended;

    /// <summary>Starts the delivery; one that is running sees the change by itself. Never throws.</summary>
    public void Wake()
    {
        if (_ended || Interlocked.Increment(ref _wakes) > 1) return;
        if (_context is null) ThreadPool.QueueUserWorkItem(static f => _ = f.Deliver(), this, preferLocal: false);
        else ThreadPool.QueueUserWorkItem(static f => ExecutionContext.Run(f._context!, static state => _ = ((Follower)state!).Deliver(), f), this, preferLocal: false);
    }

    public void End() => _ended = true;

    private async Task Deliver()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wakes);
            try
            {
                if (!_ended) await changed();
            }
            catch (Exception) when (_ended)
            {
                // The page was left meanwhile, and what it was reading broken off.
            }
            catch (Exception fault)
            {
                failed(fault);
            }
        }
        while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
    }
}
