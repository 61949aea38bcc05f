using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Evaluation;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The sentences of 催报.</summary>
public sealed class RemindersTests
{
    private static readonly DateTime Now = new(2022, 11, 28, 9, 0, 0, DateTimeKind.Utc);
    private static readonly SelfReport Filed = SelfReport.Untouched with { State = FilingState.Filed, Number = 1 };

    private static ImmutableDictionary<UnitCode, SelfReport> Filings(params string[] open) =>
        Boards.Cycle.Units.ToImmutableDictionary(u => u.Code, u => open.Contains(u.Code.Value) ? SelfReport.Untouched : Filed);

    [Fact]
    public void Units_that_have_not_filed_are_named_short_and_in_the_rosters_order() =>
        Assert.Equal("截至11月28日17时，尚有3家单位未报送：泗泾、佘山、岳阳。", Reminders.Filing(Boards.Cycle, Filings("yueyang", "sheshan", "sijing"), Now));

    [Fact]
    public void Minutes_are_said_where_the_hour_is_not_full() =>
        Assert.StartsWith("截至11月29日0时5分，", Reminders.Filing(Boards.Cycle, Filings("sijing"), Now.AddHours(7).AddMinutes(5)), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_said_where_all_have_filed() => Assert.Null(Reminders.Filing(Boards.Cycle, Filings(), Now));

    [Fact]
    public void What_was_returned_is_reminded_of_by_itself()
    {
        var returned = Filings().SetItem(new("sijing"), Filed with { State = FilingState.Returned, Returned = [new(new("1.4"), "缺附件", new("reviewer-1"), Now)] });
        Assert.Null(Reminders.Filing(Boards.Cycle, returned, Now));
        Assert.Equal("截至11月28日17时，尚有1家单位未重新报送退回补正的内容：泗泾。", Reminders.Returned(Boards.Cycle, returned, Now));
    }

    [Fact]
    public void A_bureau_has_delivered_when_it_did_so_and_not_when_its_cells_are_merely_filled()
    {
        var filled = Scoreboard.Of(Boards.Cycle, 1, Boards.Cycle.Units.Where(u => u.Name != "区财政局").Select((u, at) => Boards.Change(u.Code.Value, "6.2", Findings.None, at + 2)));
        // The bureau's own cell is the office's to score.
        Assert.Equal(0, Undelivered.Of(filled).Single(u => u.Assessor.Name == "区财政局").Cells);
        var delivered = filled with { Cycle = filled.Cycle with { Deliveries = [Delivery.Untouched("区财政局") with { State = DeliveryState.Delivered }] } };
        Assert.DoesNotContain("区财政局", Undelivered.Of(delivered).Select(u => u.Assessor.Name));
        var sentence = Reminders.Deliveries(Undelivered.Of(delivered), Now)!;
        Assert.StartsWith("截至11月28日17时，尚有3家评估单位未报送评估结果：", sentence, StringComparison.Ordinal);
        Assert.Contains("区司法局（待评49处）", sentence, StringComparison.Ordinal);
        Assert.Null(Reminders.Deliveries([], Now));
    }
}
