using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace EvaluationPortal.Tests.Browser.Units;

public sealed class UnitPageTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Yueyang = "/2022/units/yueyang";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Scoreboard Board => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");

    [Fact]
    public async Task A_liaison_sees_the_own_score_with_its_sentences_but_neither_rank_nor_names()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-yueyang"), Yueyang);
        var card = Board.Find(new("yueyang"))!;
        await Assertions.Expect(visit.Page.Locator(".total b")).ToHaveTextAsync(Decimals.Fixed(card.Totals.Total!.Value));
        await Assertions.Expect(visit.Page.Locator(".sentence")).ToContainTextAsync(card.Totals.Explanation);
        await Assertions.Expect(visit.Page.Locator("tr[data-indicator]")).ToHaveCountAsync(26);
        foreach (var cell in card.Cells)
        {
            await Assertions.Expect(visit.Page.Locator($"tr[data-indicator='{cell.Indicator.Code}'] .why")).ToContainTextAsync(cell.Score.Explanation);
        }

        await Assertions.Expect(visit.Page.Locator(".steps li").First).ToContainTextAsync("总分");
        var text = await visit.Page.Locator(".portal-main").InnerTextAsync();
        foreach (var hidden in (string[])["名次", "沈雅琴", "顾晓峰", "韩思源", "徐慧敏", "下一家"])
        {
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        }

        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
    }

    [Fact]
    public async Task A_sections_line_tells_pending_from_zero_and_counts_only_what_applies()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("leader"), "/2022/units/tiyuju");
        var sections = Board.Find(new("tiyuju"))!.Totals.Sections;
        Assert.Contains(sections, s => s.Pending == s.Applicable);
        Assert.Contains(sections, s => s.Applicable < s.Section.Weight);
        await Assertions.Expect(visit.Page.Locator("tr.section .points")).ToHaveTextAsync(sections.Select(s => s.Pending == s.Applicable ? "待评" : Decimals.Fixed(s.Raw)));
        await Assertions.Expect(visit.Page.Locator("tr.section .max")).ToHaveTextAsync(sections.Select(s => Decimals.Text(s.Applicable)));
    }

    [Fact]
    public async Task Another_units_page_is_refused_to_a_liaison_with_the_reason()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-sijing"), Yueyang);
        await Assertions.Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("岳阳街道不是您的单位");
        await Assertions.Expect(visit.Page.Locator(".total")).ToHaveCountAsync(0);
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_leader_sees_rank_and_names_and_goes_on_to_the_next_unit()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("leader"), Yueyang, 1920, 1080);
        await Assertions.Expect(visit.Page.Locator(".rank dd")).ToContainTextAsync("暂列第");
        await Assertions.Expect(visit.Page.Locator(".who").First).ToBeVisibleAsync();
        await visit.Page.GetByText("下一家").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("永丰街道");
        Assert.EndsWith("/2022/units/yongfeng", visit.Page.Url, StringComparison.Ordinal);
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_change_of_a_score_is_on_the_liaisons_screen_at_once_and_says_why()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-yueyang"), Yueyang);
        await Assertions.Expect(visit.Page.Locator("tr[data-indicator='9.1'] .points")).ToHaveTextAsync("待评");
        await Record(new("yueyang"), "9.1", new Judged(5.5m, "案例有特色，推广成效尚不明显"));
        await Assertions.Expect(visit.Page.Locator("tr[data-indicator='9.1'] .points b")).ToHaveTextAsync("5.50");
        await Assertions.Expect(visit.Page.Locator(".total b")).ToHaveTextAsync(Decimals.Fixed(Board.Find(new("yueyang"))!.Totals.Total!.Value));
        var newest = visit.Page.Locator(".steps li").First;
        await Assertions.Expect(newest).ToContainTextAsync("9.1");
        await Assertions.Expect(newest).ToContainTextAsync("+5.50");
        await Assertions.Expect(newest).ToContainTextAsync("待评 → 5.5分");
    }

    [Fact]
    public async Task Hostile_places_and_texts_of_findings_are_shown_as_text()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-sijing"), "/2022/units/sijing");
        var findings = new Findings(
        [
            new(1, "<img src=x onerror=alert(1)>") { Where = "javascript:alert(1)" },
            new(2, "断链") { Where = "https://www.example.gov.cn/a?b=<script>" },
        ]);
        await Record(new("sijing"), "1.2", findings);
        var row = visit.Page.Locator("tr[data-indicator='1.2']");
        await Assertions.Expect(row).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Assertions.Expect(row).ToContainTextAsync("javascript:alert(1)");
        Assert.Equal(["https://www.example.gov.cn/a?b=%3Cscript%3E"], await row.Locator("a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))"));
        Assert.Equal(0, await row.Locator("img").CountAsync());
    }

    [Fact]
    public async Task The_report_card_is_downloaded_and_holds_what_the_page_shows()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-education"), "/2022/units/jiaoyuju");
        var total = await visit.Page.Locator(".total b").InnerTextAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByText("下载反馈单（PDF）").ClickAsync());
        Assert.Equal("2022-区教育局-反馈单.pdf", download.SuggestedFilename);
        using var pdf = PdfDocument.Open(await download.PathAsync());
        var text = string.Concat(pdf.GetPages().SelectMany(p => p.Text).Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains("区教育局", text, StringComparison.Ordinal);
        Assert.Contains(total, text, StringComparison.Ordinal);
        Assert.Contains("未审定，仅供核对", text, StringComparison.Ordinal);
        Assert.DoesNotContain("暂列", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_does_not_exist_is_said_in_Chinese()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("leader"), "/account");
        visit.Tolerate("404");
        await visit.Page.GotoAsync("/2022/units/nowhere");
        await Assertions.Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("没有单位“nowhere”");
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task Where_only_progress_is_open_the_score_leaves_an_open_page()
    {
        await using var own = await Portal.StartAsync();
        await using var visit = await chromium.SignedInAsAsync(own.Address, new("liaison-yueyang"), Yueyang);
        await Assertions.Expect(visit.Page.Locator(".total b")).ToBeVisibleAsync();
        await LetLiaisonsSee(own, "progress");
        await Assertions.Expect(visit.Page.Locator(".unit-progress")).ToContainTextAsync("26项指标中已评");
        await Assertions.Expect(visit.Page.Locator(".total")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("tr[data-indicator]")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByText("下载反馈单")).ToHaveCountAsync(0);
        await visit.AssertAxeCleanAsync();
    }

    private async Task Record(UnitCode unit, string indicator, Observation observation)
    {
        var edit = new Edit(Guid.NewGuid(), unit, new(indicator), Source.Office, observation, null, long.MaxValue);
        var outcomes = await portal.Services.GetRequiredService<RecordAssessments>().Run(new("reviewer-1"), "2022", [edit], stop: Stop);
        Assert.IsType<Saved>(outcomes[0]);
    }

    private static async Task LetLiaisonsSee(Portal portal, string view)
    {
        await portal.Services.GetRequiredService<Ledger>().Write(async transaction =>
        {
            var row = await transaction.Db.Cycles.SingleAsync(Stop);
            row.Settings = $$"""{"fullMarks":{},"ranksOverall":false,"liaisonsSee":"{{view}}"}""";
            row.Version = transaction.Append(PersonId.System, AuditKinds.CycleChanged, entry => (entry.Cycle, entry.After) = (row.Code, row.Settings));
            return true;
        }, Stop);
        await portal.Services.GetRequiredService<LiveScoreboards>().Reload("2022", Stop);
    }
}
