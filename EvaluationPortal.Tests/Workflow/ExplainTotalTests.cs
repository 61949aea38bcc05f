using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Workflow;

public sealed class ExplainTotalTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Scoreboard Board => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");

    [Fact]
    public async Task The_fold_of_the_trail_ends_at_every_units_total()
    {
        var board = Board;
        foreach (var card in board.Scorecards)
        {
            AssertExplains(card, await Steps("leader", board, card.Unit));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public async Task Whatever_is_edited_each_step_begins_where_the_one_before_ended(int seed)
    {
        var random = new Random(seed);
        var unit = Board.Cycle.Units[random.Next(Board.Cycle.Units.Length)];
        for (var burst = 0; burst < 4; burst++)
        {
            await Record([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomEdit(random, unit))]);
        }

        var board = Board;
        AssertExplains(board.Find(unit.Code)!, await Steps("leader", board, unit));
    }

    [Fact]
    public async Task An_entry_that_moves_nothing_is_told_as_such()
    {
        var unit = Board.Cycle.Find(new("sijing"))!;
        await Record([Edit(unit, "1.2", Findings.OfCount(5))]);
        await Record([Edit(unit, "1.2", Findings.OfCount(7), "又发现两处")]);
        var step = (await Steps("leader", Board, unit))[0];
        Assert.False(step.MovesTotal);
        Assert.Equal(0, step.Difference);
        Assert.Equal("又发现两处", step.Reason);
        Assert.Equal((0m, 0m), (step.Before.PointsOrZero, step.After.PointsOrZero));
    }

    [Fact]
    public async Task A_liaison_reads_why_the_own_total_moved_but_not_who_moved_it()
    {
        var board = Board;
        var (own, other) = (board.Cycle.Find(new("yueyang"))!, board.Cycle.Find(new("sijing"))!);
        var steps = await Steps("liaison-yueyang", board, own);
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Null(step.By));
        Assert.All(await Steps("leader", board, own), step => Assert.NotNull(step.By));
        Assert.Empty(await Steps("liaison-yueyang", board, other));
    }

    private static void AssertExplains(Scorecard card, ImmutableArray<TotalStep> newestFirst)
    {
        Assert.NotEmpty(newestFirst);
        Assert.Equal(card.Totals.Total, newestFirst[0].TotalAfter);
        Assert.Equal(card.Version, newestFirst[0].Sequence);
        Assert.All(newestFirst.Zip(newestFirst.Skip(1)), pair => Assert.Equal(pair.Second.TotalAfter, pair.First.TotalBefore));
        Assert.Equal(0, newestFirst[^1].TotalBefore);
        Assert.Equal(card.Totals.Total, newestFirst.Sum(step => step.Difference));
        foreach (var last in newestFirst.DistinctBy(step => step.Indicator.Code))
        {
            Assert.Equal(card.Cells.Single(c => c.Indicator.Code == last.Indicator.Code).Score, last.After);
        }
    }

    private async Task<ImmutableArray<TotalStep>> Steps(string person, Scoreboard board, Unit unit) =>
        await portal.Services.GetRequiredService<ExplainTotal>().Run(portal.Services.GetRequiredService<People>().Find(new(person))!, board, unit.Code, Stop);

    private async Task Record(IReadOnlyList<Edit> edits) =>
        Assert.All(await portal.Services.GetRequiredService<RecordAssessments>().Run(new("reviewer-1"), "2022", edits, stop: Stop), outcome => Assert.IsType<Saved>(outcome));

    private static Edit Edit(Unit unit, string indicator, Observation? observation, string? reason = null) =>
        new(Guid.NewGuid(), unit.Code, new(indicator), Source.Office, observation, reason, long.MaxValue);

    private static Edit RandomEdit(Random random, Unit unit) => random.Next(5) switch
    {
        0 => Edit(unit, "1.1", new Level(random.Next(1, 3))),
        1 => Edit(unit, "1.2", Findings.OfCount(random.Next(8))),
        2 => Edit(unit, "9.1", new Judged(random.Next(15) * 0.5m, "理由")),
        3 => Edit(unit, "5.1", random.Next(3) == 0 ? null : new Level(random.Next(1, 4))),
        _ => Edit(unit, "1.1", random.Next(2) == 0 ? new DoesNotApply("本年度没有此类事项") : null),
    };
}
