using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Evaluation;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class BurstTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public async Task After_a_burst_of_edits_memory_shows_what_the_database_holds(int seed)
    {
        var saved = new List<Saved>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            var random = new Random(seed * 100 + writer);
            for (var n = 0; n < 20; n++)
            {
                var edits = Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomEdits.Of(random, Records.Board)).ToList();
                var outcomes = await Records.Record.Run(new($"reviewer-{(writer % 2) + 1}"), Records.Cycle, edits, wholeOrNothing: random.Next(4) == 0, stop: Stop);
                lock (saved) saved.AddRange(outcomes.OfType<Saved>());
                if (random.Next(10) == 0) await Records.Live.Reload(Records.Cycle, Stop);
            }
        }, Stop)));
        Assert.Equal(Boards.Facts(await Records.StoredAsync()), Boards.Facts(Records.Board));
        var trail = await Records.VerifyAsync();
        Assert.Null(trail.Fault);
        Assert.True(saved.Count > 20);
    }

    [Fact]
    public async Task A_whole_board_is_recorded_in_one_call_in_about_a_second()
    {
        var random = new Random(1);
        var edits = Records.Board.Scorecards.SelectMany(c => RandomEdits.OfficeCells(c).Select(cell => RandomEdits.Of(random, c.Unit, cell.Indicator, long.MaxValue))).Take(860).ToList();
        Assert.True(edits.Count >= 800);
        var started = TimeProvider.System.GetTimestamp();
        Assert.All(await Records.Record.Run(new("reviewer-1"), Records.Cycle, edits, stop: Stop), o => Assert.IsType<Saved>(o));
        var took = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.SendDiagnosticMessage($"{edits.Count} edits in one call: {took.TotalMilliseconds:0} ms");
        Assert.True(took < TimeSpan.FromSeconds(5), $"{edits.Count} edits took {took}.");
    }
}

public sealed class BurstOnSqliteTests(Databases databases) : BurstTests(Provider.Sqlite, databases);

public sealed class BurstOnPostgresTests(Databases databases) : BurstTests(Provider.Postgres, databases);
