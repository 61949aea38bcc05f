using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Browser.SelfReports;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>The office's look at what a unit filed, in the drawer and across all units.</summary>
public sealed class ReviewingTests(FiledPortal filed, Chromium chromium) : IClassFixture<FiledPortal>
{
    private string Address => filed.Portal.Address;

    [Fact]
    public async Task Evidence_is_looked_at_beside_the_drawer_and_the_self_assessment_accepted_by_one_key()
    {
        await OpenDrawer.RecordAsync(filed.Portal, "reviewer-2", "yueyang", "1.1", null);
        await using var open = await OpenAsync("reviewer-1", "1.1");
        await Expect(Filed(open)).ToContainTextAsync("1.1的工作情况");
        await Expect(Filed(open).Locator(".unseen")).ToBeVisibleAsync();
        await Expect(open.Cell("yueyang", "1.1")).ToHaveClassAsync(Unseen());
        await Filed(open).GetByRole(AriaRole.Button, new() { Name = "查看照片.png" }).ClickAsync();
        var viewer = open.Page.Locator(".evidence-viewer");
        await Expect(viewer.Locator("iframe")).ToHaveAttributeAsync("sandbox", "");
        await Expect(viewer.FrameLocator("iframe").Locator("img")).ToBeVisibleAsync();
        await Expect(viewer.GetByRole(AriaRole.Button, new() { Name = "关闭材料" })).ToBeFocusedAsync();
        // axe asks every frame, and one that may run no script never answers.
        await viewer.Locator("iframe").EvaluateAsync("frame => frame.remove()");
        await open.AssertAxeCleanAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);

        await Expect(Filed(open).Locator(".seen")).ToContainTextAsync("已查看");
        await Expect(open.Cell("yueyang", "1.1")).Not.ToHaveClassAsync(Unseen());
        await Expect(Filed(open).Locator(".drawer-beside")).ToContainTextAsync("5分");
        await open.Drawer.PressAsync("Alt+Enter");
        await Expect(open.Score).ToHaveTextAsync("5分");
        await Expect(Filed(open).GetByRole(AriaRole.Button, new() { Name = "采纳自评" })).ToHaveCountAsync(0);
        Assert.Equal((new Level(1), "采纳单位自评"), (OpenDrawer.Now(filed.Portal, "yueyang", "1.1").Counted!.Observation, OpenDrawer.Now(filed.Portal, "yueyang", "1.1").Counted!.Reason));

        await open.Page.GetByLabel("材料未查看").CheckAsync();
        await Expect(open.Page.Locator("#board-table tbody tr")).ToHaveCountAsync(1);
        await using var colleague = await OpenAsync("reviewer-2", "1.1");
        await Expect(Filed(colleague).Locator(".unseen")).ToBeVisibleAsync();
        await colleague.Drawer.PressAsync("Alt+s");
        await Expect(Filed(colleague).Locator(".seen")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Claims_are_decided_notes_written_and_an_indicator_returned_from_the_drawer_and_the_unit_reads_it()
    {
        await using var liaison = await chromium.OnTheReportAsync(Address, FilingVisit.Liaison);
        await using var open = await OpenAsync("reviewer-1", "5.2");
        await open.Button("写新的口径").ClickAsync();
        await open.Drawer.GetByLabel("5.2的评分口径").FillAsync("转发上级文件不算");
        await open.AssertAxeCleanAsync();
        await open.Button("发布口径").ClickAsync();
        await Expect(open.Drawer.Locator(".drawer-notes .note")).ToContainTextAsync("转发上级文件不算");
        await open.Button("接受不涉及").ClickAsync();
        await Expect(open.Cell("yueyang", "5.2")).ToHaveTextAsync("不涉及");
        await Expect(liaison.Row("5.2")).ToContainTextAsync("已接受不涉及");
        await open.Button("不接受…").ClickAsync();
        await open.Drawer.GetByLabel("不接受不涉及的理由").FillAsync("发过两个规范性文件");
        await open.AssertAxeCleanAsync();
        await open.Button("确认不接受").ClickAsync();
        await Expect(open.Cell("yueyang", "5.2")).ToHaveTextAsync("待评");
        await Expect(liaison.Row("5.2")).ToContainTextAsync("未接受不涉及：发过两个规范性文件");
        await liaison.AssertAxeCleanAsync();

        await open.Button("退回补正…").ClickAsync();
        await open.Drawer.GetByLabel("退回补正5.2的原因").FillAsync("请补充文件目录");
        await open.Button("确认退回").ClickAsync();
        await Expect(Filed(open)).ToContainTextAsync("已退回补正：请补充文件目录");
        await liaison.StateAsync("有退回");
        // Reasons are read anew with every cell the drawer moves to.
        await open.ShowAsync("sijing", "5.2");
        await open.ShowAsync("yueyang", "5.2");
        await open.Button("退回补正…").ClickAsync();
        await Filed(open).Locator(".picks summary").ClickAsync();
        await Filed(open).Locator(".pick", new() { HasText = "请补充文件目录" }).ClickAsync();
        await Expect(open.Drawer.GetByLabel("退回补正5.2的原因")).ToHaveValueAsync("请补充文件目录");
        await open.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task One_indicator_is_read_across_all_units_and_leads_to_the_cell_on_the_board()
    {
        await using var visit = await chromium.SignedInAsAsync(Address, new("reviewer-1"), "/2022/indicators/4.1", 1920, 1080);
        var row = visit.Page.Locator("tr[data-unit=yueyang]");
        await Expect(row).ToContainTextAsync("4.1的工作情况");
        await Expect(visit.Page.Locator("tbody tr[data-unit]")).ToHaveCountAsync(50);
        await Expect(visit.Page.Locator("tr[data-unit=sijing]")).ToContainTextAsync("尚未报送");
        await visit.AssertAxeCleanAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "查看清单.pdf" }).ClickAsync();
        await Expect(visit.Page.Locator(".evidence-viewer iframe")).ToHaveAttributeAsync("title", "清单.pdf");
        await Expect(row.Locator(".unseen")).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "关闭材料" }).PressAsync("Escape");
        await Expect(visit.Page.Locator(".evidence-viewer")).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Link, new() { Name = "评分岳阳街道" }).ClickAsync();
        await Expect(visit.Page.Locator("#board-drawer h2")).ToHaveTextAsync("岳阳街道");
        await Expect(visit.Cell("yueyang", "4.1")).ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.Locator("#board-drawer").GetByRole(AriaRole.Link, new() { Name = "各单位4.1的填报与得分" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToContainTextAsync("4.1");
    }

    private static ILocator Filed(OpenDrawer open) => open.Drawer.Locator(".drawer-filed");

    private static System.Text.RegularExpressions.Regex Unseen() => new(@"\bunseen\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private Task<OpenDrawer> OpenAsync(string persona, string indicator) => OpenDrawer.AsAsync(filed.Portal, chromium, persona, "yueyang", indicator);
}
