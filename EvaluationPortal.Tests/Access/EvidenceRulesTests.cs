using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Access;

/// <summary>Who may add and see evidence, place by place. The unit asked about is 岳阳街道 unless another is named.</summary>
public sealed class EvidenceRulesTests
{
    private static readonly string[] Office = ["reviewer-1", "reviewer-2", "chief", "administrator"];

    private static readonly Cycle Year = new()
    {
        Code = "2022", Name = "2022年考核评估", Stage = Stage.Review, Scheme = Songjiang2022.Scheme, Units = Songjiang2022.Units, Settings = new(), Version = 1,
    };

    /// <summary>A place: unit, indicator, whose it is; and who beside the office sees it, in the order of the personas.</summary>
    public static TheoryData<string?, string?, Source, string> Seen => new()
    {
        { "yueyang", "1.1", Source.Self, "liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { "yueyang", null, Source.Self, "liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { "yueyang", "2.4", Source.Self, "bureau-justice liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { "yueyang", "6.2", Source.Self, "bureau-finance liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { "yueyang", "3.1", Source.Self, "third-party liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { "caizhengju", "6.2", Source.Self, "" },
        { "jiaoyuju", "6.2", Source.Self, "bureau-finance liaison-education" },
        { "yueyang", "6.2", Source.Bureau, "bureau-finance liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { null, "6.2", Source.Bureau, "bureau-finance" },
        { null, null, Source.Bureau, "" },
        { "yueyang", null, Source.ThirdParty, "third-party liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { null, null, Source.ThirdParty, "third-party" },
        { "yueyang", "1.1", Source.Office, "liaison-yueyang liaison-yueyang-2 unit-leader-yueyang" },
        { "sijing", "1.1", Source.Self, "liaison-sijing" },
    };

    /// <summary>The same of who may add.</summary>
    public static TheoryData<string?, string?, Source, string> Added => new()
    {
        { "yueyang", "1.1", Source.Self, "liaison-yueyang liaison-yueyang-2" },
        { "yueyang", null, Source.Self, "liaison-yueyang liaison-yueyang-2" },
        { null, "1.1", Source.Self, "" },
        { "yueyang", "6.2", Source.Bureau, "reviewer-1 reviewer-2 bureau-finance administrator" },
        { "caizhengju", "6.2", Source.Bureau, "reviewer-1 reviewer-2 administrator" },
        { null, "6.2", Source.Bureau, "reviewer-1 reviewer-2 bureau-finance administrator" },
        { null, "6.2", Source.ThirdParty, "reviewer-1 reviewer-2 administrator" },
        { null, null, Source.Bureau, "reviewer-1 reviewer-2 administrator" },
        { "yueyang", null, Source.ThirdParty, "reviewer-1 reviewer-2 third-party administrator" },
        { "yueyang", "3.1", Source.ThirdParty, "reviewer-1 reviewer-2 third-party administrator" },
        { "yueyang", "1.1", Source.Office, "reviewer-1 reviewer-2 administrator" },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void A_file_is_seen_by_its_unit_the_office_and_who_assesses(string? unit, string? indicator, Source source, string others)
    {
        var seers = People().Where(p => EvidenceRules.AskToSee(p, Year, Place(unit, indicator, source)).IsGranted).Select(p => p.Id.Value);
        Assert.Equal(Office.Concat(others.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(), seers.Order());
    }

    [Theory]
    [MemberData(nameof(Added))]
    public void A_file_is_added_by_its_unit_or_who_delivers_or_the_office_for_them(string? unit, string? indicator, Source source, string adders) =>
        Assert.Equal(adders.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), People().Where(p => EvidenceRules.AskToAdd(p, Place(unit, indicator, source)).IsGranted).Select(p => p.Id.Value).Order());

    [Theory]
    [InlineData(LiaisonView.Progress, false, false)]
    [InlineData(LiaisonView.OwnScore, true, false)]
    [InlineData(LiaisonView.OwnScoreAndRank, true, true)]
    public void A_liaison_sees_what_was_delivered_about_the_unit_as_far_as_its_score_may_be_seen(LiaisonView view, bool sees, bool knowsWho)
    {
        var (cycle, place, liaison) = (Year with { Settings = new() { LiaisonsSee = CycleSettings.InEveryStage(view) } }, Place("yueyang", "6.2", Source.Bureau), Person("liaison-yueyang"));
        Assert.Equal(sees, EvidenceRules.AskToSee(liaison, cycle, place).IsGranted);
        Assert.Equal(!knowsWho, EvidenceRules.HidesName(liaison, cycle, place));
        Assert.False(EvidenceRules.HidesName(Person("reviewer-1"), cycle, place));
        Assert.False(EvidenceRules.HidesName(liaison, cycle, Place("yueyang", "6.2", Source.Self)));
        Assert.False(EvidenceRules.AskToSee(Person("liaison-sijing"), cycle with { Settings = new() { LiaisonsSee = CycleSettings.InEveryStage(LiaisonView.All) } }, place).IsGranted);
    }

    [Fact]
    public void A_reviewer_limited_to_indicators_and_units_delivers_for_those_only()
    {
        var limited = Person("reviewer-1") with { Grants = [new(Role.Reviewer, [new("6.2")], [new("yueyang")])] };
        Assert.True(EvidenceRules.AskToAdd(limited, Place("yueyang", "6.2", Source.Bureau)).IsGranted);
        Assert.False(EvidenceRules.AskToAdd(limited, Place("yueyang", "2.4", Source.Bureau)).IsGranted);
        Assert.False(EvidenceRules.AskToAdd(limited, Place("sijing", "6.2", Source.Bureau)).IsGranted);
        Assert.False(EvidenceRules.AskToAdd(limited with { Units = [new("yueyang")] }, Place("yueyang", "6.2", Source.Bureau)).IsGranted);
    }

    [Fact]
    public void One_of_several_roles_that_reaches_the_place_is_enough()
    {
        var both = Person("bureau-finance") with { Grants = [new(Role.Bureau, [new("2.4")], []), new(Role.Bureau, [new("6.2")], [])] };
        Assert.All((string[])["2.4", "6.2"], own =>
        {
            Assert.True(EvidenceRules.AskToAdd(both, Place("yueyang", own, Source.Bureau)).IsGranted);
            Assert.True(EvidenceRules.AskToSee(both, Year, Place("yueyang", own, Source.Self)).IsGranted);
        });
        var liaison = Person("liaison-yueyang");
        var leads = liaison with { Grants = [new(Role.Leadership), .. liaison.Grants] };
        Assert.True(EvidenceRules.AskToSee(leads, Year, Place("yueyang", "1.1", Source.Self)).IsGranted);
    }

    [Fact]
    public void Refusals_name_what_stands_in_the_way()
    {
        Assert.Equal("自查佐证材料须属于一个单位。", RuleCast.Why(EvidenceRules.AskToAdd(Person("liaison-yueyang"), Place(null, "1.1", Source.Self))));
        Assert.Equal("区财政局是您的本单位，评估材料由区政府办公室上传。", RuleCast.Why(EvidenceRules.AskToAdd(Person("bureau-finance"), Place("caizhengju", "6.2", Source.Bureau))));
        Assert.Equal("您只能上传自己负责的指标和单位的评估材料。", RuleCast.Why(EvidenceRules.AskToAdd(Person("bureau-finance"), Place("yueyang", "2.4", Source.Bureau))));
        Assert.Equal("您只能查看自己负责的指标的佐证材料。", RuleCast.Why(EvidenceRules.AskToSee(Person("bureau-finance"), Year, Place("yueyang", "2.4", Source.Self))));
        Assert.Contains("需要的角色", RuleCast.Why(EvidenceRules.AskToSee(Person("leader"), Year, Place("yueyang", "2.4", Source.Self))), StringComparison.Ordinal);
        var progress = Year with { Settings = new() { LiaisonsSee = CycleSettings.InEveryStage(LiaisonView.Progress) } };
        Assert.Equal("2022年考核评估处于“核查评估”阶段，评估材料尚未向单位开放。", RuleCast.Why(EvidenceRules.AskToSee(Person("liaison-yueyang"), progress, Place("yueyang", "6.2", Source.Bureau))));
        Assert.Equal("7.1不涉及区教育局。", Place("jiaoyuju", "7.1", Source.Self).Fault);
    }

    private static System.Collections.Immutable.ImmutableArray<Person> People() => Personas.Among(Songjiang2022.Units);

    private static Person Person(string id) => People().Single(p => p.Id.Value == id);

    [Fact]
    public void Files_are_added_to_a_record_by_who_keeps_it_and_to_a_mending_by_the_unit()
    {
        var (record, mending) = (Place("yueyang", null, Source.Office) with { About = EvidenceAbout.Record }, Place("yueyang", "1.2", Source.Self) with { About = EvidenceAbout.Mending });
        Assert.Equal(["reviewer-1", "reviewer-2", "administrator"], Adders(record));
        Assert.Equal(["liaison-yueyang", "liaison-yueyang-2"], Adders(mending));
        Assert.Equal("日常记录的附件须属于一个单位。", RuleCast.Why(EvidenceRules.AskToAdd(Person("reviewer-1"), record with { Unit = null })));
        foreach (var nowhere in new[] { mending with { Unit = null }, mending with { Indicator = null } })
        {
            Assert.Equal("整改附件须属于一个单位的一项指标。", RuleCast.Why(EvidenceRules.AskToAdd(Person("liaison-yueyang"), nowhere)));
        }

        Assert.Null(record.Fault);
        Assert.Null(mending.Fault);
        Assert.Equal("整改附件由单位上传。", (mending with { Source = Source.Office }).Fault);
        Assert.Equal("日常记录的附件由区政府办公室上传，不属于指标。", (record with { Source = Source.Self }).Fault);
        Assert.Equal("日常记录的附件由区政府办公室上传，不属于指标。", (record with { Indicator = RuleCast.Indicator("1.2") }).Fault);
    }

    private static IEnumerable<string> Adders(EvidencePlace place) => People().Where(p => EvidenceRules.AskToAdd(p, place).IsGranted).Select(p => p.Id.Value);

    private static EvidencePlace Place(string? unit, string? indicator, Source source) =>
        new(unit is null ? null : Year.Find(new(unit)), indicator is null ? null : Year.Scheme.Find(new(indicator)), source);
}
