using EvaluationPortal.Core.Evaluation;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>What a person does on the board, in a reviewer's words.</summary>
internal static class BoardVisit
{
    public const string Path = "/2022/board";

    public static async Task<Visit> OnTheBoardAsync(this Chromium chromium, string address, string persona, int width = 1366, int height = 768)
    {
        var visit = await chromium.SignedInAsAsync(address, new PersonId(persona), Path, width, height);
        await visit.BoardReadyAsync();
        return visit;
    }

    /// <summary>Until the grid takes keys.</summary>
    public static Task BoardReadyAsync(this Visit visit) => Assertions.Expect(visit.Page.Locator(".board-frame.has-focus")).ToBeVisibleAsync(new() { Timeout = 30_000 });

    public static ILocator Cell(this Visit visit, string unit, string indicator) => visit.Page.Locator($"tr[data-unit='{unit}'] td[data-i='{indicator}']");

    public static ILocator Total(this Visit visit, string unit) => visit.Page.Locator($"tr[data-unit='{unit}'] td.total");

    public static ILocator Rank(this Visit visit, string unit) => visit.Page.Locator($"tr[data-unit='{unit}'] td.rank");

    public static ILocator Sentence(this Visit visit) => visit.Page.Locator(".formula .sentence");

    public static ILocator Note(this Visit visit) => visit.Page.Locator(".board-note");

    public static ILocator SaveState(this Visit visit) => visit.Page.Locator(".save-state");

    public static Task SavedAsync(this Visit visit) => Assertions.Expect(visit.SaveState()).ToHaveTextAsync("所有更改已保存", new() { Timeout = 30_000 });

    public static async Task GoToAsync(this Visit visit, string unit, string indicator)
    {
        await visit.Cell(unit, indicator).ClickAsync();
        await Assertions.Expect(visit.Cell(unit, indicator)).ToHaveAttributeAsync("aria-selected", "true");
    }

    /// <summary>Types into a cell and presses Enter.</summary>
    public static async Task EnterAsync(this Visit visit, string unit, string indicator, string typed)
    {
        await visit.GoToAsync(unit, indicator);
        await visit.TypeAsync(typed);
        await visit.PressAsync("Enter");
    }

    public static Task TypeAsync(this Visit visit, string text) => visit.Page.Keyboard.TypeAsync(text);

    public static async Task PressAsync(this Visit visit, params string[] keys)
    {
        foreach (var key in keys) await visit.Page.Keyboard.PressAsync(key);
    }

    public static Task ShowsAsync(this Visit visit, string unit, string indicator, string text) =>
        Assertions.Expect(visit.Cell(unit, indicator)).ToHaveTextAsync(text, new() { Timeout = 30_000 });

    /// <summary>Unit and indicator of the active cell.</summary>
    public static async Task<(string Unit, string Indicator)> ActiveAsync(this Visit visit)
    {
        var at = await visit.Page.EvaluateAsync<string[]>("() => { const c = document.querySelector('td[aria-selected]'); return [c.closest('tr').dataset.unit, c.dataset.i]; }");
        return (at[0], at[1]);
    }
}
