using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Operations;

/// <summary>SIGKILL during the first start of the real portal: while the tables are made, and while it records a burst of demo edits.</summary>
public sealed class KilledAtStartTests(Databases databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How many bytes the database had written when the process was killed: from the first ones to the middle of the demo data.</summary>
    public static TheoryData<long> Moments => [.. new long[] { 1, 20_000, 90_000, 400_000 }.Concat(Enumerable.Range(1, Math.Max(0, Seeds.Count - 5)).Select(seed => new Random(seed).NextInt64(1, 1_500_000)))];

    [Theory]
    [MemberData(nameof(Moments))]
    [Trait("Category", "Soak")]
    public async Task The_next_start_finishes_what_the_killed_one_began(long bytes)
    {
        using var data = new TemporaryDirectory();
        await using (var killed = PortalProcess.Begin(data.Path, "Development"))
        {
            while (Written(data.Path) < bytes)
            {
                Assert.False(killed.HasEnded, killed.Log);
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Stop);
            }
            await killed.KillAsync();
        }

        await using (var next = await PortalProcess.ServeAsync(data.Path, "Development"))
        {
            using var client = new HttpClient { BaseAddress = new Uri(next.Address) };
            Assert.Equal("ok", await client.GetStringAsync("/readyz", Stop));
            await next.KillAsync();
        }

        var (exitCode, output, errors) = await PortalProcess.RunAsync("verify-audit", "--Storage:DataDirectory", data.Path);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"共{await EntriesOfTheDemo()}条", output, StringComparison.Ordinal);
    }

    /// <summary>How long the trail of an uninterrupted first start is.</summary>
    private async Task<long> EntriesOfTheDemo()
    {
        await using var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: true);
        await records.LoadAsync();
        await new DemoScores(records.Record, records.Live, records.Database).Run(Records.Cycle, Stop);
        await new DemoScores(records.Record, records.Live, records.Database).Run(Records.Cycle, Stop);
        await new AddPersonas(records.Ledger, new(records.Database, records.People, NullLogger<LivePeople>.Instance)).Run(records.Board.Cycle.Units, Stop);
        return (await records.VerifyAsync()).Entries;
    }

    private static long Written(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles("portal.db*").Where(f => !f.Name.EndsWith("-shm", StringComparison.Ordinal)).Sum(f => f.Length);
}
