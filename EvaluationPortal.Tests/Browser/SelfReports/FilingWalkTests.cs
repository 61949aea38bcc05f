using System.Text;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Tests.Workflow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.SelfReports;

/// <summary>A self-report's way, as the people on it walk it.</summary>
public sealed partial class FilingWalkTests(Chromium chromium) : IAsyncLifetime
{
    private Portal _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_self_report_is_written_checked_filed_returned_and_filed_again()
    {
        await using var liaison = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Liaison);
        await liaison.StateAsync("填报中");
        await Expect(liaison.Page.Locator(".official tbody tr[data-row]")).ToHaveCountAsync(26);
        await Expect(liaison.Row("1.3")).ToContainTextAsync("无需填报，由第三方机构评定");
        await liaison.AssertAxeCleanAsync();
        await FillOneByOneAsync(liaison);
        await FillTheRestAsync();
        var files = liaison.Page.GetByRole(AriaRole.Region, new() { Name = "1.1佐证材料" });
        await files.Locator("[data-choose]").SetInputFilesAsync(new FilePayload { Name = "认定清单.pdf", MimeType = "application/pdf", Buffer = EvidenceDesk.Pdf("walked") });
        await Expect(files.GetByRole(AriaRole.Link, new() { Name = "认定清单.pdf" }).First).ToBeVisibleAsync();
        await Expect(liaison.Row("1.1").Locator(".files")).ToContainTextAsync("认定清单.pdf");
        await Expect(liaison.Page.Locator(".progress")).ToContainTextAsync("14 / 14项已填好");
        await liaison.AssertAxeCleanAsync();

        await liaison.Button("送审").ClickAsync();
        await liaison.StateAsync("待审核");
        await Expect(liaison.Area("1.1")).ToHaveAttributeAsync("readonly", "");
        await Expect(files.Locator("[data-choose]")).ToHaveCountAsync(0);
        await liaison.AssertAxeCleanAsync();

        await using var leader = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Leader, 1920, 1080);
        await leader.Page.GetByLabel("退回修改的原因").FillAsync("1.1的链接少了");
        await leader.Button("退回修改").ClickAsync();
        await liaison.StateAsync("填报中");
        await Expect(liaison.Page.Locator(".sent-back")).ToHaveTextAsync("审核人退回修改：1.1的链接少了");
        await liaison.TypeAsync("1.1", "\nhttps://www.songjiang.gov.cn/c", "links");
        await liaison.AllSavedAsync();
        await liaison.Button("送审").ClickAsync();
        await leader.StateAsync("待审核");
        await Expect(leader.Row("1.1")).ToContainTextAsync("https://www.songjiang.gov.cn/c");
        await leader.AssertAxeCleanAsync();
        await leader.Button("报送").ClickAsync();
        await liaison.StateAsync("已报送");
        await leader.AssertAxeCleanAsync();

        await using var reviewer = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Reviewer);
        await Expect(reviewer.Page.Locator(".head .version")).ToHaveTextAsync(FirstVersion());
        await Expect(reviewer.Row("1.1")).ToContainTextAsync("开展了属性认定");
        var download = await reviewer.Page.RunAndWaitForDownloadAsync(() => reviewer.Row("1.1").GetByRole(AriaRole.Link, new() { Name = "认定清单.pdf" }).ClickAsync());
        Assert.Equal(EvidenceDesk.Pdf("walked"), await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "退回补正1.1" }).ClickAsync();
        await reviewer.Page.GetByLabel("退回补正1.1的原因").FillAsync("第三个链接打不开");
        await reviewer.AssertAxeCleanAsync();
        await reviewer.Button("确认退回").ClickAsync();
        await reviewer.StateAsync("有退回");
        await reviewer.AssertAxeCleanAsync();

        await liaison.StateAsync("有退回");
        await Expect(liaison.Row("1.1").Locator(".returned")).ToContainTextAsync("退回补正：第三个链接打不开");
        await Expect(liaison.Page.GetByRole(AriaRole.Button, new() { Name = "查看1.4" })).ToBeVisibleAsync();
        await liaison.Area("1.1", "links").FillAsync("https://www.songjiang.gov.cn/d");
        await liaison.AllSavedAsync();
        await liaison.AssertAxeCleanAsync();
        await liaison.Button("送审").ClickAsync();
        await leader.StateAsync("待审核");
        await leader.Button("报送").ClickAsync();
        await reviewer.StateAsync("已报送");
        await Expect(reviewer.Row("1.1")).ToContainTextAsync("https://www.songjiang.gov.cn/d");
        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "第1版" }).ClickAsync();
        await Expect(reviewer.Row("1.1")).ToContainTextAsync("https://www.songjiang.gov.cn/c");
        await reviewer.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_colleagues_typing_appears_and_a_clash_shows_both_texts()
    {
        await using var wire = new Wire(() => _portal.Address);
        await using var first = await chromium.OnTheReportAsync(wire.Address, FilingVisit.Liaison);
        first.ExpectACut();
        await using var second = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Second);
        await first.EditAsync("5.1");
        await second.EditAsync("5.1");
        await first.TypeAsync("5.1", "第一人先写");
        await second.ShowsAsync("5.1", "第一人先写");

        // Somebody types beside a field that another person types into: it is never touched.
        await second.TypeAsync("5.1", "https://b.example/", "links");
        await first.ShowsAsync("5.1", "https://b.example/", "links");
        await first.Area("5.1").FocusAsync();
        await second.TypeAsync("5.1", "，第二人接着写");
        await first.ShowsAsync("5.1", "第一人先写，第二人接着写");

        wire.Cut();
        await first.TypeAsync("5.1", "甲");
        await second.TypeAsync("5.1", "乙");
        await second.AllSavedAsync();
        wire.Mend();
        string[] both = ["第一人先写，第二人接着写乙", "第一人先写，第二人接着写甲"];
        await Expect(first.Note("5.1").Locator("blockquote")).ToHaveTextAsync(both, new() { Timeout = 30_000 });
        await Expect(first.Row("5.1")).ToHaveAttributeAsync("data-unsettled", "conflict");
        await first.AssertAxeCleanAsync();
        await second.ShowsAsync("5.1", both[0]);

        await first.Page.ReloadAsync();
        await first.EditAsync("5.1");
        await Expect(first.Note("5.1").Locator("blockquote")).ToHaveTextAsync(both);
        await first.Note("5.1").GetByRole(AriaRole.Button, new() { Name = "合并两份" }).ClickAsync();
        await second.ShowsAsync("5.1", string.Join('\n', both));
        await first.AllSavedAsync();
        await second.AllSavedAsync();
    }

    [Fact]
    public async Task Five_links_are_pasted_as_five_and_a_list_comes_from_a_spreadsheet()
    {
        await using var liaison = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Liaison);
        await liaison.EditAsync("2.3");
        await liaison.Area("2.3", "links").FillAsync(string.Join('\n', Enumerable.Range(1, 5).Select(n => $"https://www.songjiang.gov.cn/{n}")));
        await Expect(liaison.Row("2.3").Locator(".links a")).ToHaveCountAsync(5);
        await liaison.Field("2.3", "rows").Locator("input").First.EvaluateAsync("""
            input => {
                const transfer = new DataTransfer();
                transfer.setData('text/plain', '松府〔2022〕1号\t通知一\t依申请公开\t主动公开\thttps://a.example/1\r\n松府〔2022〕2号\t通知二\t不予公开\t主动公开\thttps://a.example/2\r\n');
                input.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: transfer }));
            }
            """);
        await Expect(liaison.Row("2.3").Locator(".listed tbody tr")).ToHaveCountAsync(2);
        await Expect(liaison.Field("2.3", "rows").Locator("tbody tr")).ToHaveCountAsync(3);
        await liaison.Page.ReloadAsync();
        await liaison.EditAsync("2.3");
        await Expect(liaison.Page.GetByLabel("第2行标题")).ToHaveValueAsync("通知二");
        await liaison.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task What_the_server_refuses_stays_in_the_browser_and_says_why()
    {
        await using var liaison = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Liaison);
        await liaison.EditAsync("1.4");
        await liaison.Area("1.4").FillAsync(new('字', 5001));
        await Expect(liaison.SaveState()).ToContainTextAsync("1处未保存（填报说明有5001个字符，最多5000个。）");
        await Expect(liaison.Note("1.4")).ToContainTextAsync("您输入的内容保存在本机");
        await liaison.AssertAxeCleanAsync();
        await liaison.Button("送审").ClickAsync();
        await Expect(liaison.Page.Locator(".head .portal-fault")).ToContainTextAsync("还有1处没有保存");
        await liaison.Page.ReloadAsync();
        await liaison.EditAsync("1.4");
        await liaison.ShowsAsync("1.4", new('字', 5001));
        await liaison.Area("1.4").FillAsync(new('字', 5000));
        await liaison.AllSavedAsync();
    }

    [Fact]
    public async Task It_prints_on_A4_landscape_with_places_for_signatures_and_stamp()
    {
        await FillTheRestAsync();
        await using var liaison = await chromium.OnTheReportAsync(_portal.Address, FilingVisit.Liaison);
        using var pdf = PdfDocument.Open(await liaison.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        Assert.All(pdf.GetPages(), page => Assert.Equal((842, 595), (Math.Round(page.Width), Math.Round(page.Height))));
        var text = string.Concat(pdf.GetPages().Select(page => page.Text)).Normalize(NormalizationForm.FormKC);
        foreach (var part in (string[])["填报人(签字)", "审核人(签字)", "单位(盖章)", "9.1的填报说明", "岳阳街道"]) Assert.Matches(Printed(part), text);
        Assert.DoesNotMatch(Printed("送审"), text);
    }

    /// <summary>As the browser prints it: for some characters it writes their radicals, which NFKC does not bring back.</summary>
    private static string Printed(string text) => string.Concat(text.Select(c => c >= '\u2E80' ? $"[{c}\u2E80-\u2EFF]" : Regex.Escape($"{c}")));

    /// <summary>One of each kind of editor by hand.</summary>
    private static async Task FillOneByOneAsync(Visit liaison)
    {
        await liaison.EditAsync("1.1");
        await liaison.TypeAsync("1.1", "开展了属性认定");
        await liaison.Area("1.1", "links").FillAsync("https://www.songjiang.gov.cn/a\nhttps://www.songjiang.gov.cn/b");
        await liaison.Field("1.1", "assessment").GetByRole(AriaRole.Radio, new() { Name = "5分 完成此项工作" }).CheckAsync();
        await liaison.EditAsync("9.1");
        await liaison.Field("9.1", "assessment").Locator("[data-part=points]").SelectOptionAsync("5.5");
        await Expect(liaison.Row("9.1")).ToContainTextAsync("缺少理由");
        await liaison.Field("9.1", "assessment").Locator("[data-part=reason]").FillAsync("两个案例");
        await liaison.TypeAsync("9.1", "案例一、案例二");
        await Expect(liaison.Row("9.1").Locator(".own")).ToHaveTextAsync("5.5分");
        await liaison.EditAsync("8.1");
        await liaison.Field("8.1", "assessment").Locator("[data-item]").First.CheckAsync();
        await liaison.TypeAsync("8.1", "会议记录见附件");
        await Expect(liaison.Row("8.1").Locator(".own")).ToHaveTextAsync("2.5分");
        await liaison.EditAsync("2.2");
        await liaison.Field("2.2", "claim").Locator("select").SelectOptionAsync("zeroReport");
        await liaison.Field("2.2", "claim").Locator("textarea").FillAsync("全年没有投诉举报");
        await Expect(liaison.Row("2.2").Locator(".own")).ToHaveTextAsync("零报告");
        await liaison.AllSavedAsync();
    }

    /// <summary>What is not filled in yet: a text and the best level.</summary>
    private async Task FillTheRestAsync()
    {
        var services = _portal.Services;
        var view = (await services.GetRequiredService<ReadSelfReport>().Run(new(FilingVisit.Liaison), "2022", new("yueyang"), stop: TestContext.Current.CancellationToken))!;
        var edits = view.Content!.Filings.Where(f => f.Want is not null).SelectMany(f => (DraftEdit[])
        [
            new(Guid.NewGuid(), f.Indicator.Code.Value, nameof(DraftField.Text), $"{f.Indicator.Code}的填报说明", 0),
            new(Guid.NewGuid(), f.Indicator.Code.Value, nameof(DraftField.Assessment), f.Indicator.Rule.Form is Core.Scoring.LevelForm ? "{\"level\":1}" : f.Indicator.Rule.Form is Core.Scoring.FindingsForm ? "{\"findings\":[]}" : $"{{\"points\":{f.Indicator.MaxPoints},\"reason\":\"\"}}", 0),
        ]).ToList();
        Assert.All(await services.GetRequiredService<SaveDrafts>().Run(new(FilingVisit.Liaison), "2022", new("yueyang"), edits, TestContext.Current.CancellationToken), o => Assert.Equal("saved", o.State));
    }

    [GeneratedRegex("^第1版 · .*报送 · 校验码[0-9a-f]{12}$", RegexOptions.None, 1000)]
    private static partial Regex FirstVersion();
}
