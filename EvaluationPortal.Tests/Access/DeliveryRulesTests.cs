using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using static EvaluationPortal.Tests.Access.RuleCast;

namespace EvaluationPortal.Tests.Access;

/// <summary>Who may do what with the deliveries of 区财政局 (6.2) and of the third party, state by state.</summary>
public sealed class DeliveryRulesTests
{
    private const string Office = "reviewer-1 reviewer-2";

    private static readonly Assessor Finance = Year.FindAssessor("区财政局")!, Agency = Year.Assessors().Single(a => a.Source is Source.ThirdParty);

    /// <summary>State, whether the office enters, 报送, 退回, 开始代录, 结束代录.</summary>
    public static TheoryData<DeliveryState, bool, string, string, string, string> Moves => new()
    {
        { DeliveryState.Open, false, "bureau-finance", "", Office, "" },
        { DeliveryState.Open, true, $"{Office} bureau-finance", "", "", Office },
        { DeliveryState.Delivered, false, "", $"{Office} administrator", "", "" },
        { DeliveryState.Delivered, true, "", $"{Office} administrator", "", Office },
        { DeliveryState.Returned, false, "bureau-finance", "", Office, "" },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_delivery_is_moved_by_whose_turn_it_is(DeliveryState state, bool enters, string deliver, string giveBack, string begin, string end)
    {
        var cycle = In(Finance, state, enters);
        Assert.Equal(deliver, Who(p => DeliveryRules.AskToDeliver(p, cycle, Finance, Now)));
        Assert.Equal(giveBack, Who(p => DeliveryRules.AskToReturn(p, cycle, Finance)));
        Assert.Equal(begin, Who(p => DeliveryRules.AskToBeginEntry(p, cycle, Finance)));
        Assert.Equal(end, Who(p => DeliveryRules.AskToEndEntry(p, cycle, Finance)));
    }

    [Fact]
    public void A_delivery_is_seen_by_the_office_and_whoever_delivers_it()
    {
        Assert.Equal($"{Office} chief bureau-finance administrator", Who(p => DeliveryRules.AskToSee(p, Finance)));
        Assert.Equal("您只能查看自己负责的评估结果，区财政局的不是。", Why(DeliveryRules.AskToSee(Person("bureau-justice"), Finance)));
        Assert.Equal("third-party", Who(p => DeliveryRules.WorksFor(p, Agency) ? Granted.Yes : new Denied("")));
    }

    [Fact]
    public void Whoever_has_only_a_part_of_the_indicators_works_for_the_agency_but_does_not_deliver_for_it()
    {
        var part = Person("third-party") with { Grants = [new(Role.ThirdParty, [new("1.3")], [])] };
        Assert.True(DeliveryRules.WorksFor(part, Agency));
        Assert.Equal($"{Agency.Name}的评估结果由负责其全部指标的人报送。", Why(DeliveryRules.AskToDeliver(part, Year, Agency, Now)));
        var limited = Person("reviewer-1") with { Grants = [new(Role.Reviewer, [new("1.3")], [])] };
        Assert.False(DeliveryRules.AskToBeginEntry(limited, Year, Agency).IsGranted);
        Assert.False(DeliveryRules.AskToDeliver(limited, In(Agency, DeliveryState.Open, enters: true), Agency, Now).IsGranted);
    }

    [Fact]
    public void One_of_several_roles_that_delivers_or_sees_is_enough()
    {
        var bureau = Person("bureau-finance") with { Grants = [new(Role.Bureau, [new("2.4")], []), new(Role.Bureau, [new("6.2")], [])] };
        Assert.True(DeliveryRules.WorksFor(bureau, Finance));
        Assert.True(DeliveryRules.AskToDeliver(bureau, In(Finance, DeliveryState.Open), Finance, Now).IsGranted);
        var reviews = Person("bureau-justice") with { Grants = [new(Role.Bureau, [new("2.4")], []), new(Role.Reviewer)] };
        Assert.True(DeliveryRules.AskToSee(reviews, Finance).IsGranted);
    }

    [Fact]
    public void A_delivery_is_theirs_who_work_for_the_assessor_and_the_offices_while_it_enters()
    {
        string Theirs(Cycle cycle) => Who(p => DeliveryRules.IsTheirs(p, cycle, Finance) ? Granted.Yes : new Denied(""));
        Assert.Equal("bureau-finance", Theirs(Year));
        Assert.Equal("bureau-finance", Theirs(In(Finance, DeliveryState.Delivered)));
        Assert.Equal($"{Office} bureau-finance", Theirs(In(Finance, DeliveryState.Open, enters: true)));
    }

    [Fact]
    public void The_deadline_stops_the_assessor_not_the_office_nor_what_was_given_back()
    {
        var (finance, office) = (Person("bureau-finance"), Person("reviewer-1"));
        Cycle Due(DateTime at, DeliveryState state = DeliveryState.Open, bool enters = false) =>
            In(Finance, state, enters) with { Settings = new() { Deadlines = Deadlines.None with { Deliveries = Deadlines.None.Deliveries.Add(Finance.Name, at) } } };
        Assert.True(DeliveryRules.AskToDeliver(finance, Due(Now.AddTicks(1)), Finance, Now).IsGranted);
        Assert.Equal("区财政局的评估结果已于2022-11-20 09:00截止报送，需要修改请区政府办公室重新开放。", Why(DeliveryRules.AskToDeliver(finance, Due(Now), Finance, Now)));
        Assert.True(DeliveryRules.AskToDeliver(finance, Due(Now, DeliveryState.Returned), Finance, Now).IsGranted);
        Assert.True(DeliveryRules.AskToDeliver(office, Due(Now, enters: true), Finance, Now).IsGranted);
        Assert.NotNull(DeliveryRules.Closed(Due(Now), Indicator("6.2"), byOffice: false, Now));
        Assert.Null(DeliveryRules.Closed(Due(Now), Indicator("6.2"), byOffice: true, Now));
        Assert.Null(DeliveryRules.Closed(Due(Now.AddTicks(1)), Indicator("6.2"), byOffice: false, Now));
        Assert.Contains("退回", DeliveryRules.Closed(In(Finance, DeliveryState.Delivered), Indicator("6.2"), byOffice: true, Now)!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_what_was_delivered_stand_still_and_others_do_not()
    {
        Denied? Closed(string? indicator, Source source, Assessor? delivered = null) =>
            DeliveryRules.Closed(In(delivered ?? Finance, DeliveryState.Delivered), new EvidencePlace(null, indicator is null ? null : Indicator(indicator), source));
        Assert.NotNull(Closed("6.2", Source.Bureau));
        Assert.Null(Closed("2.4", Source.Bureau));
        Assert.NotNull(Closed(null, Source.Bureau));
        Assert.Null(Closed(null, Source.ThirdParty));
        Assert.NotNull(Closed(null, Source.ThirdParty, Agency));
        Assert.Null(Closed("6.2", Source.Self));
        Assert.Null(DeliveryRules.Closed(Year, new EvidencePlace(null, Indicator("6.2"), Source.Bureau)));
    }

    [Fact]
    public void What_the_office_enters_says_by_what_and_only_in_the_assessors_own_cells()
    {
        var cycle = In(Finance, DeliveryState.Open, enters: true);
        string? Mark(string person, string unit, string indicator, Source source) => DeliveryRules.EntryMark(Person(person), cycle, Unit(unit), Indicator(indicator), source);
        Assert.Equal("代录（依据：结果.pdf）", Mark("reviewer-1", "yueyang", "6.2", Source.Bureau));
        Assert.Null(Mark("bureau-finance", "yueyang", "6.2", Source.Bureau));
        Assert.Null(Mark("chief", "yueyang", "6.2", Source.Bureau));
        Assert.Null(Mark("reviewer-1", "yueyang", "6.2", Source.Office));
        Assert.Null(Mark("reviewer-1", "yueyang", "6.2", Source.ThirdParty));
        Assert.Null(Mark("reviewer-1", "caizhengju", "6.2", Source.Bureau));
        Assert.Null(Mark("reviewer-1", "yueyang", "2.4", Source.Bureau));
    }

    [Fact]
    public void Refusals_say_what_stands_in_the_way()
    {
        var (finance, office) = (Person("bureau-finance"), Person("reviewer-1"));
        Assert.Equal("区财政局的评估结果已经报送。", Why(DeliveryRules.AskToDeliver(finance, In(Finance, DeliveryState.Delivered), Finance, Now)));
        Assert.Equal("区财政局还没有报送，无可退回。", Why(DeliveryRules.AskToReturn(office, Year, Finance)));
        Assert.Equal("区财政局已经报送，请先退回。", Why(DeliveryRules.AskToBeginEntry(office, In(Finance, DeliveryState.Delivered), Finance)));
        Assert.Equal("已经在代录。", Why(DeliveryRules.AskToBeginEntry(office, In(Finance, DeliveryState.Open, enters: true), Finance)));
        Assert.Equal("没有在代录。", Why(DeliveryRules.AskToEndEntry(office, Year, Finance)));
        var over = Year with { Stage = Stage.Final };
        Assert.All((Permit[])[DeliveryRules.AskToDeliver(finance, over, Finance, Now), DeliveryRules.AskToReturn(office, over, Finance), DeliveryRules.AskToBeginEntry(office, over, Finance)],
            permit => Assert.Contains("“审定”阶段", Why(permit), StringComparison.Ordinal));
    }

    private static Cycle In(Assessor assessor, DeliveryState state, bool enters = false) => Year with
    {
        Deliveries =
        [
            Delivery.Untouched(assessor.Name) with
            {
                State = state, At = Now, Entry = enters ? new([new FiledEvidence(Guid.Empty, "结果.pdf", "", 1)], "对方不在网内", new("reviewer-1"), Now) : null,
            },
        ],
    };
}
