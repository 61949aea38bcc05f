using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Reports;

public sealed class MakeReportCardTests(Portal portal, ReportFontsFixture fonts) : IClassFixture<Portal>
{
    private static readonly Sight Liaison = new(null, Score: true, Rank: false, Names: false, Others: false);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Scoreboard Board => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");

    [Fact]
    public async Task Every_number_of_the_board_is_on_the_units_card()
    {
        var board = Board;
        var cards = await Make.Run(board, board.Cycle.Units, Sight.Everything, isDemo: false, Stop);
        Assert.Equal(50, cards.Length);
        foreach (var (scorecard, card) in board.Scorecards.Zip(cards))
        {
            var totals = scorecard.Totals;
            Assert.Equal((scorecard.Unit.Name, scorecard.Unit.Kind, scorecard.Unit.RankingGroup), (card.UnitName, card.Kind, card.RankingGroup));
            Assert.Equal((totals.Raw, totals.Applicable, totals.Total), (card.RawPoints, card.ApplicableMaxPoints, card.Total));
            Assert.Equal((totals.Pending > 0 ? totals.BestPossible : null, scorecard.PendingCells), (card.BestPossible, card.PendingCount));
            Assert.Equal(totals.Sections.Select(s => (s.Section.Name, s.Section.Weight, s.Raw, s.Applicable, s.Pending)),
                card.Sections.Select(s => (s.Name, s.Weight, s.Points, s.ApplicableMaxPoints, s.PendingMaxPoints)));
            Assert.Equal(scorecard.Cells.Select(c => (c.Indicator.Code.Value, c.Indicator.Name, c.Indicator.MaxPoints, Printed(c.Score), c.Score.Explanation)),
                card.Sections.SelectMany(s => s.Rows).Select(r => (r.Code, r.Name, r.MaxPoints, r.Score, r.Explanation)));
            Assert.Equal(scorecard.Cells.Sum(c => c.Counted?.Observation is Findings f ? f.List.Length : 0), card.Findings.Length);
            Assert.Contains(card.Policies, p => p.Contains(totals.Explanation, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_rank_is_provisional_while_the_group_has_pending_cells()
    {
        var board = Board;
        var cards = await Make.Run(board, board.Cycle.Units, Sight.Everything, isDemo: false, Stop);
        Assert.All(cards.Zip(board.Ranks), pair => Assert.StartsWith($"暂列第{pair.Second.Place}名", pair.First.Rank!, StringComparison.Ordinal));
        Assert.Equal("第1名（共32家）", RankText.Of(new Rank(1, 32, null, Provisional: false)));
        Assert.Null(RankText.Of(new Rank(null, 2, null, Provisional: false)));
    }

    [Fact]
    public async Task A_liaisons_card_has_neither_rank_nor_names()
    {
        var board = Board;
        var unit = board.Cycle.Find(new("yueyang"))!;
        var card = await Make.Run(board, unit, Liaison, isDemo: false, Stop);
        Assert.Null(card.Rank);
        Assert.All(card.Sections.SelectMany(s => s.Rows), row => Assert.Null(row.Assessor));
        Assert.All(card.Findings, finding => Assert.Null(finding.FoundBy));
        Assert.DoesNotContain(card.Policies, p => p.Contains("名次", StringComparison.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(() => Make.Run(board, unit, Liaison with { Score = false }, isDemo: false, Stop));
    }

    [Fact]
    public async Task The_same_data_gives_the_same_bytes_also_when_read_again_from_the_database()
    {
        var database = portal.Services.GetRequiredService<PortalDatabase>();
        var again = new LiveScoreboards(database, NullLogger<LiveScoreboards>.Instance);
        await again.Load(Stop);
        var board = Board;
        var unit = board.Cycle.Find(new("caizhengju"))!;
        var first = await Make.Run(board, unit, Sight.Everything, isDemo: true, Stop);
        var second = await new MakeReportCard(database).Run(again.Of("2022"), unit, Sight.Everything, isDemo: true, Stop);
        Assert.Equal(ReportCardDigest.Of(first), ReportCardDigest.Of(second));
        Assert.Equal(ReportCardPdf.Bytes(first, fonts.Fonts), ReportCardPdf.Bytes(second, fonts.Fonts));
    }

    [Fact]
    public async Task A_card_tells_up_to_the_last_entry_that_changed_its_cycle_whatever_the_clock_says()
    {
        var unit = Board.Cycle.Find(new("sijing"))!;
        var edit = new Edit(Guid.NewGuid(), unit.Code, new("9.1"), Source.Office, new Judged(6.5m, "案例有特色"), null, long.MaxValue);
        var saved = Assert.IsType<Saved>((await portal.Services.GetRequiredService<RecordAssessments>().Run(new("reviewer-1"), "2022", [edit], stop: Stop))[0]);
        await using var db = portal.Services.GetRequiredService<PortalDatabase>().Open();
        var entry = await db.Audit.AsNoTracking().SingleAsync(e => e.Sequence == saved.Version, Stop);
        foreach (var of in (Unit[])[unit, Board.Cycle.Find(new("jiaoyuju"))!])
        {
            var card = await Make.Run(Board, of, Sight.Everything, isDemo: false, Stop);
            Assert.Equal((entry.Sequence, entry.Hash, entry.At), (card.AuditSequence, card.AuditHash, card.AsOf.UtcDateTime));
        }
    }

    [Fact]
    public async Task Invented_results_are_marked_even_when_the_demonstration_is_switched_off() =>
        Assert.True((await Make.Run(Board, Board.Cycle.Units[0], Sight.Everything, isDemo: false, Stop)).IsDemo);

    [Fact]
    public async Task The_policies_name_what_applied_to_this_unit()
    {
        var board = Board;
        var finance = await Make.Run(board, board.Cycle.Find(new("caizhengju"))!, Sight.Everything, isDemo: false, Stop);
        Assert.Contains("任何单位不评定本单位：6.2由区政府办公室评定。", finance.Policies);
        Assert.Contains(finance.Policies, p => p.StartsWith("不涉及的指标", StringComparison.Ordinal) && p.Contains("7.1", StringComparison.Ordinal));
        Assert.Contains("6.2有“逾期或未公开”情形的，不论其他问题多少，得0分。", finance.Policies);
        Assert.Contains("零报告（本年度没有此类事项）：2.2、2.4按满分计，其余由考评员认定。零报告不等于不涉及。", finance.Policies);
        var town = await Make.Run(board, board.Cycle.Find(new("sijing"))!, Sight.Everything, isDemo: false, Stop);
        Assert.DoesNotContain(town.Policies, p => p.Contains("任何单位不评定本单位", StringComparison.Ordinal));
    }

    private MakeReportCard Make => portal.Services.GetRequiredService<MakeReportCard>();

    private static string Printed(Score score) => score switch
    {
        Awarded awarded => Decimals.Fixed(awarded.Points),
        NotApplicable => "不涉及",
        _ => "待评",
    };
}
