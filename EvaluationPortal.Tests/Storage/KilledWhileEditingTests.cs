using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Storage;

/// <summary>SIGKILL in the middle of a burst of edits.</summary>
public sealed class KilledWhileEditingTests(Databases databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public async Task Every_acknowledged_edit_is_there_no_batch_is_half_and_the_next_start_works(int seed)
    {
        var (records, acknowledged) = await Killed(seed, tooEarly: false);
        await using var _ = records;
        await records.Database.Migrate(Stop);
        var trail = await records.TrailAsync();
        Assert.True(acknowledged.Count >= 10);
        Assert.Empty(acknowledged.Except(trail.Select(e => e.EditId ?? default)));
        Assert.All(trail.Where(e => e.Batch is not null).GroupBy(e => e.Batch!.Value), batch => Assert.Equal(BitConverter.ToInt32(batch.Key.ToByteArray()), batch.Count()));
        Assert.Null((await records.VerifyAsync()).Fault);
        await records.LoadAsync();
        Assert.IsType<Saved>(await records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1), long.MaxValue, reason: "after")));
        Assert.Null((await records.VerifyAsync()).Fault);
    }

    /// <summary>The control: a portal that acknowledges before the commit loses edits by the same kill, and the test above would see it.</summary>
    [Fact]
    public async Task An_acknowledgement_before_the_commit_would_be_found_out()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (records, acknowledged) = await Killed(seed, tooEarly: true);
            await using var _ = records;
            if (acknowledged.Except((await records.TrailAsync()).Select(e => e.EditId ?? default)).Any()) return;
        }
        Assert.Fail("Twenty kills, and no acknowledged edit was lost: the test cannot tell.");
    }

    private async Task<(Records Records, IReadOnlyList<Guid> Acknowledged)> Killed(int seed, bool tooEarly)
    {
        var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: true);
        await records.CloseConnections();
        await using var editing = EditingProcess.Start(records.File, seed, tooEarly);
        return (records, await editing.KillAfter(10 + new Random(seed).Next(60), Stop));
    }
}
