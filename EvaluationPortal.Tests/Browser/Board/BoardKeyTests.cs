using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>Keys do on the board what they do in a spreadsheet.</summary>
public sealed class BoardKeyTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static readonly string[] Digits = ["3", "5", "2"];

    [Fact]
    public async Task Keys_move_as_in_a_spreadsheet()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        (string Key, string Unit, string Indicator)[] moves =
        [
            ("ArrowDown", "sheshan", "1.1"), ("ArrowRight", "sheshan", "1.2"), ("ArrowUp", "sijing", "1.2"), ("ArrowLeft", "sijing", "1.1"), ("ArrowLeft", "sijing", "1.1"),
            ("End", "sijing", "9.1"), ("Home", "sijing", "1.1"), ("Tab", "sijing", "1.2"), ("Shift+Tab", "sijing", "1.1"),
            ("Control+End", "tax", "9.1"), ("Control+Home", "sijing", "1.1"), ("Control+ArrowRight", "sijing", "9.1"), ("Control+ArrowDown", "tax", "9.1"),
            ("Control+ArrowLeft", "tax", "1.1"), ("Control+ArrowUp", "sijing", "1.1"),
        ];
        var last = await visit.Page.Locator("tbody tr:last-child").GetAttributeAsync("data-unit");
        foreach (var (key, unit, indicator) in moves)
        {
            await visit.PressAsync(key);
            Assert.Equal((unit == "tax" ? last! : unit, indicator), await visit.ActiveAsync());
        }
        await visit.PressAsync("PageDown");
        Assert.NotEqual("sijing", (await visit.ActiveAsync()).Unit);
        await visit.PressAsync("PageUp");
        Assert.Equal(("sijing", "1.1"), await visit.ActiveAsync());
    }

    [Fact]
    public async Task Enter_saves_and_goes_down_shift_enter_up_tab_right_and_escape_restores()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.EnterAsync("chedun", "2.2", "0");
        Assert.Equal(("xinqiao", "2.2"), await visit.ActiveAsync());
        await visit.TypeAsync("2");
        await visit.PressAsync("Shift+Enter");
        Assert.Equal(("chedun", "2.2"), await visit.ActiveAsync());
        await visit.TypeAsync("2");
        await visit.PressAsync("Tab");
        Assert.Equal(("chedun", "2.3"), await visit.ActiveAsync());
        await visit.SavedAsync();
        await visit.ShowsAsync("chedun", "2.2", "2");
        await visit.ShowsAsync("xinqiao", "2.2", "2");

        await visit.GoToAsync("chedun", "2.2");
        await visit.PressAsync("F2");
        await visit.TypeAsync("999");
        await visit.PressAsync("Escape");
        await visit.SavedAsync();
        await visit.ShowsAsync("chedun", "2.2", "2");
        Assert.Equal(("chedun", "2.2"), await visit.ActiveAsync());
    }

    [Fact]
    public async Task Delete_makes_a_cell_pending_again_and_never_goes_back_in_history()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.EnterAsync("chedun", "4.1", "3");
        await visit.ShowsAsync("chedun", "4.1", "3");
        await visit.GoToAsync("chedun", "4.1");
        await visit.PressAsync("Delete");
        await visit.ShowsAsync("chedun", "4.1", "待评");
        await visit.PressAsync("Backspace");
        Assert.EndsWith("/2022/board", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alt_down_offers_the_levels_and_enter_takes_one()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("jiuting", "5.1");
        await visit.PressAsync("Alt+ArrowDown");
        await Expect(visit.Note().GetByRole(AriaRole.Option)).ToHaveCountAsync(3);
        await visit.AssertAxeCleanAsync();
        await visit.PressAsync("ArrowDown", "Enter");
        await visit.ShowsAsync("jiuting", "5.1", "4");
    }

    [Fact]
    public async Task Each_kind_of_cell_understands_what_is_typed()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        foreach (var (indicator, typed, shown) in new[] { ("1.2", "-2", "3"), ("1.2", "4", "4"), ("2.2", "２分", "2"), ("6.1", "4.5 材料不完整", "4.5"), ("9.1", "7", "7"), ("1.1", "不涉及 没有历史公文", "不涉及"), ("8.1", "-3", "1.5") })
        {
            await visit.EnterAsync("xiaokunshan", indicator, typed);
            await visit.ShowsAsync("xiaokunshan", indicator, shown);
            await visit.SavedAsync();
        }
    }

    [Fact]
    public async Task A_raw_score_is_typed_with_its_full_mark()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "third-party");
        await visit.EnterAsync("sijing", "8.3", "87.5");
        await visit.PressAsync("ArrowUp");
        await Expect(visit.Note()).ToContainTextAsync("未保存");
        await visit.PressAsync("F2");
        await visit.TypeAsync("/100");
        await visit.PressAsync("Enter");
        await visit.ShowsAsync("sijing", "8.3", "4.38");
    }

    [Fact]
    public async Task What_is_not_legal_stays_with_its_reason_until_mended()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.EnterAsync("dongjing", "5.1", "6");
        await Expect(visit.SaveState()).ToContainTextAsync("1处未保存");
        await visit.PressAsync("ArrowUp");
        await Expect(visit.Note()).ToContainTextAsync("8、4、0");
        await visit.AssertAxeCleanAsync();
        await visit.TypeAsync("4");
        await visit.PressAsync("Enter");
        await visit.SavedAsync();
        await visit.ShowsAsync("dongjing", "5.1", "4");
    }

    [Fact]
    public async Task A_judged_value_below_the_maximum_asks_for_its_reason()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.EnterAsync("dongjing", "9.1", "5.5");
        await Expect(visit.Note()).ToContainTextAsync("理由");
        Assert.Equal(("dongjing", "9.1"), await visit.ActiveAsync());
        await visit.TypeAsync("案例单一");
        await visit.PressAsync("Enter");
        await visit.ShowsAsync("dongjing", "9.1", "5.5");
        await visit.PressAsync("ArrowUp");
        await Expect(visit.Sentence()).ToContainTextAsync("案例单一");
        await visit.SavedAsync();
    }

    [Fact]
    public async Task Twenty_runs_of_digits_land_where_they_belong_at_200_ms_each_way()
    {
        string[] columns = ["1.2", "5.3"];
        var board = portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");
        await EmptyAsync(board, "1.2");
        await using var slow = new Wire(() => portal.Address, TimeSpan.FromMilliseconds(200));
        await using var visit = await chromium.OnTheBoardAsync(slow.Address, "reviewer-2");
        string[] units = [.. board.Scorecards.Take(30).Select(card => card.Unit.Code.Value)];
        foreach (var indicator in columns)
        {
            await visit.GoToAsync(units[0], indicator);
            foreach (var typed in Enumerable.Repeat(Digits, 10).SelectMany(d => d))
            {
                await visit.TypeAsync(indicator == "5.3" && typed == "3" ? "0" : typed);
                await visit.PressAsync("Enter");
            }
        }
        await visit.SavedAsync();
        foreach (var indicator in columns)
        {
            for (var at = 0; at < units.Length; at++) await visit.ShowsAsync(units[at], indicator, indicator == "5.3" && at % 3 == 0 ? "0" : Digits[at % 3]);
        }
    }

    [Fact]
    public async Task Nothing_acts_while_an_input_method_composes()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("shihudang", "1.1");
        var devTools = await visit.Context.NewCDPSessionAsync(visit.Page);
        await devTools.SendAsync("Input.imeSetComposition", new() { ["text"] = "bu", ["selectionStart"] = 2, ["selectionEnd"] = 2 });
        await visit.Page.Locator(".board-input").DispatchEventAsync("keydown", new { key = "Enter", keyCode = 229, isComposing = true });
        Assert.Equal(("shihudang", "1.1"), await visit.ActiveAsync());
        await devTools.SendAsync("Input.insertText", new() { ["text"] = "不涉及 没有此类公文" });
        await visit.PressAsync("Enter");
        await visit.ShowsAsync("shihudang", "1.1", "不涉及");
    }

    [Fact]
    public async Task F1_explains_the_keys_control_f_finds_a_unit_and_f6_leaves_the_grid()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.PressAsync("F1");
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Ctrl + Home / End");
        await visit.AssertAxeCleanAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "关闭", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await visit.GoToAsync("sijing", "1.1");
        await visit.PressAsync("Control+f");
        await visit.TypeAsync("区教育局");
        await visit.PressAsync("Enter");
        await Expect(visit.Page.Locator("tr[data-name='区教育局'] td[aria-selected]")).ToHaveCountAsync(1);
        await visit.PressAsync("F6");
        await Expect(visit.Page.Locator("#board-help")).ToBeFocusedAsync();
    }

    /// <summary>Takes back the column, so that what is typed is all there is.</summary>
    private async Task EmptyAsync(Scoreboard board, string indicator)
    {
        Edit[] edits = [.. board.Scorecards.Select(card => new Edit(Guid.NewGuid(), card.Unit.Code, new(indicator), Source.Office, null, null, long.MaxValue))];
        Assert.All(await portal.Services.GetRequiredService<RecordAssessments>().Run(new("reviewer-1"), "2022", edits), outcome => Assert.IsType<Saved>(outcome));
    }
}
