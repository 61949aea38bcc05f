using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using static EvaluationPortal.Tests.Access.RuleCast;

namespace EvaluationPortal.Tests.Access;

/// <summary>Who may do what with 岳阳街道's self-report, state by state.</summary>
public sealed class FilingRulesTests
{
    private const string Liaisons = "liaison-yueyang liaison-yueyang-2", Leader = "unit-leader-yueyang", Office = "reviewer-1 reviewer-2 administrator";

    private static readonly Cycle Open = Year with { Stage = Stage.SelfReport };
    private static readonly Unit Yueyang = Unit("yueyang");

    /// <summary>State, 送审, 撤回, 退回修改, 报送, 退回补正.</summary>
    public static TheoryData<FilingState, string, string, string, string, string> Moves => new()
    {
        { FilingState.Drafting, Liaisons, "", "", "", "" },
        { FilingState.Checking, "", Liaisons, Leader, Leader, "" },
        { FilingState.Filed, "", "", "", "", Office },
        { FilingState.Returned, Liaisons, "", "", "", Office },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_report_is_moved_by_whose_turn_it_is(FilingState state, string send, string takeBack, string sendBack, string file, string giveBack)
    {
        var report = In(state);
        Assert.Equal(send, Who(p => FilingRules.AskToSend(p, Open, Yueyang, report, Now)));
        Assert.Equal(takeBack, Who(p => FilingRules.AskToTakeBack(p, Open, Yueyang, report)));
        Assert.Equal(sendBack, Who(p => FilingRules.AskToSendBack(p, Open, Yueyang, report)));
        Assert.Equal(file, Who(p => FilingRules.AskToFile(p, Open, Yueyang, report, Now)));
        Assert.Equal(giveBack, Who(p => FilingRules.AskToReturn(p, Open, Yueyang, Indicator("1.1"), report)));
    }

    [Theory]
    [InlineData(FilingState.Drafting, Liaisons)]
    [InlineData(FilingState.Checking, "")]
    [InlineData(FilingState.Filed, "")]
    [InlineData(FilingState.Returned, Liaisons)]
    public void Without_checking_the_liaison_files_and_nobody_sends(FilingState state, string file)
    {
        var unchecked_ = Open with { Settings = new() { LeaderChecks = false } };
        Assert.Equal(state is FilingState.Checking ? Liaisons : file, Who(p => FilingRules.AskToFile(p, unchecked_, Yueyang, In(state), Now)));
        Assert.Equal("本考核年度无需审核，请直接报送。", Why(FilingRules.AskToSend(Person("liaison-yueyang"), unchecked_, Yueyang, In(state), Now)));
    }

    [Fact]
    public void Nobody_files_what_they_sent_themselves()
    {
        var both = Person("liaison-yueyang") with { Grants = [new(Role.Liaison, [], []), new(Role.UnitLeader, [], [])] };
        Assert.Contains("您自己送审", Why(FilingRules.AskToFile(both, Open, Yueyang, In(FilingState.Checking) with { By = both.Id }, Now)), StringComparison.Ordinal);
        Assert.True(FilingRules.AskToFile(both, Open, Yueyang, In(FilingState.Checking), Now).IsGranted);
        Assert.True(FilingRules.AskToFile(both, Open with { Settings = new() { LeaderChecks = false } }, Yueyang, In(FilingState.Checking) with { By = both.Id }, Now).IsGranted);
    }

    [Fact]
    public void The_deadline_stops_sending_and_filing_but_not_typing_nor_what_was_returned()
    {
        var (liaison, leader) = (Person("liaison-yueyang"), Person(Leader));
        Cycle Due(DateTime at) => Open with { Settings = new() { Deadlines = Deadlines.None with { Filing = at } } };
        Assert.True(FilingRules.AskToSend(liaison, Due(Now.AddTicks(1)), Yueyang, SelfReport.Untouched, Now).IsGranted);
        Assert.Equal("自查填报已于2022-11-20 09:00截止。需要报送请联系区政府办公室重新开放。", Why(FilingRules.AskToSend(liaison, Due(Now), Yueyang, SelfReport.Untouched, Now)));
        Assert.Contains("截止", Why(FilingRules.AskToFile(leader, Due(Now), Yueyang, In(FilingState.Checking), Now)), StringComparison.Ordinal);
        Assert.True(FilingRules.AskToType(liaison, Due(Now), Yueyang, Indicator("1.1"), SelfReport.Untouched).IsGranted);
        Assert.True(FilingRules.AskToSend(liaison, Due(Now), Yueyang, In(FilingState.Returned), Now).IsGranted);
        Assert.Equal((0, 1, -1, null), (FilingRules.DaysLeft(Due(Now.AddHours(1)), Yueyang, Now), FilingRules.DaysLeft(Due(Now.AddHours(20)), Yueyang, Now), FilingRules.DaysLeft(Due(Now), Yueyang, Now), FilingRules.DaysLeft(Open, Yueyang, Now)));
    }

    [Fact]
    public void Typing_is_the_liaisons_where_something_is_asked_and_nothing_is_with_somebody_else()
    {
        Permit Ask(Person person, string indicator, SelfReport report, string unit = "yueyang") => FilingRules.AskToType(person, Open, Unit(unit), Indicator(indicator), report);
        Assert.Equal(Liaisons, Who(p => Ask(p, "1.1", SelfReport.Untouched)));
        var liaison = Person("liaison-yueyang");
        Assert.Equal("1.2无需填报。", Why(Ask(liaison, "1.2", SelfReport.Untouched)));
        Assert.Equal("自查表已送审，撤回或退回修改后才能改动。", Why(Ask(liaison, "1.1", In(FilingState.Checking))));
        Assert.Equal("自查表已报送，需要改动请联系区政府办公室退回补正。", Why(Ask(liaison, "1.1", In(FilingState.Filed))));
        Assert.Equal("1.4没有退回，只能改动退回补正的指标。", Why(Ask(liaison, "1.4", In(FilingState.Returned))));
        Assert.True(Ask(liaison, "1.1", In(FilingState.Returned)).IsGranted);
        var education = Person("liaison-education");
        Assert.Contains("7.1", Why(Ask(education, "7.1", SelfReport.Untouched, "jiaoyuju")), StringComparison.Ordinal);
        Assert.Contains("“审定”阶段", Why(FilingRules.AskToType(liaison, Year with { Stage = Stage.Final }, Yueyang, Indicator("1.1"), SelfReport.Untouched)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_returned_before_it_was_filed_or_while_it_is_being_checked_or_where_nothing_was_asked()
    {
        var office = Person("reviewer-1");
        Assert.Equal("岳阳街道还没有报送，无可退回。", Why(FilingRules.AskToReturn(office, Open, Yueyang, Indicator("1.1"), SelfReport.Untouched)));
        Assert.Equal("岳阳街道正在送审补正的内容，报送后才能再退回。", Why(FilingRules.AskToReturn(office, Open, Yueyang, Indicator("1.1"), In(FilingState.Checking) with { Number = 1 })));
        Assert.Equal("1.2无需岳阳街道填报。", Why(FilingRules.AskToReturn(office, Open, Yueyang, Indicator("1.2"), In(FilingState.Filed))));
        Assert.Equal("7.1无需区教育局填报。", Why(FilingRules.AskToReturn(office, Open, Unit("jiaoyuju"), Indicator("7.1"), In(FilingState.Filed))));
        Assert.False(FilingRules.AskToReturn(office, Year with { Stage = Stage.Feedback }, Yueyang, Indicator("1.1"), In(FilingState.Filed)).IsGranted);
        Assert.Contains("自查表现在是“已报送”", Why(FilingRules.AskToTakeBack(Person("liaison-yueyang"), Open, Yueyang, In(FilingState.Filed))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_seen_by_its_unit_and_what_was_filed_by_the_office()
    {
        Assert.Equal($"reviewer-1 reviewer-2 chief {Liaisons} {Leader} administrator", Who(p => FilingRules.AskToSee(p, Yueyang)));
        Assert.Equal($"{Liaisons} {Leader}", Who(p => FilingRules.SeesDrafts(p, Yueyang) ? Granted.Yes : new Denied("")));
        Assert.Contains("岳阳街道不是您的单位", Why(FilingRules.AskToSee(Person("liaison-sijing"), Yueyang)), StringComparison.Ordinal);
        Assert.Contains("不是您的单位", Why(FilingRules.AskToSee(Person(Leader), Unit("sijing"))), StringComparison.Ordinal);
        var office = Person("liaison-sijing") with { Grants = [new(Role.Reviewer), .. Person("liaison-sijing").Grants] };
        Assert.True(FilingRules.AskToSee(office, Yueyang).IsGranted);
        var besides = Person("liaison-sijing") with { Grants = [new(Role.Bureau, [new("6.2")], []), .. Person("liaison-sijing").Grants] };
        Assert.Contains("岳阳街道不是您的单位", Why(FilingRules.AskToSee(besides, Yueyang)), StringComparison.Ordinal);
        Assert.Contains(Permission.SeeSelfReports.ChineseName(), Why(FilingRules.AskToSee(Person("leader"), Yueyang)), StringComparison.Ordinal);
    }

    private static SelfReport In(FilingState state) => SelfReport.Untouched with
    {
        State = state, Number = state is FilingState.Drafting or FilingState.Checking ? 0 : 1,
        Returned = state is FilingState.Returned ? ImmutableArray.Create(new ReturnedIndicator(new("1.1"), "链接打不开", new("reviewer-1"), Now)) : [],
    };
}
