using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>核定调整.</summary>
public abstract class AdjustScoreTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Chief = new("chief"), Administrator = new("administrator"), Reviewer = new("reviewer-1");
    private static readonly UnitCode Sijing = new("sijing");
    private static readonly Core.Schemes.IndicatorCode Plan = new("1.4");

    private CycleChange Cycles => new(Records.Ledger, Records.Live, Records.People);
    private AdjustScore Adjust => new(Cycles);
    private Cell Cell => Records.Board.Find(Sijing, Plan)!;
    private Adjustment Latest => Records.Board.Cycle.Settings.Adjustments[^1];

    [Fact]
    public async Task An_adjustment_counts_when_a_second_person_has_approved_it_and_the_computed_points_stay_beside_it()
    {
        await ScoreAsync(new Level(2));
        var before = Records.Board.Find(Sijing)!.Totals.Total;
        Assert.Equal(Granted.Yes, await ProposeAsync(4.5m));
        Assert.Equal((before, null), (Records.Board.Find(Sijing)!.Totals.Total, Cell.Adjustment));
        Assert.Contains("提出者以外的人", Assert.IsType<Denied>(await Adjust.Approve(Chief, Records.Cycle, Latest.Id, Stop)).Why, StringComparison.Ordinal);
        Assert.IsType<Denied>(await Adjust.Approve(Reviewer, Records.Cycle, Latest.Id, Stop));
        Assert.Equal(Granted.Yes, await Adjust.Approve(Administrator, Records.Cycle, Latest.Id, Stop));
        Assert.Equal((4.5m, 3m), (Cell.Score.PointsOrZero, Cell.Computed.PointsOrZero));
        Assert.EndsWith("核定调整：由3分调整为4.5分，理由：补充材料属实，依据：会议纪要3号", Cell.Score.Explanation, StringComparison.Ordinal);
        Assert.EndsWith("其中核定调整1项：1.4由3分调整为4.5分", Records.Board.Find(Sijing)!.Totals.Explanation, StringComparison.Ordinal);
        Assert.Equal(Records.Board.Find(Sijing)!.Totals, (await Records.StoredAsync()).Find(Sijing)!.Totals with { Sections = Records.Board.Find(Sijing)!.Totals.Sections });
        Assert.Contains("已核定调整", Assert.IsType<Rejected>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1), Cell.Version))).Why, StringComparison.Ordinal);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task The_total_is_explained_step_by_step_through_adjusting_and_taking_back()
    {
        await ScoreAsync(new Level(2));
        await ApprovedAsync(5);
        await ApprovedAsync(null);
        await ApprovedAsync(1);
        var chief = Records.People.Find(Chief)!;
        var steps = await new ExplainTotal(Records.Database, Records.People).Run(chief, Records.Board, Sijing, Stop);
        Assert.Equal([1m, 3m, 5m, 3m], steps.Select(s => s.After.PointsOrZero));
        Assert.Equal(Records.Board.Find(Sijing)!.Totals.Total, steps[0].TotalAfter);
        Assert.Equal("杨帆", steps[0].By);
        Assert.Equal("3分调整为1分。补充材料属实", steps[0].Reason);
    }

    [Fact]
    public async Task The_cells_history_tells_of_adjustments_beside_the_scores()
    {
        await ScoreAsync(new Level(2));
        Assert.Equal(Granted.Yes, await ProposeAsync(4.5m));
        Assert.Equal(Granted.Yes, await Adjust.Reject(Administrator, Records.Cycle, Latest.Id, "依据不足", Stop));
        await ApprovedAsync(5);
        var steps = (await new CellHistory(Records.Database, Records.Live, Records.People).Read(Reviewer, Records.Cycle, Sijing, Plan, stop: Stop)).Steps;
        Assert.Equal(["批准核定调整", "提出核定调整", "驳回核定调整", "提出核定调整"], steps.OfType<CellDecision>().Select(d => d.What));
        Assert.Equal((Administrator, "3分调整为4.5分。依据不足"), (((CellDecision)steps[2]).By, ((CellDecision)steps[2]).Text));
        Assert.Equal(new Level(2), Assert.IsType<CellChange>(steps[^1]).After);
    }

    [Theory]
    [InlineData("-0.01", "理由", "依据", "核定得分须在0分至5分之间")]
    [InlineData("5.01", "理由", "依据", "核定得分须在0分至5分之间")]
    [InlineData("4.555", "理由", "依据", "最多两位小数")]
    [InlineData("3", "理由", "依据", "没有调整")]
    [InlineData("4", " ", "依据", "请写明核定调整的理由")]
    [InlineData("4", "理由", " ", "请写明核定调整的依据")]
    public async Task Wrong_proposals_are_refused_by_name(string points, string reason, string basis, string named)
    {
        await ScoreAsync(new Level(2));
        var refused = await Adjust.Propose(Chief, Records.Cycle, Sijing, Plan, decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), reason, basis, Stop);
        Assert.Contains(named, Assert.IsType<Denied>(refused).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_pending_is_not_adjusted_nor_twice_at_once_nor_when_it_was_scored_anew()
    {
        Assert.Contains("没有可以调整的得分", Assert.IsType<Denied>(await ProposeAsync(4)).Why, StringComparison.Ordinal);
        await ScoreAsync(new Level(2));
        Assert.IsType<Denied>(await Adjust.Propose(Administrator, Records.Cycle, Sijing, Plan, 4, "理由", "依据", Stop));
        Assert.Equal(Granted.Yes, await ProposeAsync(4));
        Assert.Contains("等待批准", Assert.IsType<Denied>(await ProposeAsync(1)).Why, StringComparison.Ordinal);
        await ScoreAsync(new Level(1));
        Assert.Contains("计算得分已经变化", Assert.IsType<Denied>(await Adjust.Approve(Administrator, Records.Cycle, Latest.Id, Stop)).Why, StringComparison.Ordinal);
        Assert.IsType<Denied>(await Adjust.Reject(Administrator, Records.Cycle, Latest.Id, "", Stop));
        Assert.Equal(Granted.Yes, await Adjust.Reject(Administrator, Records.Cycle, Latest.Id, "得分已改", Stop));
        Assert.Empty(Records.Board.Cycle.Settings.Adjustments);
        Assert.Equal([AuditKinds.AdjustmentProposed, AuditKinds.AdjustmentRejected], (await Records.TrailAsync()).Where(e => e.Kind.StartsWith("adjustment", StringComparison.Ordinal)).Select(e => e.Kind));
    }

    private async Task ApprovedAsync(decimal? points)
    {
        Assert.Equal(Granted.Yes, await ProposeAsync(points));
        Assert.Equal(Granted.Yes, await Adjust.Approve(Administrator, Records.Cycle, Latest.Id, Stop));
    }

    private Task<Permit> ProposeAsync(decimal? points) => Adjust.Propose(Chief, Records.Cycle, Sijing, Plan, points, "补充材料属实", "会议纪要3号", Stop);

    private async Task ScoreAsync(Observation observation) => Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", observation, Cell.Version)));
}

public sealed class AdjustScoreOnSqliteTests(Databases databases) : AdjustScoreTests(Provider.Sqlite, databases);

public sealed class AdjustScoreOnPostgresTests(Databases databases) : AdjustScoreTests(Provider.Postgres, databases);
