using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>Nothing typed goes nowhere or elsewhere: clicks beside the cells, filters, late answers, editors left and reopened.</summary>
public sealed class BoardFocusTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_click_beside_the_cells_does_not_take_the_keys_away()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        foreach (var place in (string[])["thead th[data-indicator='1.2']", "tr[data-unit=sijing] td.total", "tfoot tr:last-child td:last-child", ".formula"])
        {
            await visit.GoToAsync("sheshan", "5.1");
            await visit.Page.Locator(place).ClickAsync();
            await visit.TypeAsync("4");
            await Expect(visit.Page.Locator(".board-input.editing")).ToHaveValueAsync("4");
            Assert.Equal(("sheshan", "5.1"), await visit.ActiveAsync());
            await visit.PressAsync("Escape");
        }
        await visit.SavedAsync();
    }

    [Fact]
    public async Task A_filter_of_columns_takes_no_mark_to_another_cell_and_flashes_none()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.EnterAsync("sheshan", "5.2", "7");
        await Expect(visit.Cell("sheshan", "5.2")).ToHaveAttributeAsync("data-state", "failed");
        await visit.Page.EvaluateAsync("""
            () => {
                window.flashed = 0;
                new MutationObserver(changes => window.flashed += changes.length).observe(document.querySelector('tbody'), { subtree: true, attributeFilter: ['data-flash'] });
            }
            """);
        var mine = visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "我的指标" });
        foreach (var columns in new[] { 18, 26 })
        {
            await mine.ClickAsync();
            await Expect(visit.Page.Locator("thead th[data-indicator]")).ToHaveCountAsync(columns);
            await Expect(visit.Page.Locator("td[data-typed]")).ToHaveCountAsync(1);
            await Expect(visit.Cell("sheshan", "5.2")).ToHaveAttributeAsync("data-typed", "7");
        }
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("window.flashed"));
        await visit.GoToAsync("sheshan", "5.2");
        await visit.PressAsync("Alt+2");
        await visit.SavedAsync();
    }

    [Fact]
    public async Task Who_types_on_before_a_reason_is_asked_for_is_not_moved_back()
    {
        await using var slow = new Wire(() => portal.Address, TimeSpan.FromMilliseconds(300));
        await using var visit = await chromium.OnTheBoardAsync(slow.Address, "reviewer-1");
        await visit.EnterAsync("yueyang", "9.1", "5.5");
        await visit.PressAsync("ArrowRight", "ArrowLeft");
        var here = await visit.ActiveAsync();
        await Expect(visit.Cell("yueyang", "9.1")).ToHaveAttributeAsync("data-state", "reason");
        Assert.Equal(here, await visit.ActiveAsync());
        await visit.GoToAsync("yueyang", "9.1");
        await Expect(visit.Note()).ToContainTextAsync("理由");
        await visit.PressAsync("F2");
        await visit.TypeAsync(" 案例一般");
        await visit.PressAsync("Enter");
        await visit.SavedAsync();
        await visit.ShowsAsync("yueyang", "9.1", "5.5");
    }

    [Fact]
    public async Task A_value_corrected_before_the_first_was_refused_leaves_no_mark()
    {
        await using var slow = new Wire(() => portal.Address, TimeSpan.FromMilliseconds(300));
        await using var visit = await chromium.OnTheBoardAsync(slow.Address, "reviewer-1");
        await visit.EnterAsync("yongfeng", "5.1", "7");
        await visit.PressAsync("ArrowUp");
        await visit.TypeAsync("4");
        await visit.PressAsync("Enter");
        await visit.ShowsAsync("yongfeng", "5.1", "4");
        await visit.SavedAsync();
        await Expect(visit.Page.Locator("td[data-typed]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Escape_over_a_conflict_brings_the_conflict_back()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("fangsong", "5.1");
        await visit.TypeAsync("4");
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "fangsong", "5.1", new Level(3));
        await visit.ShowsAsync("fangsong", "5.1", "0");
        await visit.PressAsync("Enter", "ArrowUp");
        await Expect(visit.Note()).ToContainTextAsync("您输入的是 4");
        await visit.PressAsync("F2");
        await visit.TypeAsync("4");
        await Expect(visit.Page.Locator(".board-input.editing")).ToHaveValueAsync("44");
        await visit.PressAsync("Escape");
        await Expect(visit.Note()).ToContainTextAsync("您输入的是 4");
        await visit.PressAsync("Alt+2");
        await visit.SavedAsync();
        await visit.ShowsAsync("fangsong", "5.1", "0");
    }

    [Fact]
    public async Task Looking_into_a_cell_and_at_its_levels_changes_and_stores_nothing()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "guangfulin", "5.1", new Level(2));
        var version = OpenDrawer.Now(portal, "guangfulin", "5.1").Version;
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("guangfulin", "5.1");
        foreach (var key in new[] { "F2", "Alt+ArrowDown" })
        {
            await visit.PressAsync(key);
            await Expect(visit.Page.Locator(".board-input.editing")).ToHaveCountAsync(1);
            await visit.SavedAsync();
            await visit.Page.ReloadAsync();
            await visit.BoardReadyAsync();
            await Expect(visit.Page.Locator(".board-input.editing")).ToHaveCountAsync(0);
            await visit.GoToAsync("guangfulin", "5.1");
            await visit.PressAsync(key);
            await visit.GoToAsync("fangsong", "5.2");
            await visit.GoToAsync("guangfulin", "5.1");
        }
        await visit.ShowsAsync("guangfulin", "5.1", "4");
        await visit.PressAsync("Alt+ArrowDown");
        await Expect(visit.Note().Locator("[aria-selected=true]")).ToContainTextAsync("4");
        Assert.Equal(version, OpenDrawer.Now(portal, "guangfulin", "5.1").Version);
    }

    [Fact]
    public async Task The_save_line_counts_what_another_tab_has_not_sent()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await using var other = await visit.AnotherTabAsync();
        await other.Page.GotoAsync(BoardVisit.Path);
        await other.BoardReadyAsync();
        await visit.Page.BringToFrontAsync();
        await visit.GoToAsync("maogang", "5.1");
        await visit.TypeAsync("4");
        await Expect(other.SaveState()).ToHaveTextAsync("1处输入未提交");
        await visit.PressAsync("Enter");
        await other.SavedAsync();
        await other.ShowsAsync("maogang", "5.1", "4");
        await Expect(other.Page.Locator("td[data-typed]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task F6_goes_round_escape_leaves_the_search_and_an_unknown_unit_is_said()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("sijing", "1.1");
        await visit.PressAsync("F6", "F6");
        await visit.BoardReadyAsync();
        await visit.PressAsync("Control+f");
        await visit.TypeAsync("月球镇");
        await visit.PressAsync("Enter");
        await Expect(visit.Page.GetByText("没有单位“月球镇”")).ToBeVisibleAsync();
        await visit.PressAsync("Escape");
        await visit.BoardReadyAsync();
        await visit.PressAsync("F1");
        await Expect(visit.Page.Locator("[role=dialog]:focus-within")).ToBeVisibleAsync();
        await visit.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await visit.BoardReadyAsync();
    }

    [Fact]
    public async Task Signing_out_in_one_tab_closes_the_board_in_the_other_and_keeps_what_is_typed_for_its_author_alone()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        visit.ExpectACut();
        await using var other = await visit.AnotherTabAsync();
        await other.Page.GotoAsync("/account");
        await other.LiveAsync();
        await visit.Page.BringToFrontAsync();
        await visit.GoToAsync("yexie", "9.1");
        await visit.TypeAsync("6 写到一半");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "退出", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator(".board")).ToHaveCountAsync(0);

        await other.SignInAsAsync(new("reviewer-2"), BoardVisit.Path);
        await other.BoardReadyAsync();
        await other.SavedAsync();
        await Expect(other.Page.Locator(".board-input.editing")).ToHaveCountAsync(0);

        await other.Page.GetByRole(AriaRole.Button, new() { Name = "退出", Exact = true }).ClickAsync();
        await Expect(other.Page.GetByRole(AriaRole.Button, new() { Name = "陆志远" })).ToBeVisibleAsync();
        await other.SignInAsAsync(new("reviewer-1"), BoardVisit.Path);
        await Expect(other.Page.Locator(".board-input.editing")).ToHaveValueAsync("6 写到一半");
    }
}
