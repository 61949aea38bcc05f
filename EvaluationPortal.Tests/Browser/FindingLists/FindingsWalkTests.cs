using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Tests.Workflow;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.FindingLists;

/// <summary>问题清单 and 日常记录, as the office and a liaison live with them.</summary>
public sealed class FindingsWalkTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_finding_is_dated_reported_given_back_and_closed_live_on_both_sides()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "yueyang", "1.2", new Findings([new(1, "年报附件打不开") { FoundBy = "顾晓峰" }, new(2, "同一附件") { SameAs = 1 }, new(3, "待核实") { Confirmed = false }]));
        await using var office = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), "/2022/findings", 1920, 1080);
        await using var liaison = await chromium.SignedInAsAsync(portal.Address, new("liaison-yueyang"), "/2022/units/yueyang/findings");
        await office.Page.GetByRole(AriaRole.Combobox, new() { Name = "单位" }).SelectOptionAsync("岳阳街道");
        await office.Page.GetByRole(AriaRole.Combobox, new() { Name = "指标" }).SelectOptionAsync("1.2");
        var seen = Row(office);
        await Expect(seen).ToContainTextAsync("顾晓峰");
        await Expect(seen).ToContainTextAsync("合并计一次");
        await office.Page.GetByLabel("选择岳阳街道 1.2第1号").CheckAsync();
        await office.Page.GetByLabel("整改期限").FillAsync("2099-12-31");
        await Button(office, "设为选中1条的期限").ClickAsync();

        var own = Row(liaison);
        await Expect(own).ToContainTextAsync("2099-12-31");
        await Expect(liaison.Page.Locator(".findings")).Not.ToContainTextAsync("顾晓峰");
        await Expect(liaison.Page.Locator("tr.unconfirmed")).ToContainTextAsync("待确认");
        await using var waiting = await office.AnotherTabAsync();
        await using var asked = await liaison.AnotherTabAsync();
        foreach (var visit in (Visit[])[waiting, asked]) await visit.Page.GotoAsync($"{portal.Address}/");
        var todo = asked.Page.Locator(".todos li", new() { HasText = "整改1个问题" }).Filter(new() { HasText = "1.2" });
        await Expect(todo).ToBeVisibleAsync();
        await Expect(waiting.Page.Locator(".todos")).ToContainTextAsync("评分：");
        await Expect(waiting.Page.Locator(".todos")).Not.ToContainTextAsync("报告已整改的问题");
        await ReportAsync(liaison, "已更换附件", "整改后.pdf", "核对表.pdf", "多传的.pdf");
        await Expect(waiting.Page.Locator(".todos")).ToContainTextAsync("核对1个单位报告已整改的问题");
        await Expect(todo).ToHaveCountAsync(0);
        await Expect(seen).ToContainTextAsync("已整改待核");
        await Expect(seen).ToContainTextAsync("已更换附件");
        await Expect(seen.GetByRole(AriaRole.Link, new() { Name = "1.2第1号整改的附件" })).ToHaveTextAsync(["附件1", "附件2"]);

        await Button(office, "退回整改").ClickAsync();
        await office.Page.GetByLabel("退回整改的原因").FillAsync("附件仍打不开");
        await Button(office, "确认退回").ClickAsync();
        await Expect(own).ToContainTextAsync("退回整改：附件仍打不开");
        await Expect(todo).ToBeVisibleAsync();
        await ReportAsync(liaison, "已重新上传");
        await Button(office, "销号").ClickAsync();
        await Expect(own.Locator(".mark")).ToHaveTextAsync("已销号");
        Assert.Equal(4m, OpenDrawer.Now(portal, "yueyang", "1.2").Score.PointsOrZero);

        foreach (var visit in (Visit[])[office, liaison, waiting, asked])
        {
            await visit.AssertAxeCleanAsync();
            await visit.AssertNoSidewaysScrollAsync();
        }
        using var sheet = PdfDocument.Open(await liaison.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Equal((842, 595), ((int)Math.Round(sheet.GetPage(1).Width), (int)Math.Round(sheet.GetPage(1).Height)));
    }

    [Fact]
    public async Task A_record_is_typed_as_a_line_drawn_into_a_cell_in_one_click_and_says_where()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.2", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.2");
        await Expect(open.Drawer).ToContainTextAsync("没有尚未取用的日常记录");
        await using var records = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), "/records");
        var line = records.Page.Locator("tr.entry");
        await line.GetByLabel("单位").SelectOptionAsync("泗泾镇");
        await line.GetByLabel("日期").FillAsync("2022-03-04");
        await line.GetByLabel("来源").FillAsync("巡查");
        await line.GetByLabel("事实").FillAsync("首页有死链");
        await line.Locator("summary").ClickAsync();
        await line.Locator("[data-choose]").SetInputFilesAsync([Payload("签到表.pdf"), Payload("照片.pdf"), Payload("误传.pdf")]);
        await Expect(line.Locator("summary")).ToHaveTextAsync("附件：已附3个");
        await line.GetByRole(AriaRole.Button, new() { Name = "不附误传.pdf" }).ClickAsync();
        await Expect(line.Locator("summary")).ToHaveTextAsync("附件：已附2个");
        await records.AssertAxeCleanAsync();
        await using var colleague = await chromium.SignedInAsAsync(portal.Address, new("reviewer-2"), "/records");
        var theirs = colleague.Page.Locator("tbody tr:not(.entry)");
        await Expect(theirs).ToHaveCountAsync(0);
        await line.GetByLabel("事实").PressAsync("Enter");
        await Expect(theirs).ToContainTextAsync("首页有死链");
        await Expect(theirs.GetByRole(AriaRole.Link, new() { Name = "首页有死链的附件" })).ToHaveTextAsync(["附件1", "附件2"]);
        var written = records.Page.Locator("tbody tr:not(.entry)");
        await Expect(written).ToContainTextAsync("首页有死链");
        await Expect(line.GetByLabel("事实")).ToHaveValueAsync("");
        await Expect(line.GetByLabel("事实")).ToBeFocusedAsync();
        await records.AssertAxeCleanAsync();
        await records.AssertNoSidewaysScrollAsync();

        await open.ShowAsync("yueyang", "1.2");
        await open.ShowAsync("sijing", "1.2");
        await open.Button("取为问题：首页有死链").ClickAsync();
        await Expect(open.Cell("sijing", "1.2")).ToHaveTextAsync("4");
        await Expect(open.Drawer.GetByLabel("问题描述")).ToHaveValueAsync("首页有死链");
        await Expect(open.Drawer.GetByLabel("来源或发现人")).ToHaveValueAsync("巡查");
        await Expect(open.Drawer).ToContainTextAsync("没有尚未取用的日常记录");
        await open.AssertAxeCleanAsync();

        await Expect(theirs).ToContainTextAsync("已取用：2022 1.2");
        await Expect(written).ToContainTextAsync("已取用：2022 1.2");
        await Button(records, "撤回：首页有死链").ClickAsync();
        await records.Page.GetByLabel("撤回的原因").FillAsync("登记有误");
        await Button(records, "确认撤回").ClickAsync();
        await Expect(written).ToContainTextAsync("已撤回：登记有误");
        await Expect(theirs).ToContainTextAsync("已撤回：登记有误");
    }

    [Fact]
    public async Task Two_findings_that_are_the_same_fact_are_merged_in_the_drawer_and_parted_again()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "jiuting", "1.2", new Findings([new(1, "死链") { FoundBy = "第三方" }, new(2, "首页链接打不开") { FoundBy = "网上核查" }]));
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "jiuting", "1.2");
        await open.Drawer.GetByLabel("合并计数").Nth(1).SelectOptionAsync("1");
        await Expect(open.Drawer.Locator(".drawer-preview")).ToContainTextAsync("其中2条记录合并计为1个问题");
        await open.Drawer.Locator("[data-choose]").SetInputFilesAsync([Payload("截图一.pdf"), Payload("截图二.pdf"), Payload("截图三.pdf")]);
        var picks = open.Drawer.GetByRole(AriaRole.Group, new() { Name = "截图或文件" }).First.GetByRole(AriaRole.Checkbox);
        await Expect(picks).ToHaveCountAsync(3);
        foreach (var at in (int[])[0, 1, 2]) await picks.Nth(at).CheckAsync();
        await picks.Nth(1).UncheckAsync();
        await open.AssertAxeCleanAsync();
        // A draft like any other field.
        await open.ShowAsync("yueyang", "1.2");
        await open.ShowAsync("jiuting", "1.2");
        await Expect(picks.Nth(0)).ToBeCheckedAsync();
        await Expect(picks.Nth(1)).Not.ToBeCheckedAsync();
        await Expect(picks.Nth(2)).ToBeCheckedAsync();
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Expect(open.Cell("jiuting", "1.2")).ToHaveTextAsync("4");
        var files = ((Findings)OpenDrawer.Now(portal, "jiuting", "1.2").Counted!.Observation!).List[0].Files;
        Assert.Equal(2, files.All.Length);
        await open.Drawer.GetByLabel("合并计数").SelectOptionAsync("");
        await open.SaveAsync();
        await Expect(open.Cell("jiuting", "1.2")).ToHaveTextAsync("3");
        Assert.Equal(new Findings([new(1, "死链") { FoundBy = "第三方", Files = files }, new(2, "首页链接打不开") { FoundBy = "网上核查" }]), OpenDrawer.Now(portal, "jiuting", "1.2").Counted!.Observation);
    }

    /// <summary>Each name has a content of its own: the same content in the same place is one file.</summary>
    private static FilePayload Payload(string name) => new() { Name = name, MimeType = "application/pdf", Buffer = EvidenceDesk.Pdf(string.Join('-', name.Select(c => (int)c))) };

    private static ILocator Row(Visit visit) => visit.Page.Locator(".findings tbody tr", new() { HasText = "年报附件打不开" });

    private static ILocator Button(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <param name="files">Uploaded; all but the third are attached.</param>
    private static async Task ReportAsync(Visit liaison, string said, params string[] files)
    {
        await Row(liaison).GetByRole(AriaRole.Button, new() { Name = "报告整改" }).ClickAsync();
        await Row(liaison).GetByLabel("整改情况").FillAsync(said);
        if (files.Length > 0)
        {
            await Row(liaison).Locator("[data-choose]").SetInputFilesAsync(files.Select(Payload));
            foreach (var file in files) await Expect(Row(liaison).GetByRole(AriaRole.Checkbox, new() { Name = file })).ToBeCheckedAsync();
            foreach (var file in files.Skip(2)) await Row(liaison).GetByRole(AriaRole.Checkbox, new() { Name = file }).UncheckAsync();
            await liaison.AssertAxeCleanAsync();
        }
        await Row(liaison).GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(Row(liaison).Locator(".mark")).ToHaveTextAsync("已整改待核");
    }
}
