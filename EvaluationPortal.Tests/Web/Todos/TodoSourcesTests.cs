using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Evaluation;
using EvaluationPortal.Web.Components.Pages.Todos;

namespace EvaluationPortal.Tests.Web.Todos;

/// <summary>What waits for whom.</summary>
public sealed class TodoSourcesTests
{
    private static readonly DateTime Now = new(2022, 11, 28, 9, 0, 0, DateTimeKind.Utc), Due = new(2022, 11, 30, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Unit Yueyang = Boards.Cycle.Find(new("yueyang"))!;
    private static readonly Cycle Dated = Boards.Cycle with
    {
        Settings = new() { Deadlines = new(Due, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("区财政局", Due.AddDays(1))]), []) },
    };

    [Theory]
    [InlineData(FilingState.Drafting, "liaison-yueyang", "填报自查表：已填好0项，共14项")]
    [InlineData(FilingState.Drafting, "unit-leader-yueyang", null)]
    [InlineData(FilingState.Checking, "liaison-yueyang", null)]
    [InlineData(FilingState.Checking, "unit-leader-yueyang", "审核自查表，报送或退回修改")]
    [InlineData(FilingState.Filed, "liaison-yueyang", null)]
    [InlineData(FilingState.Returned, "liaison-yueyang", "补正退回的1项指标并重新报送")]
    public void A_self_report_waits_for_whoever_moves_it_on(FilingState state, string persona, string? expected)
    {
        var lines = Of(persona, Scoreboard.Of(Dated, 1, []), state);
        Assert.Equal(expected is null ? [] : [expected], lines.Select(l => l.Text));
        Assert.All(lines, line => Assert.Equal(("/2022/units/yueyang/self-report", state is FilingState.Returned ? null : Due), (line.Href, line.Until)));
    }

    [Fact]
    public void Cells_wait_for_whoever_scores_them_until_the_delivery_is_due()
    {
        var lines = Of("bureau-finance", Scoreboard.Of(Dated, 1, []));
        var line = lines[0];
        Assert.Equal(("报送区财政局的评估结果（已评0处，共49处）", "/2022/deliveries/6.2", Due.AddDays(1)), (lines[1].Text, lines[1].Href, lines[1].Until));
        Assert.Equal(2, lines.Length);
        Assert.Equal(("评分：1项指标还有49处待评", "/2022/board?mine=1&pending=1", Due.AddDays(1), "6.2（49处）"), (line.Text, line.Href, line.Until, line.Detail));
        Assert.Equal("评分：18项指标还有802处待评", Assert.Single(Of("reviewer-1", Boards.Empty)).Text);
    }

    [Fact]
    public void A_cell_that_several_rate_waits_for_each_of_them_until_he_has_rated()
    {
        var rated = Boards.Cycle with
        {
            Settings = new() { Raters = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(new Core.Schemes.IndicatorCode("9.1"), 2)]), Deadlines = Dated.Settings.Deadlines with { Deliveries = Dated.Settings.Deadlines.Deliveries.Add(Cycle.Office, Due) } },
            Units = [.. Boards.Cycle.Units.Select(u => u with { Raters = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(new Core.Schemes.IndicatorCode("9.1"), 2)]) })],
        };
        var mine = Boards.Change("yueyang", "9.1", Judged.By([new("reviewer-1", 5m, "案例少")]), 2);
        var both = Boards.Change("sijing", "9.1", Judged.By([new("reviewer-2", 5m, "案例少"), new("reviewer-3", 6m, "案例少")]), 3);
        var board = Scoreboard.Of(rated, 1, [mine, both]);
        var line = Assert.Single(Of("reviewer-1", board), l => l.Text.StartsWith("多人评分", StringComparison.Ordinal));
        Assert.Equal(("多人评分：1项指标还有48处等您评分", "/2022/board?mine=1&pending=1", Due, "9.1（48处）"), (line.Text, line.Href, line.Until, line.Detail));
        Assert.Equal("多人评分：1项指标还有49处等您评分", Assert.Single(Of("reviewer-2", board), l => l.Text.StartsWith("多人评分", StringComparison.Ordinal)).Text);
        Assert.DoesNotContain(Of("reviewer-1", board), l => l.Text.StartsWith("评分", StringComparison.Ordinal) && l.Detail!.Contains("9.1", StringComparison.Ordinal));
        Assert.DoesNotContain(Of("chief", board), l => l.Text.StartsWith("多人评分", StringComparison.Ordinal));
    }

    [Fact]
    public void A_deadline_that_has_passed_does_not_take_them_from_the_list() =>
        Assert.Equal([Due.AddDays(1), Due.AddDays(1)], Of("bureau-finance", Scoreboard.Of(Dated, 1, []), now: Due.AddDays(9)).Select(l => l.Until));

    [Fact]
    public void What_was_delivered_waits_no_longer_and_what_was_given_back_says_why()
    {
        var delivered = Delivery.Untouched("区财政局") with { State = DeliveryState.Delivered, At = Now, By = new("bureau-finance") };
        Assert.DoesNotContain(Of("bureau-finance", Scoreboard.Of(Dated with { Deliveries = [delivered] }, 1, [])), l => l.Href.Contains("deliveries", StringComparison.Ordinal));
        var returned = delivered with { State = DeliveryState.Returned, Reason = "盖章不清" };
        Assert.Contains(Of("bureau-finance", Scoreboard.Of(Dated with { Deliveries = [returned] }, 1, [])), l => l.Detail == "盖章不清" && l.Text.StartsWith("补正并重新报送", StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_wait_for_the_liaison_to_mend_and_for_the_office_to_check()
    {
        var board = Scoreboard.Of(Boards.Cycle, 1, [Boards.Change("yueyang", "1.2", Findings.OfCount(2), 2)]);
        var open = ListedFinding.Of(Yueyang, board.Find(new("yueyang"))!.Cells[1], _ => Core.Evaluation.Mending.Untouched with { Due = new(2022, 12, 1) }).ToImmutableArray();
        var line = Assert.Single(Of("liaison-yueyang", board, FilingState.Filed, findings: open));
        Assert.Equal(("整改2个问题", "/2022/units/yueyang/findings", new DateTime(2022, 12, 1, 16, 0, 0, DateTimeKind.Utc), "1.2"), (line.Text, line.Href, line.Until, line.Detail));
        Assert.DoesNotContain(Of("liaison-sijing", board, findings: open), l => l.Text.Contains("整改", StringComparison.Ordinal));
        var reported = open.Select(f => f with { Mending = f.Mending with { State = MendingState.Reported } }).ToImmutableArray();
        Assert.Contains(Of("reviewer-1", board, findings: reported), l => l is { Text: "核对2个单位报告已整改的问题", Href: "/2022/findings", Detail: "岳阳街道" });
        Assert.DoesNotContain(Of("liaison-yueyang", board, FilingState.Filed, findings: reported), l => l.Text.Contains("整改", StringComparison.Ordinal));
    }

    [Fact]
    public void The_chief_confirms_columns_that_are_complete_and_open()
    {
        var filled = Boards.Cycle.Units.Select((u, at) => Boards.Change(u.Code.Value, "1.4", new Level(1), at + 2)).ToList();
        Assert.Equal(["1项指标已全部评完，等待确认"], Of("chief", Scoreboard.Of(Boards.Cycle, 1, filled)).Select(l => l.Text));
        var confirmed = Boards.Cycle with { Settings = new() { Confirmations = [new(ConfirmedPart.Of(new Core.Schemes.IndicatorCode("1.4")), new("chief"), "陆志远", Now)] } };
        Assert.Empty(Of("chief", Scoreboard.Of(confirmed, 1, filled)));
    }

    [Fact]
    public void A_correction_waits_for_a_second_person_and_the_next_stage_for_the_administrator()
    {
        var corrected = Scoreboard.Of(Boards.Cycle with { Settings = new() { ProposedTable = new("x", "补充通知", new("administrator"), Now) } }, 1, []);
        Assert.Contains(Of("chief", corrected), l => l is { Text: "确认考核评估表的勘误", Detail: "补充通知", Href: "/cycles/2022" });
        var own = Assert.Single(Of("administrator", corrected));
        Assert.StartsWith("进入“结果反馈与复核”阶段还有2项条件未具备", own.Text, StringComparison.Ordinal);
        Assert.StartsWith("尚有", own.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leader")]
    [InlineData("system-administrator")]
    [InlineData("security-auditor")]
    public void Whoever_only_reads_has_nothing_to_do(string persona) => Assert.Empty(Of(persona, Boards.Empty));

    private static ImmutableArray<TodoLine> Of(string persona, Scoreboard board, FilingState state = FilingState.Drafting, DateTime? now = null, ImmutableArray<ListedFinding>? findings = null)
    {
        var person = Personas.Among(board.Cycle.Units).Single(p => p.Id.Value == persona);
        var report = SelfReport.Untouched with { State = state, Returned = state is FilingState.Returned ? [new(new("1.4"), "缺附件", new("reviewer-1"), Now)] : [], By = new("liaison-yueyang-2") };
        var content = ReportContent.Of(board.Cycle, Yueyang, [], Array.Empty<FiledEvidence>().ToLookup(_ => new Core.Schemes.IndicatorCode("1.4")));
        ImmutableArray<(Unit, SelfReportView)> own = FilingRules.SeesDrafts(person, Yueyang) && person.BelongsTo(Yueyang.Code) ? [(Yueyang, new(report, [], content, [], []) { Decisions = System.Collections.Immutable.ImmutableDictionary<Core.Schemes.IndicatorCode, ClaimDecision>.Empty })] : [];
        return TodoSources.Of(new(person, board, now ?? Now, ImmutableDictionary<UnitCode, SelfReport>.Empty, own, findings ?? [], []));
    }
}
