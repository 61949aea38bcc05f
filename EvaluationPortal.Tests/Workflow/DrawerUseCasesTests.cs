using System.Globalization;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The use cases behind the drawer, on the demonstration's cycle.</summary>
public sealed class DrawerUseCasesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Cycle = "2022";

    private Scoreboard Board => portal.Services.GetRequiredService<LiveScoreboards>().Of(Cycle);

    [Theory]
    [InlineData("third-party", "3.1", "100", true)]
    [InlineData("administrator", "3.1", "120.5", true)]
    [InlineData("reviewer-1", "3.1", "100", false)]
    [InlineData("third-party", "1.4", "100", false)]
    [InlineData("third-party", "3.1", "0", false)]
    [InlineData("third-party", "3.1", "1000000.1", false)]
    [InlineData("third-party", "3.1", "1.00001", false)]
    public async Task A_full_mark_is_set_by_the_assessor_or_the_administrator_within_its_bounds(string by, string indicator, string full, bool granted)
    {
        var mark = decimal.Parse(full, CultureInfo.InvariantCulture);
        var before = Board.Cycle.Settings.FullMark(new(indicator));
        var permit = await portal.Services.GetRequiredService<SetFullMark>().Run(new(by), Cycle, new(indicator), mark, TestContext.Current.CancellationToken);
        Assert.Equal(granted, permit.IsGranted);
        Assert.Equal(granted ? mark : before, Board.Cycle.Settings.FullMark(new(indicator)));
    }

    [Fact]
    public async Task A_removed_full_mark_is_gone_and_no_score_moved()
    {
        var set = portal.Services.GetRequiredService<SetFullMark>();
        var totals = Board.Scorecards.Select(c => c.Totals.Total).ToList();
        await set.Run(new("third-party"), Cycle, new("3.2"), 50, TestContext.Current.CancellationToken);
        await set.Run(new("third-party"), Cycle, new("3.2"), null, TestContext.Current.CancellationToken);
        Assert.Null(Board.Cycle.Settings.FullMark(new("3.2")));
        Assert.Equal(totals, Board.Scorecards.Select(c => c.Totals.Total));
    }

    [Fact]
    public async Task A_history_is_read_in_pages_the_newest_first()
    {
        var record = portal.Services.GetRequiredService<RecordAssessments>();
        for (var at = 0; at < CellHistory.PageSize + 5; at++)
        {
            var edit = new Edit(Guid.NewGuid(), new("sijing"), new("5.3"), Source.Office, new Level(at % 3 + 1), null, long.MaxValue);
            await record.Run(new("reviewer-1"), Cycle, [edit], stop: TestContext.Current.CancellationToken);
        }

        var history = portal.Services.GetRequiredService<CellHistory>();
        var first = await history.Read(new("reviewer-1"), Cycle, new("sijing"), new("5.3"), stop: TestContext.Current.CancellationToken);
        Assert.True(first.HasMore);
        Assert.Equal(CellHistory.PageSize, first.Changes.Length);
        Assert.Equal(Board.Find(new("sijing"), new("5.3"))!.Version, first.Changes[0].Sequence);
        var second = await history.Read(new("reviewer-1"), Cycle, new("sijing"), new("5.3"), first.Changes[^1].Sequence, TestContext.Current.CancellationToken);
        Assert.False(second.HasMore);
        Assert.All(second.Changes, change => Assert.True(change.Sequence < first.Changes[^1].Sequence));
        Assert.Null(second.Changes[^1].Before);
    }

    [Fact]
    public async Task A_history_is_not_shown_to_who_may_not_see_the_cell()
    {
        var history = portal.Services.GetRequiredService<CellHistory>();
        var page = await history.Read(new("bureau-finance"), Cycle, new("sijing"), new("1.3"), stop: TestContext.Current.CancellationToken);
        Assert.Empty(page.Changes);
        Assert.NotEmpty((await history.Read(new("reviewer-1"), Cycle, new("sijing"), new("1.3"), stop: TestContext.Current.CancellationToken)).Changes);
    }

    [Fact]
    public async Task Filling_a_column_leaves_out_the_own_unit_the_assessed_and_the_not_applicable()
    {
        var finance = portal.Services.GetRequiredService<People>().Find(new("bureau-finance"))!;
        var column = Board.Cycle.Scheme.Find(new("6.2"))!;
        var plan = FillColumn.Preview(finance, Board, column, DateTime.UnixEpoch);
        Assert.Equal(Board.Cycle.Units.Length, plan.Units.Length + plan.LeftOut.Sum(l => l.Units.Length));
        Assert.DoesNotContain(plan.Units, u => finance.BelongsTo(u.Unit.Code));
        Assert.All(plan.Units, u => Assert.Null(Board.Find(u.Unit.Code, column.Code)!.Counted));

        var taken = plan.Units[0].Unit;
        var record = portal.Services.GetRequiredService<RecordAssessments>();
        await record.Run(new("bureau-finance"), Cycle, [new(Guid.NewGuid(), taken.Code, column.Code, Source.Bureau, Findings.OfCount(1), null, long.MaxValue)], stop: TestContext.Current.CancellationToken);
        var outcomes = await portal.Services.GetRequiredService<FillColumn>().Run(new("bureau-finance"), Cycle, column.Code, plan, TestContext.Current.CancellationToken);
        Assert.Single(outcomes.OfType<Conflict>());
        Assert.Equal(plan.Units.Length - 1, outcomes.OfType<Saved>().Count());
        Assert.Equal(4m, Board.Find(taken.Code, column.Code)!.Score.PointsOrZero);
        Assert.Empty(FillColumn.Preview(finance, Board, column, DateTime.UnixEpoch).Units);
    }

    [Fact]
    public void Marks_are_never_filled()
    {
        var third = portal.Services.GetRequiredService<People>().Find(new("third-party"))!;
        Assert.Empty(FillColumn.Preview(third, Board, Board.Cycle.Scheme.Find(new("3.3"))!, DateTime.UnixEpoch).Units);
    }
}
