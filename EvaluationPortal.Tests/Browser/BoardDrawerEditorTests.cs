using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>Each kind of observation has its editor in the drawer.</summary>
public sealed class BoardDrawerEditorTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_level_is_chosen_and_the_grid_shows_its_points()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.4", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.4");
        await open.Drawer.GetByRole(AriaRole.Radio, new() { Name = "部分有欠缺" }).CheckAsync();
        await Assertions.Expect(open.Drawer.Locator(".drawer-preview")).ToContainTextAsync("得3分");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "1.4")).ToHaveTextAsync("3");
        await Assertions.Expect(open.Score).ToHaveTextAsync("3分");
        await Assertions.Expect(open.Drawer.Locator("mark")).ToHaveTextAsync("部分有欠缺的，得3分");
        Assert.Equal(new Level(2), OpenDrawer.Now(portal, "sijing", "1.4").Counted!.Observation);
        await open.AssertAxeCleanAsync();
        await open.Visit.AssertNoSidewaysScrollAsync();
    }

    [Fact]
    public async Task Findings_are_added_described_and_removed()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.2", Findings.OfCount(1));
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.2");
        await Assertions.Expect(open.Drawer.Locator(".todo")).ToHaveTextAsync("待补充说明");
        await open.Drawer.GetByLabel("问题描述").FillAsync("年报附件打不开");
        await open.Button("添加问题").ClickAsync();
        await open.Drawer.GetByLabel("问题描述").Nth(1).FillAsync("栏目半年未更新");
        await open.Drawer.GetByLabel("网址或位置").Nth(1).FillAsync("https://www.example.gov.cn/zcwj");
        await open.Drawer.GetByLabel("发现日期").Nth(1).FillAsync("2022-11-20");
        await open.Button("添加问题").ClickAsync();
        await open.Button("删除问题3").ClickAsync();
        await Assertions.Expect(open.Drawer.Locator(".drawer-preview")).ToContainTextAsync("5 − 1 × 2 = 3分");
        await open.AssertAxeCleanAsync();
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "1.2")).ToHaveTextAsync("3");
        Assert.Equal(
            new Findings([new(1, "年报附件打不开"), new(2, "栏目半年未更新") { Where = "https://www.example.gov.cn/zcwj", When = new(2022, 11, 20) }]),
            OpenDrawer.Now(portal, "sijing", "1.2").Counted!.Observation);
    }

    [Fact]
    public async Task A_knock_out_takes_all_points()
    {
        await OpenDrawer.RecordAsync(portal, "bureau-finance", "sijing", "6.2", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "bureau-finance", "sijing", "6.2");
        await open.Button("添加问题").ClickAsync();
        await open.Drawer.GetByLabel("不得分情形").CheckAsync();
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "6.2")).ToHaveTextAsync("0");
        await Assertions.Expect(open.Drawer.Locator("mark")).ToHaveTextAsync("逾期或未公开的，不得分");
    }

    [Fact]
    public async Task Named_items_are_ticked()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "8.1", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "8.1");
        await open.Drawer.GetByLabel("主要领导听取汇报").CheckAsync();
        await open.Drawer.GetByLabel("分管领导第四季度研究").CheckAsync();
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "8.1")).ToHaveTextAsync("2");
        await open.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task Judged_points_want_a_reason_below_the_maximum()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "6.1", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "6.1");
        await open.Button("减0.5分").ClickAsync();
        await Assertions.Expect(open.Drawer.GetByLabel("评定分值")).ToHaveValueAsync("4.5");
        await open.SaveAsync();
        await Assertions.Expect(open.State).ToContainTextAsync("请写明理由");
        await open.Drawer.GetByLabel("理由（低于满分须写明）").FillAsync("两个领域未更新");
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "6.1")).ToHaveTextAsync("4.5");
        Assert.Equal(new Judged(4.5m, "两个领域未更新"), OpenDrawer.Now(portal, "sijing", "6.1").Counted!.Observation);
        await open.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_mark_is_read_against_the_full_mark_of_its_column_once_one_is_set()
    {
        await OpenDrawer.RecordAsync(portal, "third-party", "sijing", "3.3", null);
        await OpenDrawer.RecordAsync(portal, "third-party", "sheshan", "3.3", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "third-party", "sijing", "3.3");
        await open.Drawer.GetByLabel("满分", new() { Exact = true }).FillAsync("120");
        await open.Button("设为本列满分").ClickAsync();
        await Assertions.Expect(open.Drawer).ToContainTextAsync("本列满分已设为120分");
        await open.ShowAsync("sheshan", "3.3");
        await Assertions.Expect(open.Drawer.GetByLabel("满分", new() { Exact = true })).ToHaveValueAsync("120");
        await open.Drawer.GetByLabel("原始分").FillAsync("90");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sheshan", "3.3")).ToHaveTextAsync("1.5");
        await open.AssertAxeCleanAsync();
        await open.Button("取消本列满分").ClickAsync();
        await Assertions.Expect(open.Drawer).ToContainTextAsync("本列未设满分");
    }

    [Fact]
    public async Task A_cell_is_held_not_to_apply_and_then_pending_again()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.1", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.1");
        await open.Drawer.GetByLabel("认定为不涉及").CheckAsync();
        await open.Drawer.GetByLabel("不涉及的理由").FillAsync("本年度无此类公文");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "1.1")).ToHaveTextAsync("不涉及");
        await open.Button("恢复为待评").ClickAsync();
        await Assertions.Expect(open.Cell("sijing", "1.1")).ToHaveTextAsync("待评");
        await Assertions.Expect(open.Drawer.GetByLabel("认定为不涉及")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task What_the_portal_refuses_keeps_every_word()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "8.2", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "8.2");
        var words = new string('字', 2500);
        await open.Drawer.GetByLabel("评定分值").FillAsync("0.5");
        var reason = open.Drawer.GetByLabel("理由（低于满分须写明）");
        await reason.EvaluateAsync("field => field.removeAttribute('maxlength')");
        await reason.FillAsync(words);
        await open.SaveAsync();
        await Assertions.Expect(open.State).ToContainTextAsync("未保存（理由有2500个字符");
        await Assertions.Expect(reason).ToHaveValueAsync(words);
        await Assertions.Expect(open.Cell("sijing", "8.2")).ToHaveTextAsync("待评");
        await open.AssertAxeCleanAsync();
        await reason.FillAsync("培训签到不全");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
    }
}
