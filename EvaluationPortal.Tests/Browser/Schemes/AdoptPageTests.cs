using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes.Adoption;
using EvaluationPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Schemes;

/// <summary>The plan's table, of the year after, from paste to adopted.</summary>
public sealed class AdoptPageTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static readonly PersonId Administrator = new("administrator");

    /// <summary>Next year's table, with other words in some criteria, so that there is something to look at.</summary>
    private static readonly string NextYear = PlanTable.AsTabbed().Replace(PlanTable.Title, "2023年松江区政务公开考核评估表", StringComparison.Ordinal)
        .Replace("根据第三方评估得分折算", "按第三方评估得分折算", StringComparison.Ordinal).Replace("个别错链", "少量错链", StringComparison.Ordinal)
        .Replace("缺1项", "每缺1项", StringComparison.Ordinal).Replace("有得2分;要素", "已公开得2分;要素", StringComparison.Ordinal);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pasted_table_is_read_corrected_tried_and_adopted()
    {
        await using var visit = await OpenAsync();
        var page = visit.Page;
        await visit.AssertAxeCleanAsync();
        await Box(page).FillAsync(NextYear);
        await ReadAsync(page);
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(26);
        await Expect(page.GetByLabel("代码", new() { Exact = true })).ToHaveValueAsync("songjiang-2023");
        await AdoptButton(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有采用：还有");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();

        await Row(page, "7.2").GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();
        await page.GetByLabel("第1档情形").FillAsync("关联对应");
        await Expect(Row(page, "7.2").Locator(".rule")).ToContainTextAsync("3分：关联对应");
        await page.GetByLabel("第1档得分").FillAsync("2");
        await Expect(Row(page, "7.2")).ToContainTextAsync("第1档分值：第一档应等于分值3分，现为2分");
        await page.GetByLabel("第1档得分").FillAsync("3");
        await Expect(Row(page, "7.2").Locator(".trial")).ToContainTextAsync("认定为“关联对应”");
        await page.GetByLabel("像在评分汇总表里一样填一个").FillAsync("1");
        await Expect(Row(page, "7.2").Locator(".trial")).ToContainTextAsync("没有得1分的档次。只能填3、2、0分");
        await visit.AssertAxeCleanAsync();
        await Row(page, "7.2").GetByRole(AriaRole.Button, new() { Name = "收起" }).ClickAsync();

        await Row(page, "8.1").GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();
        await page.GetByLabel("规则种类").SelectOptionAsync("judgement");
        await page.GetByLabel("评定的条文").FillAsync("有，得3分");
        await page.GetByLabel("每档分值", new() { Exact = true }).FillAsync("0.5");
        await Expect(Row(page, "8.1").Locator(".rule")).ToContainTextAsync("0至3分，每0.5分一档");
        await visit.AssertAxeCleanAsync();

        await Expect(page.Locator("[data-change='7.2'] select")).ToHaveValueAsync("7.2");
        await page.Locator("[data-change='9.1'] select").First.SelectOptionAsync("");
        await Expect(page.Locator("[data-change='1.1']")).ToContainTextAsync("无变化");
        await Expect(page.Locator("[data-change='3.1']")).ToContainTextAsync("评分标准有改动；规则有改动");

        await ConfirmAllAsync(page);
        await Expect(page.GetByText("已全部核对，可以采用。")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await AdoptButton(page).ClickAsync();
        await Expect(page.GetByText("已采用，并记入审计记录。")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "返回列表" }).ClickAsync();
        await Expect(page.Locator("[data-scheme]").First).ToContainTextAsync("2023年松江区政务公开考核评估表");
        await Expect(page.Locator("[data-scheme]").First).ToContainTextAsync("尚未使用");
        await visit.AssertAxeCleanAsync();

        var adopted = (await portal.Services.GetRequiredService<ReadSchemes>().Adopted(Administrator, Stop))[0].Scheme;
        Assert.Equal("关联对应", Assert.IsType<Tiers>(adopted.Find(new IndicatorCode("7.2"))!.Rule).Levels[0].Label);
        Assert.IsType<Judgement>(adopted.Find(new IndicatorCode("8.1"))!.Rule);
        Assert.Equal(("songjiang-2022", new IndicatorCode("1.1"), (IndicatorCode?)null), (adopted.Previous, adopted.Indicators[0].Continues, adopted.Indicators[^1].Continues));
        await using var db = portal.Services.GetRequiredService<PortalDatabase>().Open();
        Assert.Equal("administrator", (await db.Audit.AsNoTracking().SingleAsync(e => e.Kind == AuditKinds.SchemeAdopted, Stop)).By);
    }

    [Fact]
    public async Task A_spreadsheet_and_a_table_from_Word_come_into_the_box_as_text()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByLabel("或上传电子表格（.xlsx）").SetInputFilesAsync(new FilePayload { Name = "考核表.xlsx", MimeType = "application/octet-stream", Buffer = PlanTable.AsWorkbook() });
        await Expect(visit.Page.GetByText("已读入考核表.xlsx，请核对后点“识别”。")).ToBeVisibleAsync();
        await ReadAsync(visit.Page);
        await Expect(visit.Page.Locator("[data-row]")).ToHaveCountAsync(26);

        await Box(visit.Page).FillAsync("");
        await visit.Page.EvaluateAsync(
            "html => { const data = new DataTransfer(); data.setData('text/html', html); document.querySelector('[data-table]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }",
            PlanTable.AsHtml());
        await Expect(visit.Page.GetByText("已读入粘贴的表格，请核对后点“识别”。")).ToBeVisibleAsync();
        Assert.Contains("公文公开", await Box(visit.Page).InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_says_where_and_what_to_do()
    {
        await using var visit = await OpenAsync();
        visit.Tolerate("422");
        await visit.Page.GetByLabel("或上传电子表格（.xlsx）").SetInputFilesAsync(new FilePayload { Name = "假.xlsx", MimeType = "application/octet-stream", Buffer = new byte[100] });
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("不是完好的.xlsx文件");
        await visit.AssertAxeCleanAsync();
        await Box(visit.Page).FillAsync(string.Join('\t', PlanTable.Heads) + "\n基础工作\t1.1\t甲\t内容\t完成得5分\t五分");
        await ReadAsync(visit.Page);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("第2行第6列（分值）写作“五分”");
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task What_was_typed_is_there_after_the_page_was_lost()
    {
        await using var visit = await OpenAsync();
        await Box(visit.Page).FillAsync(NextYear);
        await ReadAsync(visit.Page);
        await Row(visit.Page, "8.1").GetByRole(AriaRole.Button, new() { Name = "核对无误" }).ClickAsync();
        await Expect(Row(visit.Page, "8.1").Locator(".doubt")).ToHaveCountAsync(0);
        await Row(visit.Page, "5.2").GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();
        await visit.Page.GetByLabel("简称", new() { Exact = true }).FillAsync("征求意见");

        await visit.Page.ReloadAsync();
        await visit.LiveAsync();
        await Expect(visit.Page.Locator("[data-row]")).ToHaveCountAsync(26);
        await Expect(Row(visit.Page, "8.1").Locator(".doubt")).ToHaveCountAsync(0);
        await Row(visit.Page, "5.2").GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("简称", new() { Exact = true })).ToHaveValueAsync("征求意见");
        Assert.Contains("公文公开", await Box(visit.Page).InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_manage_cycles_sees_neither_page_nor_link()
    {
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.SignInAsAsync(new("reviewer-1"), "/schemes/new");
        await Expect(visit.Page.GetByText("没有权限")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "考核评估表" })).ToHaveCountAsync(0);
        await visit.AssertAxeCleanAsync();
    }

    private async Task<Visit> OpenAsync()
    {
        var visit = await chromium.OpenAsync(portal.Address);
        await visit.SignInAsAsync(Administrator, "/schemes/new");
        return visit;
    }

    private static async Task ReadAsync(IPage page) => await page.GetByRole(AriaRole.Button, new() { Name = "识别" }).ClickAsync();

    private static async Task ConfirmAllAsync(IPage page)
    {
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "核对无误" });
        for (var left = await confirm.CountAsync(); left > 0; left--)
        {
            await confirm.First.ClickAsync();
            await Expect(confirm).ToHaveCountAsync(left - 1);
        }
    }

    private static ILocator Box(IPage page) => page.GetByLabel("粘贴表格（连同表头）");

    private static ILocator Row(IPage page, string code) => page.Locator($"[data-row='{code}']");

    private static ILocator AdoptButton(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "采用这张表" });
}
