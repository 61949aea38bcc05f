using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>A circuit that is busy rendering, or hangs, is nobody's concern but its own.</summary>
public abstract class BusyPageTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_does_not_hold_the_ledger()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = Append(async () =>
        {
            entered.SetResult();
            await leave.Task;
        });
        await entered.Task.WaitAsync(Patience, Stop);
        var ofThePage = BusyPage.Run(() => Append(async () => await Task.Yield()));
        leave.SetResult();
        var numbers = await Task.WhenAll(first, ofThePage, Append(() => Task.CompletedTask)).WaitAsync(Patience, Stop);
        Assert.Equal([Records.Begun + 1, Records.Begun + 2, Records.Begun + 3], numbers.Order());
    }

    [Fact]
    public async Task What_it_saved_is_on_the_other_screens_at_once()
    {
        var shown = new TaskCompletionSource();
        using var subscription = Records.Live.Subscribe(Records.Cycle, board =>
        {
            if (board.Find(new("sijing"), new("1.4"))!.Counted is not null) shown.TrySetResult();
            return Task.CompletedTask;
        });
        _ = BusyPage.Run(() => Records.Record.Run(new("reviewer-1"), Records.Cycle, [Records.Edit("sijing", "1.4", new Level(1))], stop: Stop));
        await shown.Task.WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task A_full_mark_it_set_holds_for_everybody_at_once()
    {
        var shown = new TaskCompletionSource();
        using var subscription = Records.Live.Subscribe(Records.Cycle, board =>
        {
            if (board.Cycle.Settings.FullMark(new("1.3")) is 100) shown.TrySetResult();
            return Task.CompletedTask;
        });
        var set = new SetFullMark(Records.Ledger, Records.Live, Records.People);
        _ = BusyPage.Run(() => set.Run(new("third-party"), Records.Cycle, new("1.3"), 100, Stop));
        await shown.Task.WaitAsync(Patience, Stop);
    }

    private Task<long> Append(Func<Task> meanwhile) => Records.Ledger.Write(async transaction =>
    {
        await meanwhile();
        return transaction.Append(new PersonId("somebody"), "tested");
    }, Stop);

    /// <summary>A synchronisation context that never comes round to what is posted to it.</summary>
    private sealed class BusyPage : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            // Busy for ever.
        }

        public static Task<T> Run<T>(Func<Task<T>> work)
        {
            var before = Current;
            SetSynchronizationContext(new BusyPage());
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }
}

public sealed class BusyPageOnSqliteTests(Databases databases) : BusyPageTests(Provider.Sqlite, databases);

public sealed class BusyPageOnPostgresTests(Databases databases) : BusyPageTests(Provider.Postgres, databases);
