using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>多人评分: several people rate one judged cell, and the average counts.</summary>
public abstract class RatingTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string First = "reviewer-1", Second = "reviewer-2";
    private static readonly PersonId Administrator = new("administrator"), Chief = new("chief");
    private static readonly UnitCode Sijing = new("sijing");
    private static readonly IndicatorCode Case = new("9.1");

    private Cell Cell => Records.Board.Find(Sijing, Case)!;
    private CellHistory History => new(Records.Database, Records.Live, Records.People);

    [Fact]
    public async Task A_cell_waits_until_as_many_have_rated_and_then_counts_their_average()
    {
        Assert.Equal(Granted.Yes, await WantAsync(2));
        Assert.Equal("待评，已有1人评分，共需2人", Assert.IsType<Pending>(Assert.IsType<Saved>(await RateAsync(First, 5.5m, "案例较好")).Score).Explanation);
        Assert.IsType<Pending>(Cell.Score);
        // The second saw nothing of the first's rating, and is in no conflict with it.
        var saved = Assert.IsType<Saved>(await RateAsync(Second, 5, "案例一般", seen: 0));
        Assert.Equal(5.25m, Assert.IsType<Awarded>(saved.Score).Points);
        Assert.StartsWith("2人评分5.5、5，平均5.25分（满分7分），理由：案例较好；案例一般。", Cell.Score.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("reviewer", Cell.Score.Explanation, StringComparison.Ordinal);
        Assert.Equal(Cell.Counted!.Observation, (await Records.StoredAsync()).Find(Sijing, Case)!.Counted!.Observation);

        Assert.IsType<Saved>(await RateAsync(First, 7, ""));
        Assert.Equal(6m, Cell.Score.PointsOrZero);
        Assert.IsType<Pending>(Assert.IsType<Saved>(await RateAsync(Second, null, "")).Score);
        Assert.Contains("还没有给", Assert.IsType<Rejected>(await RateAsync(Second, null, "")).Why, StringComparison.Ordinal);
        Assert.IsType<Saved>(await RateAsync(First, null, ""));
        Assert.Null(Cell.Counted);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task What_is_typed_into_the_board_is_ones_own_rating_and_what_is_wrong_is_refused_by_name()
    {
        await WantAsync(2);
        await RateAsync(First, 5.5m, "案例较好");
        Assert.Equal("reason", (await TypeAsync(Second, "5.5")).State);
        Assert.Equal("saved", (await TypeAsync(Second, "5 一般")).State);
        Assert.Equal("saved", (await TypeAsync(Second, "5")).State);
        Assert.Equal([new(First, 5.5m, "案例较好"), new(Second, 5, "一般")], ((Judged)Cell.Counted!.Observation!).Ratings.AsEnumerable());
        Assert.Equal("saved", (await TypeAsync(Second, "")).State);
        Assert.Equal(First, Assert.Single(((Judged)Cell.Counted!.Observation!).Ratings).By);
        Assert.StartsWith("5.2分不合规定", Assert.IsType<Rejected>(await RateAsync(Second, 5.2m, "好")).Why, StringComparison.Ordinal);
        // Of somebody else's ratings nothing is taken over.
        var forged = Judged.By([new(First, 0, "改掉"), new("third", 0, "冒名"), new(Second, 6, "真的")]);
        Assert.IsType<Saved>(await Records.EditAsync(Second, Records.Edit("sijing", "9.1", forged)));
        Assert.Equal([new(First, 5.5m, "案例较好"), new(Second, 6, "真的")], ((Judged)Cell.Counted!.Observation!).Ratings.AsEnumerable());
        Assert.Contains("没有设为多人评分", Assert.IsType<Rejected>(await Records.EditAsync(Second, Records.Edit("sijing", "8.2", Judged.By([new(Second, 2, "")])))).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judgement_given_before_several_were_wanted_is_that_persons_rating_and_the_average_stays_when_one_is_wanted_again()
    {
        await RateAsync(First, 5, "一般");
        Assert.Equal(5m, Cell.Score.PointsOrZero);
        await WantAsync(2);
        Assert.Equal("待评，已有1人评分，共需2人", Cell.Score.Explanation);
        await RateAsync(Second, 6, "较好");
        Assert.Equal(5.5m, Cell.Score.PointsOrZero);
        await WantAsync(1);
        Assert.Equal(5.5m, Cell.Score.PointsOrZero);
        Assert.IsType<Conflict>(await RateAsync(First, 7, "", seen: 0));
        Assert.IsType<Saved>(await RateAsync(First, 7, "", Cell.Version));
        Assert.Equal(new Judged(7, ""), Cell.Counted!.Observation);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Nobody_sees_what_others_gave_before_the_own_rating_but_the_chief()
    {
        await WantAsync(3);
        await RateAsync(First, 5.5m, "案例较好");
        Assert.Equal(((Observation?)null, true), Told(await ReadAsync(Second)));
        Assert.Equal((new Judged(5.5m, "案例较好"), false), Told(await ReadAsync(First)));
        Assert.Equal((new Judged(5.5m, "案例较好"), false), Told(await ReadAsync(Chief.Value)));
        Assert.False(MaySee(Second));
        Assert.Null(RatingRules.Own(Records.People.Find(new(Second))!, Records.Board.Cycle.Find(Sijing)!, Cell.Indicator, Cell.Counted)!.Observation);
        await RateAsync(Second, 7, "");
        Assert.True(MaySee(Second));
        Assert.Equal((new Judged(5.5m, "案例较好"), false), Told(await ReadAsync(Second), at: 1));
    }

    [Fact]
    public async Task How_many_rate_is_a_rule_of_the_cycle_for_the_offices_judged_indicators_and_does_not_move_what_is_confirmed()
    {
        Assert.Contains("由区民政局评定", Why(await WantAsync(2, "7.1")), StringComparison.Ordinal);
        Assert.Contains("1.1不是评定类指标", Why(await WantAsync(2, "1.1")), StringComparison.Ordinal);
        Assert.Contains("没有指标“10.1”", Why(await WantAsync(2, "10.1")), StringComparison.Ordinal);
        Assert.Contains("9.1的评分人数应为2至9人", Why(await WantAsync(10)), StringComparison.Ordinal);
        await WantAsync(2);
        await RateAsync(First, 7, "");
        await RateAsync(Second, 6, "较好");
        var card = ReportCardContents.Of(Records.Board, Records.Board.Find(Sijing)!, Core.Access.Sight.Everything, await TrailPoint.Of(Records.Database, Records.Board, Stop), isDemo: false);
        Assert.Contains(card.Policies, p => p == "9.1由2人各自评分，取平均分，四舍五入保留两位小数；不足2人的为待评。");
        var locked = StoredJson.Write(Records.Board.Cycle.Settings with { Confirmations = [new(ConfirmedPart.Of(Sijing), Chief, "组长", DateTime.UnixEpoch)] });
        await Records.Ledger.Write<bool>(async t =>
        {
            await t.ChangeCycle(Chief, Records.Cycle, row => row.Settings = locked, _ => { }, Stop);
            return true;
        }, Stop);
        await Records.Live.Reload(Records.Cycle, Stop);
        Assert.Contains("9.1的评分人数须解锁后才能改动", Why(await WantAsync(3)), StringComparison.Ordinal);
        Assert.Contains("确认", Assert.IsType<Rejected>(await RateAsync(First, 6, "较好")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filling_the_rest_gives_ones_own_full_rating_where_one_has_not_rated()
    {
        await WantAsync(2);
        await RateAsync(First, 5.5m, "案例较好");
        var plan = FillColumn.Preview(Records.People.Find(new(Second))!, Records.Board, Cell.Indicator, DateTime.UnixEpoch);
        Assert.Contains(plan.Units, u => u.Unit.Code == Sijing);
        Assert.DoesNotContain(FillColumn.Preview(Records.People.Find(new(First))!, Records.Board, Cell.Indicator, DateTime.UnixEpoch).Units, u => u.Unit.Code == Sijing);
        Assert.All(await new FillColumn(Records.Record, Records.Live).Run(new(Second), Records.Cycle, Case, plan, Stop), o => Assert.IsType<Saved>(o));
        Assert.Equal(6.25m, Cell.Score.PointsOrZero);
    }

    private Task<Outcome> RateAsync(string by, decimal? points, string reason, long seen = 0) =>
        Records.EditAsync(by, Records.Edit("sijing", "9.1", points is { } p ? new Judged(p, reason) : null, seen));

    private async Task<TypedOutcome> TypeAsync(string by, string typed) =>
        Assert.Single(await new RecordTyped(Records.Record, Records.Live, Records.People, TimeProvider.System).Run(new(by), Records.Cycle, [new(Guid.NewGuid(), "sijing", "9.1", typed, 0)]));

    private Task<Permit> WantAsync(int raters, string indicator = "9.1")
    {
        var now = Records.Board.Cycle;
        var wanted = now.Settings.Raters.Remove(new(indicator));
        return new ChangeSettings(new(Records.Ledger, Records.Live, Records.People)).Run(Administrator, Records.Cycle, now.Settings with { Raters = raters == 1 ? wanted : wanted.Add(new(indicator), raters) }, now.Name, now.Version, Stop);
    }

    private async Task<ImmutableArray<CellChange>> ReadAsync(string by) => (await History.Read(new(by), Records.Cycle, Sijing, Case, stop: Stop)).Changes;

    private static (Observation? After, bool IsHidden) Told(ImmutableArray<CellChange> changes, int at = 0) => (changes[at].After, changes[at].IsHidden);

    private bool MaySee(string by) => RatingRules.MaySeeOthers(Records.People.Find(new(by))!, Records.Board.Cycle.Find(Sijing)!, Cell.Indicator, Cell.Counted);

    private static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}

public sealed class RatingOnSqliteTests(Databases databases) : RatingTests(Provider.Sqlite, databases);

public sealed class RatingOnPostgresTests(Databases databases) : RatingTests(Provider.Postgres, databases);
