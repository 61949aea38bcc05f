using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using static EvaluationPortal.Tests.Access.RuleCast;

namespace EvaluationPortal.Tests.Access;

/// <summary>Who may do what with one of 岳阳街道's findings, state by state.</summary>
public sealed class MendingRulesTests
{
    private const string Office = "reviewer-1 reviewer-2 administrator", Liaisons = "liaison-yueyang liaison-yueyang-2";

    /// <summary>State, 设定期限, 报告, 销号, 退回.</summary>
    public static TheoryData<MendingState, string, string, string, string> Moves => new()
    {
        { MendingState.Open, Office, Liaisons, "", "" },
        { MendingState.Reported, Office, "", Office, Office },
        { MendingState.Closed, "", "", "", Office },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_finding_is_moved_by_whose_turn_it_is(MendingState state, string date, string report, string close, string reopen)
    {
        var finding = In(state);
        Assert.Equal(date, Who(p => MendingRules.AskToDate(p, Year, finding)));
        Assert.Equal(report, Who(p => MendingRules.AskToReport(p, Year, finding)));
        Assert.Equal(close, Who(p => MendingRules.AskToClose(p, Year, finding)));
        Assert.Equal(reopen, Who(p => MendingRules.AskToReopen(p, Year, finding)));
    }

    [Fact]
    public void What_is_not_confirmed_is_not_mended_and_refusals_say_why()
    {
        var office = Person("reviewer-1");
        Assert.Equal("问题尚待确认，确认后再办理整改。", Why(MendingRules.AskToDate(office, Year, In(MendingState.Open, confirmed: false))));
        Assert.Equal("问题已销号，不再设定整改期限。", Why(MendingRules.AskToDate(office, Year, In(MendingState.Closed))));
        Assert.Equal("问题现在是“待整改”，不能这样办理。", Why(MendingRules.AskToClose(office, Year, In(MendingState.Open))));
        Assert.Contains("“年度准备”阶段", Why(MendingRules.AskToDate(office, Year with { Stage = Stage.Setup }, In(MendingState.Open))), StringComparison.Ordinal);
        Assert.True(MendingRules.AskToClose(office, Year with { Stage = Stage.Published }, In(MendingState.Reported)).IsGranted);
    }

    [Fact]
    public void A_unit_sees_its_findings_as_far_as_its_score_and_the_office_all()
    {
        Assert.Equal($"reviewer-1 reviewer-2 chief {Liaisons} unit-leader-yueyang leader administrator", Who(p => MendingRules.AskToSee(p, Year, Unit("yueyang"))));
        var hidden = Year with { Settings = new() { LiaisonsSee = CycleSettings.InEveryStage(LiaisonView.Progress) } };
        Assert.Equal("2022年考核评估处于“核查评估”阶段，问题清单尚未向单位开放。", Why(MendingRules.AskToSee(Person("liaison-yueyang"), hidden, Unit("yueyang"))));
        Assert.Contains("尚未向单位开放", Why(MendingRules.AskToReport(Person("liaison-yueyang"), hidden, In(MendingState.Open))), StringComparison.Ordinal);
        Assert.Contains("不是您的单位", Why(MendingRules.AskToReport(Person("liaison-sijing"), Year, In(MendingState.Open))), StringComparison.Ordinal);
    }

    private static ListedFinding In(MendingState state, bool confirmed = true) => new(
        new(new("yueyang"), new("1.2"), Source.Office, 1), Unit("yueyang"), Indicator("1.2"), new(new Finding(1, "首页有死链") { Confirmed = confirmed }, []), Mending.Untouched with { State = state });
}
