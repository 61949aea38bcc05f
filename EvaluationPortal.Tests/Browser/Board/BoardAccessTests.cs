using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>Who sees which part of the board, and where they may type.</summary>
public sealed class BoardAccessTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    // The office's 16 indicators for 50 units, and 2.4 and 6.2 of the bureaus that would score themselves.
    [Theory]
    [InlineData("reviewer-1", 26, (16 * 50) + 2)]
    [InlineData("reviewer-2", 26, (16 * 50) + 2)]
    [InlineData("chief", 26, 0)]
    [InlineData("leader", 26, 0)]
    [InlineData("administrator", 26, 0)]
    [InlineData("bureau-justice", 1, 49)]
    [InlineData("bureau-finance", 1, 49)]
    [InlineData("bureau-civil-affairs", 1, 17)]
    [InlineData("third-party", 7, 7 * 50)]
    public async Task Each_persona_sees_its_columns_and_may_edit_its_cells(string persona, int columns, int editable)
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, persona);
        await Expect(visit.Page.Locator("thead th[data-indicator]")).ToHaveCountAsync(columns);
        await Expect(visit.Page.Locator("td[data-i]:not(.ro)")).ToHaveCountAsync(editable);
        await Expect(visit.Page.Locator("tbody td.total")).ToHaveCountAsync(columns == 26 ? 50 : 0);
        // No link to a page that would only say 没有权限.
        await Expect(visit.Page.Locator("tbody th.unit")).ToHaveCountAsync(50);
        await Expect(visit.Page.Locator("tbody th.unit a")).ToHaveCountAsync(columns == 26 ? 50 : 0);
        await visit.AssertNoSidewaysScrollAsync();
    }

    [Theory]
    [InlineData("liaison-yueyang")]
    [InlineData("system-administrator")]
    [InlineData("security-administrator")]
    [InlineData("security-auditor")]
    public async Task Others_are_told_which_role_it_takes(string persona)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new(persona), BoardVisit.Path);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "没有权限" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("table")).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "回到首页" })).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_cell_of_somebody_else_says_who_scores_it_and_takes_nothing()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("sijing", "6.2");
        await visit.TypeAsync("5");
        await Expect(visit.Note()).ToContainTextAsync("专项评估单位经办人");
        await visit.PressAsync("Delete");
        await Expect(visit.Page.Locator("td[data-typed]")).ToHaveCountAsync(0);
        await visit.SavedAsync();
    }

    [Fact]
    public async Task The_finance_bureau_does_not_score_itself_the_office_does()
    {
        await using var bureau = await chromium.OnTheBoardAsync(portal.Address, "bureau-finance");
        var own = await bureau.Page.Locator("tr[data-name='区财政局']").GetAttributeAsync("data-unit");
        await bureau.GoToAsync(own!, "6.2");
        await bureau.TypeAsync("5");
        await Expect(bureau.Note()).ToContainTextAsync("考评员");
        await using var office = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await office.EnterAsync(own!, "6.2", "-3");
        await bureau.ShowsAsync(own!, "6.2", "2");
    }

    [Theory]
    [InlineData(1366, 768)]
    [InlineData(1920, 1080)]
    public async Task The_board_fits_the_window_and_is_accessible_while_editing(int width, int height)
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1", width, height);
        await visit.AssertNoSidewaysScrollAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => { const f = document.querySelector('.board-frame'); return f.scrollWidth <= f.clientWidth; }"), "All columns fit beside each other.");
        await visit.GoToAsync("sheshan", "1.2");
        await visit.TypeAsync("3");
        await visit.AssertAxeCleanAsync();
        await visit.PressAsync("Escape");
    }

    [Fact]
    public async Task Filters_and_sort_live_in_the_address()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "单位类别" }).SelectOptionAsync("街道");
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "我的指标" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "一级指标小计" }).CheckAsync();
        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(6);
        await Expect(visit.Page.Locator("tr[data-unit=yueyang] td[data-i]")).ToHaveCountAsync(18);
        await Expect(visit.Page.Locator("tr[data-unit=yueyang] td.subtotal")).ToHaveCountAsync(9);
        var address = visit.Page.Url;
        await visit.Page.ReloadAsync();
        await visit.BoardReadyAsync();
        Assert.Equal(address, visit.Page.Url);
        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(6);
        await visit.AssertAxeCleanAsync();
    }
}
