using EvaluationPortal.Core.Live;
using Microsoft.Extensions.Time.Testing;

namespace EvaluationPortal.Tests.Live;

public sealed class GatheredChangesTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_change_is_told_at_once_and_all_that_follow_in_the_pause_by_one_more()
    {
        var clock = new FakeTimeProvider();
        var (reads, read) = (0, new SemaphoreSlim(0));
        List<Func<Task>> sources = [];
        using var changes = new GatheredChanges(Pause, clock, () =>
        {
            Interlocked.Increment(ref reads);
            read.Release();
            return Task.CompletedTask;
        }, fault => Assert.Fail(fault.ToString()));
        for (var at = 0; at < 2; at++) changes.Follow(changed =>
        {
            sources.Add(changed);
            return new Ended(() => sources.Remove(changed));
        });

        await sources[0]();
        await read.WaitAsync(Stop);
        for (var at = 0; at < 50; at++) await sources[at % 2]();
        Assert.False(await read.WaitAsync(TimeSpan.FromMilliseconds(50), Stop));
        while (!await read.WaitAsync(TimeSpan.FromMilliseconds(10), Stop)) clock.Advance(Pause);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
        Assert.Equal(2, Volatile.Read(ref reads));

        changes.Dispose();
        Assert.Empty(sources);
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
