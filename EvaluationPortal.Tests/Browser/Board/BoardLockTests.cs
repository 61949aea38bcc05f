using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>The chief confirms on the board; everybody sees it at once.</summary>
public sealed class BoardLockTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_chief_confirms_a_column_and_a_unit_and_takes_one_back()
    {
        await using var reviewer = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await using var chief = await chromium.OnTheBoardAsync(portal.Address, "chief");
        await Expect(reviewer.Page.Locator(".lock")).ToHaveCountAsync(0);
        await Head(chief, "1.4").ClickAsync();
        await Expect(Dialog(chief)).ToContainTextAsync("确认：1.4列");
        await chief.AssertAxeCleanAsync();
        await Verb(chief, "确认").ClickAsync();
        await Expect(Dialog(chief)).ToHaveCountAsync(0);

        await Expect(reviewer.Page.Locator("th[data-indicator='1.4'] .lock")).ToHaveTextAsync("已确认");
        await reviewer.GoToAsync("sijing", "1.4");
        await reviewer.TypeAsync("5");
        await Expect(reviewer.Note()).ToContainTextAsync("1.4列已由陆志远于");
        await reviewer.PressAsync("Delete");
        await Expect(reviewer.Page.Locator("td[data-typed]")).ToHaveCountAsync(0);
        await reviewer.AssertAxeCleanAsync();

        await chief.Page.Locator("tr[data-unit='sheshan'] button.lock").ClickAsync();
        await Verb(chief, "确认").ClickAsync();
        await Expect(reviewer.Page.Locator("tr[data-unit='sheshan'] .lock")).ToHaveTextAsync("锁");
        await Expect(reviewer.Page.Locator("tr[data-unit='sheshan'] td.lk")).ToHaveCountAsync(26);

        await Head(chief, "1.4").ClickAsync();
        await Verb(chief, "解锁").ClickAsync();
        await Expect(chief.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请写明解锁的原因");
        await chief.Page.GetByLabel("解锁的原因").FillAsync("漏看了一份材料");
        await chief.AssertAxeCleanAsync();
        await Verb(chief, "解锁").ClickAsync();
        await Expect(reviewer.Page.Locator("th[data-indicator='1.4'] .lock")).ToHaveCountAsync(0);
        await reviewer.EnterAsync("sijing", "1.4", "5");
        await reviewer.SavedAsync();
        await reviewer.ShowsAsync("sijing", "1.4", "5");
    }

    private static ILocator Head(Visit visit, string indicator) => visit.Page.Locator($"th[data-indicator='{indicator}'] button.lock");

    private static ILocator Dialog(Visit visit) => visit.Page.GetByRole(AriaRole.Dialog);

    private static ILocator Verb(Visit visit, string verb) => Dialog(visit).GetByRole(AriaRole.Button, new() { Name = verb, Exact = true });
}
