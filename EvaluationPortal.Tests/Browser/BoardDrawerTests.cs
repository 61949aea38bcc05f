using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class BoardDrawerTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_rest_of_a_column_is_filled_in_one_step()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sheshan", "9.1", new Judged(4, "案例一般"));
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "9.1");
        await open.Button("其余均得满分").ClickAsync();
        var dialog = open.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("将为49家待评单位填写满分7分");
        await Assertions.Expect(dialog).ToContainTextAsync("不填写1家，因为：已评");
        await Axe.AssertCleanAsync(dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "填写49家" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("已保存49家");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Assertions.Expect(open.Cell("sijing", "9.1")).ToHaveTextAsync("7");
        await Assertions.Expect(open.Cell("sheshan", "9.1")).ToHaveTextAsync("4");
        var board = portal.Services.GetRequiredService<LiveScoreboards>().Of(OpenDrawer.Cycle);
        Assert.Equal(49, board.Scorecards.Count(c => c.Cells[board.Cycle.IndexOf(new IndicatorCode("9.1"))].Score is Awarded { Points: 7 }));
    }

    [Fact]
    public async Task The_history_says_who_changed_what_when_and_why()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-1", "sijing", "1.4", new Level(1));
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.4", new Level(3), "复核后未见材料");
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.4");
        await open.Button("修改记录").ClickAsync();
        var newest = open.Drawer.Locator(".drawer-history li").First;
        await Assertions.Expect(newest).ToContainTextAsync("顾晓峰");
        await Assertions.Expect(newest).ToContainTextAsync("5分 → 0分");
        await Assertions.Expect(newest).ToContainTextAsync("复核后未见材料");
        await open.AssertAxeCleanAsync();
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.4", new Level(2));
        await Assertions.Expect(newest).ToContainTextAsync("0分 → 3分");
    }

    [Theory]
    [InlineData("leader", "1.4", "您的角色是区领导")]
    [InlineData("reviewer-1", "1.3", "需要的角色是第三方机构")]
    public async Task Who_may_not_score_reads_why(string persona, string indicator, string why)
    {
        await using var open = await OpenDrawer.AsAsync(portal, chromium, persona, "sijing", indicator);
        await Assertions.Expect(open.Drawer.Locator(".drawer-denied")).ToContainTextAsync(why);
        await Assertions.Expect(open.Button("保存")).ToHaveCountAsync(0);
        await Assertions.Expect(open.Drawer.Locator(".drawer-text")).ToContainTextAsync("评分内容");
        await open.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task One_indicator_is_scored_down_the_units_by_keys_alone()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "5.3", null);
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sheshan", "5.3", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "5.3");
        await open.Page.Keyboard.PressAsync("F6");
        await Assertions.Expect(open.Drawer).ToBeFocusedAsync();
        await open.Drawer.GetByRole(AriaRole.Radio, new() { Name = "5分" }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Space");
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await open.ExpectSavedAsync();
        await open.Page.Keyboard.PressAsync("Control+ArrowDown");
        await Assertions.Expect(open.Form("sheshan", "5.3").GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("ArrowDown");
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await open.ExpectSavedAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(open.Drawer).ToHaveCountAsync(0);
        await Assertions.Expect(open.Page.Locator(".board-input")).ToBeFocusedAsync();
        await Assertions.Expect(open.Cell("sijing", "5.3")).ToHaveTextAsync("5");
        await Assertions.Expect(open.Cell("sheshan", "5.3")).ToHaveTextAsync("2");
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text()
    {
        const string hostile = "<img src=x onerror=alert(1)>";
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.2", new Findings([new(1, hostile)]), hostile);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.2");
        await open.Button("修改记录").ClickAsync();
        await Assertions.Expect(open.Drawer.Locator(".drawer-history li").First).ToContainTextAsync(hostile);
        await Assertions.Expect(open.Drawer.GetByLabel("问题描述")).ToHaveValueAsync(hostile);
        Assert.Equal(0, await open.Drawer.Locator("img").CountAsync());
    }
}
