using System.Globalization;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>Several people on one board.</summary>
public sealed class BoardLiveTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task What_one_types_the_others_see_with_total_and_sentence()
    {
        await using var first = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await using var second = await chromium.OnTheBoardAsync(portal.Address, "reviewer-2");
        await using var third = await chromium.OnTheBoardAsync(portal.Address, "leader");
        var before = await third.Total("yexie").TextContentAsync();

        await second.GoToAsync("yexie", "1.2");
        await first.EnterAsync("yexie", "1.2", "0");

        foreach (var visit in new[] { first, second, third })
        {
            await visit.ShowsAsync("yexie", "1.2", "0");
            await Expect(visit.Total("yexie")).Not.ToHaveTextAsync(before!);
        }
        await Expect(second.Sentence()).ToHaveTextAsync("发现5个错误。评分标准：“发现一个错误，扣1分，扣完为止”。5 − 1 × 5 = 0分");
        Assert.Equal(("yexie", "1.2"), await second.ActiveAsync());
        await first.SavedAsync();
    }

    [Fact]
    public async Task A_rank_moves_on_every_screen_but_rows_stay_until_asked()
    {
        await using var reviewer = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await using var leader = await chromium.OnTheBoardAsync(portal.Address, "leader");
        await leader.Page.GetByRole(AriaRole.Combobox, new() { Name = "排序" }).SelectOptionAsync("total");
        await Expect(leader.Page).ToHaveURLAsync($"{portal.Address}/2022/board?sort=total");
        await Expect(leader.Page.Locator("tbody tr:first-child[data-unit='sijing']")).ToHaveCountAsync(0); // The first of the official order.
        var order = await OrderAsync(leader);
        var last = order[^1];
        var rank = await leader.Rank(last).TextContentAsync();

        foreach (var (indicator, points) in new[] { ("5.1", "8"), ("5.3", "5"), ("1.4", "5"), ("1.1", "5") }) await reviewer.EnterAsync(last, indicator, points);
        await reviewer.SavedAsync();

        await Expect(leader.Rank(last)).Not.ToHaveTextAsync(rank!);
        Assert.Equal(order, await OrderAsync(leader));
        await leader.Page.GetByText("排名有变化，点此重排").ClickAsync();
        await Expect(leader.Page.Locator($"tbody tr:last-child[data-unit='{last}']")).ToHaveCountAsync(0);
        var totals = (await leader.Page.Locator("tbody td.total").AllTextContentsAsync()).Select(t => decimal.Parse(t, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(totals.OrderDescending(), totals);
    }

    [Fact]
    public async Task Two_who_change_one_cell_see_both_values_and_choose()
    {
        await using var mine = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await using var theirs = await chromium.OnTheBoardAsync(portal.Address, "reviewer-2");
        await theirs.EnterAsync("xinbang", "1.4", "5");
        await mine.ShowsAsync("xinbang", "1.4", "5");

        await mine.GoToAsync("xinbang", "1.4");
        await mine.TypeAsync("3");
        await theirs.EnterAsync("xinbang", "1.4", "0");
        await Expect(mine.Note()).ToContainTextAsync("顾晓峰已改为 0");
        await mine.PressAsync("Enter");
        await Expect(mine.SaveState()).ToContainTextAsync("1处多人修改待确认");
        await mine.PressAsync("ArrowUp");
        await Expect(mine.Note()).ToContainTextAsync("多人修改待确认：顾晓峰已改为 0分，您输入的是 3");
        await mine.AssertAxeCleanAsync();
        await theirs.ShowsAsync("xinbang", "1.4", "0");

        await mine.PressAsync("Alt+1");
        await theirs.ShowsAsync("xinbang", "1.4", "3");
        await mine.SavedAsync();
    }

    [Fact]
    public async Task A_conflict_can_be_settled_for_the_other_and_survives_a_reload()
    {
        await using var mine = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await using var theirs = await chromium.OnTheBoardAsync(portal.Address, "reviewer-2");
        await mine.GoToAsync("maogang", "5.1");
        await mine.TypeAsync("4");
        await theirs.EnterAsync("maogang", "5.1", "0");
        await mine.ShowsAsync("maogang", "5.1", "0");
        await mine.PressAsync("Enter");
        await Expect(mine.SaveState()).ToContainTextAsync("多人修改待确认");

        await mine.Page.ReloadAsync();
        await mine.BoardReadyAsync();
        await Expect(mine.SaveState()).ToContainTextAsync("1处多人修改待确认");
        await mine.Page.GetByRole(AriaRole.Checkbox, new() { Name = "多人修改待确认" }).CheckAsync();
        await Expect(mine.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await mine.GoToAsync("maogang", "5.1");
        await mine.PressAsync("Alt+2");
        await mine.SavedAsync();
        await theirs.ShowsAsync("maogang", "5.1", "0");
    }

    private static async Task<List<string>> OrderAsync(Visit visit) =>
        [.. await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tbody tr')].map(r => r.dataset.unit)")];
}
