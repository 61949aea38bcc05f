using System.Collections.Concurrent;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Evaluation;
using EvaluationPortal.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Live;

public abstract class LiveScoreboardsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task A_subscriber_gets_the_newest_board_one_call_at_a_time()
    {
        var (running, most, seen) = (0, 0, new ConcurrentQueue<long>());
        var hold = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        using var subscription = Records.Live.Subscribe(Records.Cycle, async board =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            seen.Enqueue(board.Sequence);
            await hold.Task;
            Interlocked.Decrement(ref running);
            if (board.Sequence == 101) done.TrySetResult();
        });
        for (var version = 2; version <= 101; version++) await Publish(version);
        hold.SetResult();
        await done.Task.WaitAsync(Stop);
        Assert.Equal(1, most);
        Assert.True(seen.Count <= 3, $"{seen.Count} calls for 100 changes behind a slow reader");
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task No_call_begins_after_the_end_of_a_subscription()
    {
        var calls = 0;
        var subscription = Records.Live.Subscribe(Records.Cycle, _ => Task.FromResult(Interlocked.Increment(ref calls)));
        subscription.Dispose();
        await Publish(2);
        await Told(3);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task A_subscription_that_ends_itself_is_not_called_again()
    {
        var calls = 0;
        var (called, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        IDisposable? subscription = null;
        subscription = Records.Live.Subscribe(Records.Cycle, async _ =>
        {
            calls++;
            called.TrySetResult();
            await goOn.Task;
            subscription!.Dispose();
        });
        await Publish(2);
        await called.Task.WaitAsync(Stop);
        await Publish(3);
        // The rest of the call, and the delivery of what came meanwhile, go on in this very thread.
        await Task.Run(goOn.SetResult, Stop);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Only_a_page_that_is_still_there_is_reported_when_it_fails()
    {
        var log = new Faults();
        var live = new LiveScoreboards(Records.Database, log);
        await live.Load(Stop);
        foreach (var leaves in (bool[])[true, false])
        {
            var (called, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
            using var subscription = live.Subscribe(Records.Cycle, async _ =>
            {
                called.TrySetResult();
                await goOn.Task;
                throw new OperationCanceledException();
            });
            await live.Reload(Records.Cycle, Stop);
            await called.Task.WaitAsync(Stop);
            if (leaves) subscription.Dispose();
            await Task.Run(goOn.SetResult, Stop);
            Assert.Equal(leaves ? 0 : 1, log.Count);
        }
    }

    [Fact]
    public async Task A_subscriber_that_throws_or_never_returns_does_not_hurt_the_others()
    {
        using var throwing = Records.Live.Subscribe(Records.Cycle, _ => throw new InvalidOperationException("a broken page"));
        using var hanging = Records.Live.Subscribe(Records.Cycle, _ => new TaskCompletionSource().Task);
        await Told(2);
        await Told(3);
    }

    [Fact]
    public async Task A_change_that_cannot_be_taken_in_is_read_from_the_database()
    {
        var late = new LiveScoreboards(Records.Database, NullLogger<LiveScoreboards>.Instance);
        var edit = Records.Edit("sijing", "1.1", new Level(1));
        await Records.EditAsync("reviewer-1", edit);
        Assert.Null(late.Find(Records.Cycle));
        await late.Publish(Records.Cycle, [], 2);
        Assert.NotNull(late.Of(Records.Cycle).Find(edit.Unit, edit.Indicator)!.Counted);
    }

    [Fact]
    public async Task A_board_that_could_not_even_be_read_catches_up_with_the_next_change()
    {
        var late = new LiveScoreboards(Records.Database, NullLogger<LiveScoreboards>.Instance);
        await Records.ExecuteAsync("ALTER TABLE units RENAME TO elsewhere");
        await late.Publish(Records.Cycle, [], 2);
        Assert.Null(late.Find(Records.Cycle));
        await Records.ExecuteAsync("ALTER TABLE elsewhere RENAME TO units");
        await late.Publish(Records.Cycle, [], 3);
        Assert.Equal(50, late.Of(Records.Cycle).Scorecards.Length);
    }

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public async Task Reading_again_while_changes_come_in_keeps_the_newer_of_both(int seed)
    {
        var changes = Boards.RandomChanges(seed, 200);
        var reloading = Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++) await Records.Live.Reload(Records.Cycle, Stop);
        }, Stop);
        await Task.WhenAll(changes.Chunk(20).Select(part => Task.Run(async () =>
        {
            foreach (var change in part) await Records.Live.Publish(Records.Cycle, [change], change.Assessment.Version);
        }, Stop)));
        await reloading;
        Assert.Equal(Boards.Facts(Boards.Empty.With(changes, 201)), Boards.Facts(Records.Board));
    }

    [Fact]
    public async Task A_new_stage_in_the_database_wins_over_memory_and_keeps_its_cells()
    {
        await Publish(7);
        await Records.ExecuteAsync("UPDATE cycles SET stage = 3, version = 9");
        await Records.Live.Reload(Records.Cycle, Stop);
        Assert.Equal((Stage.Feedback, 7), (Records.Board.Cycle.Stage, Records.Board.Find(new("sijing"), new("1.4"))!.Version));
    }

    private Task Publish(long version) =>
        Records.Live.Publish(Records.Cycle, [Boards.Change("sijing", "1.4", new Level((int)(version % 3) + 1), version)], version);

    private sealed class Faults : ILogger<LiveScoreboards>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }

    /// <summary>Publishes, and waits until a subscriber that came later than all others has been told.</summary>
    private async Task Told(long version)
    {
        var told = new TaskCompletionSource();
        using var subscription = Records.Live.Subscribe(Records.Cycle, board =>
        {
            if (board.Sequence >= version) told.TrySetResult();
            return Task.CompletedTask;
        });
        await Publish(version);
        await told.Task.WaitAsync(Stop);
    }
}

public sealed class LiveScoreboardsOnSqliteTests(Databases databases) : LiveScoreboardsTests(Provider.Sqlite, databases);

public sealed class LiveScoreboardsOnPostgresTests(Databases databases) : LiveScoreboardsTests(Provider.Postgres, databases);
