using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Tests.Storage;

public abstract class LedgerTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    protected override bool WithPersonas => false;

    private static readonly PersonId Somebody = new("somebody");

    [Fact]
    public async Task Numbers_have_no_gap_and_follow_the_order_of_commits()
    {
        const int writers = 200;
        var committed = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var number = await Records.Ledger.Write(t => Task.FromResult(t.Append(Somebody, "tested")), Stop);
            lock (committed) committed.Add(number);
        }, Stop)));
        Assert.Equal(Enumerable.Range(2, writers).Select(n => (long)n), committed.Order());
        Assert.Equal(writers + 1, (await Records.TrailAsync()).Count);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Whoever_reads_in_the_ledger_sees_everything_with_a_lower_number()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Records.Ledger.Write(async t =>
        {
            var before = await t.Db.Audit.AsNoTracking().MaxAsync(e => e.Sequence, Stop);
            Assert.Equal(before + 1, t.Append(Somebody, "tested"));
            return 0;
        }, Stop), Stop)));
    }

    [Fact]
    public async Task Nothing_is_left_of_an_abandoned_transaction()
    {
        var result = await Records.Ledger.Write(t =>
        {
            t.Append(Somebody, "tested");
            t.Abandon();
            return Task.FromResult("its result");
        }, Stop);
        Assert.Equal("its result", result);
        await NothingWasWritten();
    }

    [Fact]
    public async Task Nothing_is_left_of_a_transaction_that_failed()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Records.Ledger.Write<int>(t =>
        {
            t.Append(Somebody, "tested");
            throw new InvalidOperationException();
        }, Stop));
        await NothingWasWritten();
    }

    [Fact]
    public async Task Nothing_is_left_of_a_transaction_cancelled_before_its_commit()
    {
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Records.Ledger.Write(t =>
        {
            cancelled.Cancel();
            return Task.FromResult(t.Append(Somebody, "tested"));
        }, cancelled.Token));
        await NothingWasWritten();
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_lets_the_others_through()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var first = Task.Run(() => Records.Ledger.Write(async t =>
        {
            entered.SetResult();
            await leave.Task;
            return t.Append(Somebody, "tested");
        }, Stop), Stop);
        await entered.Task.WaitAsync(Stop);
        using var impatient = new CancellationTokenSource();
        var waiting = Task.Run(() => Records.Ledger.Write(t => Task.FromResult(t.Append(Somebody, "tested")), impatient.Token), Stop);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        leave.SetResult();
        Assert.Equal(2, await first);
        Assert.Equal(3, await Records.Ledger.Write(t => Task.FromResult(t.Append(Somebody, "tested")), Stop));
    }

    [Fact]
    public async Task Times_are_whole_milliseconds_in_UTC()
    {
        await Records.Ledger.Write(t => Task.FromResult(t.Append(Somebody, "tested")), Stop);
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal(new DateTime(2022, 11, 20, 1, 2, 3, DateTimeKind.Utc), entry.At);
        Assert.Equal(DateTimeKind.Utc, entry.At.Kind);
        Assert.Equal(entry.Hash, entry.ComputeHash());
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written_whatever_its_text()
    {
        var id = Guid.NewGuid();
        string[] texts = ["", "=1+1", "<script>alert(1)</script>", "'; DROP TABLE audit; --", "\\u0000 {0} %s", "𠮷野家🏛", "line\nline\ttab", "é"];
        foreach (var text in texts)
        {
            await Records.Ledger.Write(t => Task.FromResult(t.Append(Somebody, "tested", e => (e.Before, e.After, e.Reason, e.Batch) = (text, null, text + text, id))), Stop);
        }
        var written = (await Records.TrailAsync()).Skip(1).ToList();
        Assert.Equal(texts, written.Select(e => e.Before));
        Assert.All(written, e => Assert.Equal(id, e.Batch));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    private async Task NothingWasWritten()
    {
        Assert.Single(await Records.TrailAsync());
        Assert.Equal(2, await Records.Ledger.Write(t => Task.FromResult(t.Append(Somebody, "tested")), Stop));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }
}

public sealed class LedgerOnSqliteTests(Databases databases) : LedgerTests(Provider.Sqlite, databases);

public sealed class LedgerOnPostgresTests(Databases databases) : LedgerTests(Provider.Postgres, databases);
