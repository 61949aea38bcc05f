using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>A cycle from its making to its last stage, as administrator and chief.</summary>
public abstract class CycleTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Administrator = new("administrator"), Chief = new("chief"), Reviewer = new("reviewer-1");
    private static readonly DateTime Due = new(2022, 11, 30, 9, 0, 0, DateTimeKind.Utc);

    private CycleChange Cycles => new(Records.Ledger, Records.Live, Records.People);
    private MoveStage Move => new(Cycles, Records.Live, Records.People, Records.Clock);
    private ChangeSettings Settings => new(Cycles);
    private Cycle Cycle => Records.Board.Cycle;

    [Theory]
    [InlineData("2023-trial", "2023年演练", true)]
    [InlineData("2023", "2023年考核评估", true)]
    [InlineData("2022", "已有", false)]
    [InlineData("二〇二三", "代码无效", false)]
    [InlineData("2023-", "代码无效", false)]
    [InlineData("2023-Trial", "代码无效", false)]
    [InlineData("2023", " ", false)]
    public async Task A_cycle_is_made_from_a_table_and_last_years_units(string code, string name, bool made)
    {
        var permit = await new MakeCycle(Records.Ledger, Records.Live, Records.People).Run(Administrator, code, name, Songjiang2022.Scheme.Digest, "2022", Stop);
        Assert.Equal(made, permit.IsGranted);
        if (!made) return;
        var cycle = Records.Live.Of(code).Cycle;
        Assert.Equal((Stage.Setup, name, 50, code.Contains('-', StringComparison.Ordinal)), (cycle.Stage, cycle.Name, cycle.Units.Length, cycle.Settings.IsRehearsal));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Only_an_administrator_makes_a_cycle_and_only_from_an_adopted_table()
    {
        var make = new MakeCycle(Records.Ledger, Records.Live, Records.People);
        Assert.IsType<Denied>(await make.Run(Reviewer, "2023", "2023年", Songjiang2022.Scheme.Digest, "2022", Stop));
        Assert.Contains("没有采用过", Assert.IsType<Denied>(await make.Run(Administrator, "2023", "2023年", "0", "2022", Stop)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trial_of_a_year_keeps_its_scores_to_itself()
    {
        await new MakeCycle(Records.Ledger, Records.Live, Records.People).Run(Administrator, "2022-trial", "演练", Songjiang2022.Scheme.Digest, "2022", Stop);
        var before = Records.Board.Scorecards.Select(c => c.Totals.Total).ToList();
        var trial = new MoveStage(Cycles, Records.Live, Records.People, Records.Clock);
        await SetUpAsync("2022-trial");
        Assert.True((await trial.Run(Administrator, "2022-trial", Stage.SelfReport, "演练不等人员到齐", Records.Live.Of("2022-trial").Cycle.Version, Stop)).IsGranted);
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1)), "2022-trial"));
        Assert.Equal(before, Records.Board.Scorecards.Select(c => c.Totals.Total));
    }

    [Fact]
    public async Task Settings_are_kept_whole_and_survive_a_restart()
    {
        var wanted = Cycle.Settings with
        {
            Period = new(new(2022, 1, 1), new(2022, 12, 31)),
            Deadlines = new(Due, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("区财政局", Due.AddDays(1))]), []),
            RanksOverall = true, LeaderChecks = false,
            Grades = new GradePolicy.Quotas(20, 40),
            LiaisonsSee = CycleSettings.InEveryStage(LiaisonView.Progress).SetItem(Stage.Feedback, LiaisonView.All),
            Applicability = [new(new("jingkaiqu"), new("7.1"), Applies: true, "受托管理居委会")],
        };
        Assert.Equal(Granted.Yes, await Settings.Run(Administrator, Records.Cycle, wanted with { Applicability = [wanted.Applicability[0] with { Unit = Zone.Code }] }, " 新名称 ", Cycle.Version, Stop));
        var stored = (await Records.StoredAsync()).Cycle;
        Assert.Equal("新名称", stored.Name);
        Assert.Equal((wanted.Period, true, false), (stored.Settings.Period, stored.Settings.RanksOverall, stored.Settings.LeaderChecks));
        Assert.Equal((Due, Due.AddDays(1), (DateTime?)null), (stored.Settings.Deadlines.Of(new UnitCode("sijing")), stored.Settings.Deadlines.Of("区财政局"), stored.Settings.Deadlines.Of("区司法局")));
        Assert.Equal(new GradePolicy.Quotas(20, 40), stored.Settings.Grades);
        Assert.Equal((LiaisonView.Progress, LiaisonView.All), (stored.Settings.LiaisonsSeeIn(Stage.Review), stored.Settings.LiaisonsSeeIn(Stage.Feedback)));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task An_indicator_set_for_one_unit_counts_for_that_unit_alone()
    {
        Assert.IsType<NotApplicable>(Score(Zone, "7.1"));
        await SetAsync(new(Zone.Code, new("7.1"), Applies: true, "受托管理居委会"));
        Assert.IsType<Pending>(Score(Zone, "7.1"));
        Assert.IsType<Saved>(await Records.EditAsync("bureau-civil-affairs", Records.Edit(Zone.Code.Value, "7.1", new Judged(5, ""), source: Source.Bureau)));
        Assert.Equal(5m, Assert.IsType<Awarded>(Score(Zone, "7.1")).Points);
        Assert.All(Cycle.Units.Where(u => u.Kind == "区政府部门"), u => Assert.IsType<NotApplicable>(Score(u, "7.1")));

        await SetAsync(new(Zone.Code, new("1.4"), Applies: false, "开发区不制定工作计划"));
        Assert.Equal("本单位经认定不涉及本指标：开发区不制定工作计划", Assert.IsType<NotApplicable>(Score(Zone, "1.4")).Explanation);
        Assert.Contains("开发区不制定工作计划", Assert.IsType<Rejected>(await Records.EditAsync("reviewer-1", Records.Edit(Zone.Code.Value, "1.4", new Level(1)))).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("考核期", "2022-12-31", "2022-01-01", "区财政局", "理由")]
    [InlineData("没有评估单位“区教育局”", "2022-01-01", "2022-12-31", "区教育局", "理由")]
    [InlineData("请写明", "2022-01-01", "2022-12-31", "区财政局", " ")]
    public async Task Wrong_settings_are_refused_by_name(string named, string from, string to, string assessor, string reason)
    {
        var wanted = Cycle.Settings with
        {
            Period = new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)),
            Deadlines = Deadlines.None with { Deliveries = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(assessor, Due)]) },
            Applicability = [new(Zone.Code, new("7.1"), true, reason)],
        };
        Assert.Contains(named, Assert.IsType<Denied>(await Settings.Run(Administrator, Records.Cycle, wanted, "名称", Cycle.Version, Stop)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_change_the_settings_at_once_the_second_is_told()
    {
        var seen = Cycle.Version;
        Assert.True((await Settings.Run(Administrator, Records.Cycle, Cycle.Settings with { RanksOverall = true }, "名称", seen, Stop)).IsGranted);
        Assert.Contains("刚被他人修改", Assert.IsType<Denied>(await Settings.Run(Administrator, Records.Cycle, Cycle.Settings with { LeaderChecks = false }, "名称", seen, Stop)).Why, StringComparison.Ordinal);
        Assert.True(Cycle.Settings is { RanksOverall: true, LeaderChecks: true });
    }

    [Fact]
    public async Task A_deadline_closes_by_the_clock_and_one_party_is_reopened_with_a_reason()
    {
        await Settings.Run(Administrator, Records.Cycle, Cycle.Settings with { Deadlines = new(Due, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("区财政局", Due)]), []) }, Cycle.Name, Cycle.Version, Stop);
        var edit = Records.Edit("sijing", "6.2", Findings.None, source: Source.Bureau);
        Assert.IsType<Saved>(await Records.EditAsync("bureau-finance", edit));
        Records.Clock.SetUtcNow(new(Due, TimeSpan.Zero));
        var late = edit with { Id = Guid.NewGuid(), Unit = new("sheshan") };
        Assert.Contains("已于2022-11-30 17:00截止报送", Assert.IsType<Rejected>(await Records.EditAsync("bureau-finance", late)).Why, StringComparison.Ordinal);

        var extend = new ExtendDeadline(Cycles);
        Assert.IsType<Denied>(await extend.Run(Administrator, Records.Cycle, "区财政局", Due.AddDays(2), " ", Stop));
        Assert.IsType<Denied>(await extend.Run(Administrator, Records.Cycle, "区财政局", Due, "晚了", Stop));
        Assert.IsType<Denied>(await extend.Run(Administrator, Records.Cycle, "区教育局", Due.AddDays(2), "不是评估单位", Stop));
        Assert.IsType<Denied>(await extend.Run(Reviewer, Records.Cycle, "区财政局", Due.AddDays(2), "不是业务管理员", Stop));
        Assert.Equal(Granted.Yes, await extend.Run(Administrator, Records.Cycle, "区财政局", Due.AddDays(2), "决算公开延期", Stop));
        Assert.IsType<Saved>(await Records.EditAsync("bureau-finance", late with { Id = Guid.NewGuid() }));
        Assert.Contains("区财政局的截止时间改为2022-12-02 17:00：决算公开延期", (await Records.TrailAsync()).Select(e => e.Reason));

        Assert.Equal(Granted.Yes, await extend.Run(Administrator, Records.Cycle, new UnitCode("sijing"), Due.AddDays(1), "系统故障", Stop));
        Assert.Equal((Due.AddDays(1), Due), (Cycle.Settings.Deadlines.Of(new UnitCode("sijing")), Cycle.Settings.Deadlines.Of(new UnitCode("sheshan"))));
    }

    [Fact]
    public async Task A_cycle_goes_through_all_stages_when_their_conditions_hold()
    {
        await new MakeCycle(Records.Ledger, Records.Live, Records.People).Run(Administrator, "2023", "2023年", Songjiang2022.Scheme.Digest, "2022", Stop);
        Assert.Contains("没有设定考核期", Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.SelfReport, "急")).Why, StringComparison.Ordinal);
        await SetUpAsync("2023");
        Assert.Contains("家单位没有联络员", Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.SelfReport, "")).Why, StringComparison.Ordinal);
        Assert.Equal(Granted.Yes, await MoveAsync("2023", Administrator, Stage.SelfReport, "联络员随后补齐"));
        Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.Feedback, "跳过一个"));
        Assert.Contains("尚未截止", Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.Review, null)).Why, StringComparison.Ordinal);
        Records.Clock.SetUtcNow(new(Due, TimeSpan.Zero));
        Assert.Equal(Granted.Yes, await MoveAsync("2023", Administrator, Stage.Review, null));
        Assert.Contains("尚有4家评估单位没有报送评估结果：第三方", Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.Feedback, null)).Why, StringComparison.Ordinal);
        Assert.Equal(Granted.Yes, await MoveAsync("2023", Administrator, Stage.Feedback, "先反馈已评部分"));
        Assert.Contains("审定", Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.Final, null)).Why, StringComparison.Ordinal);
        Assert.Contains("处待评", Assert.IsType<Denied>(await MoveAsync("2023", Chief, Stage.Final, "不等了")).Why, StringComparison.Ordinal);
        Assert.IsType<Denied>(await MoveAsync("2023", Administrator, Stage.Review, ""));
        Assert.Equal(Granted.Yes, await MoveAsync("2023", Administrator, Stage.Review, "个别单位须重新核查"));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_unit_is_renamed_added_and_taken_out_unless_it_was_scored()
    {
        var change = new ChangeUnits(Cycles, Records.Live);
        await Records.OpenCycleAsync(Stage.Setup, "2023");
        var units = Records.Live.Of("2023").Cycle.Units;
        ImmutableArray<Unit> wanted = [units[1] with { Name = "新佘山镇" }, .. units.Skip(2), new(new("new-office"), "区新设办", [], "区政府部门", "区政府部门", 99)];
        Assert.Equal(Granted.Yes, await change.Run(Administrator, "2023", wanted, Records.Live.Of("2023").Cycle.Version, Stop));
        var now = Records.Live.Of("2023").Cycle.Units;
        Assert.Equal((50, "新佘山镇", 1, "区新设办", 50), (now.Length, now[0].Name, now[0].Order, now[^1].Name, now[^1].Order));
        Assert.IsType<Denied>(await change.Run(Reviewer, "2023", wanted, Records.Live.Of("2023").Cycle.Version, Stop));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_merged_unit_names_what_it_was_before_and_a_new_year_begins_without()
    {
        var change = new ChangeUnits(Cycles, Records.Live);
        await Records.OpenCycleAsync(Stage.Setup, "2023");
        Cycle Now(string code) => Records.Live.Of(code).Cycle;
        ImmutableArray<Unit> Merged(params string[] codes) => Now("2023").Units.RemoveAt(0).SetItem(0, Now("2023").Units[1] with { Predecessors = [.. codes.Select(c => new UnitCode(c))] });
        Assert.Contains("佘山镇的前身“sijin”不是", Assert.IsType<Denied>(await change.Run(Administrator, "2023", Merged("sijin"), Now("2023").Version, Stop)).Why, StringComparison.Ordinal);
        Assert.Equal(Granted.Yes, await change.Run(Administrator, "2023", Merged("sijing"), Now("2023").Version, Stop));
        await Records.Live.Load(Stop);
        Assert.Equal(new UnitCode("sijing"), Assert.Single(Now("2023").Units[0].Predecessors));
        Assert.All(Now("2022").Units, u => Assert.Empty(u.Predecessors));
        Assert.Null((await Records.VerifyAsync()).Fault);
        Assert.True((await new MakeCycle(Records.Ledger, Records.Live, Records.People).Run(Administrator, "2024", "2024年", Songjiang2022.Scheme.Digest, "2023", Stop)).IsGranted);
        Assert.Empty(Now("2024").Units[0].Predecessors);
        Assert.Equal(["sheshan", "sijing"], Records.Live.Earlier(Now("2024")).Last().Before(new UnitCode("sheshan")).Select(u => u.Value));
        await Records.ExecuteAsync("UPDATE units SET predecessors = NULL WHERE cycle = '2023'");
        Assert.Contains("单位名单被改动", (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_with_scores_stays()
    {
        await Records.OpenCycleAsync(Stage.SelfReport, "2023");
        await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1)), "2023");
        var cycle = Records.Live.Of("2023").Cycle;
        var without = cycle.Units.RemoveAt(cycle.IndexOf(new UnitCode("sijing")));
        Assert.Contains("泗泾镇已有评分记录", Assert.IsType<Denied>(await new ChangeUnits(Cycles, Records.Live).Run(Administrator, "2023", without, cycle.Version, Stop)).Why, StringComparison.Ordinal);
    }

    private Unit Zone => Cycle.Units.Single(u => u.Kind == "开发区");

    private Score Score(Unit unit, string indicator) => Records.Board.Find(unit.Code, new(indicator))!.Score;

    private async Task SetAsync(UnitApplicability set) =>
        Assert.Equal(Granted.Yes, await Settings.Run(Administrator, Records.Cycle, Cycle.Settings with { Applicability = [.. Cycle.Settings.Applicability, set] }, Cycle.Name, Cycle.Version, Stop));

    private async Task SetUpAsync(string code)
    {
        var cycle = Records.Live.Of(code).Cycle;
        var due = cycle.Assessors().Select(a => KeyValuePair.Create(a.Name, Due));
        var wanted = cycle.Settings with { Period = new(new(2023, 1, 1), new(2023, 12, 31)), Deadlines = new(Due, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, due), []) };
        Assert.Equal(Granted.Yes, await Settings.Run(Administrator, code, wanted, cycle.Name, cycle.Version, Stop));
    }

    private Task<Permit> MoveAsync(string code, PersonId by, Stage to, string? reason) => Move.Run(by, code, to, reason, Records.Live.Of(code).Cycle.Version, Stop);
}

public sealed class CycleOnSqliteTests(Databases databases) : CycleTests(Provider.Sqlite, databases);

public sealed class CycleOnPostgresTests(Databases databases) : CycleTests(Provider.Postgres, databases);
