using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>What a script in a person's own browser asks of the circuit by hand, past all that the page hides.</summary>
public sealed class ForgedCallTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    /// <summary>Keeps the references to .NET that the page's modules call.</summary>
    private const string Eavesdrop = """
        () => {
            const prototype = DotNet.DotNetObject.prototype, call = prototype.invokeMethodAsync;
            window.overheard = {};
            prototype.invokeMethodAsync = function (method, ...rest) { window.overheard[method] = this; return call.call(this, method, ...rest); };
        }
        """;

    [Fact]
    public async Task A_bureau_is_not_shown_cells_of_columns_it_does_not_have()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "bureau-justice");
        await visit.Page.EvaluateAsync(Eavesdrop);
        // The first cell is active from the start: only another one is sure to be told, and overheard.
        await visit.GoToAsync("sheshan", "2.4");
        await Expect(visit.Page.Locator(".formula")).ToContainTextAsync("佘山镇　2.4");
        await visit.GoToAsync("sijing", "2.4");
        await Expect(visit.Page.Locator(".formula")).ToContainTextAsync("泗泾镇　2.4");
        await visit.Page.EvaluateAsync("() => overheard.Select.invokeMethodAsync('Select', 'sijing', '1.4')");
        await visit.Page.EvaluateAsync("() => overheard.Select.invokeMethodAsync('ToggleDrawer', 'sijing', '1.4')");
        await Expect(visit.Page.Locator(".formula")).ToContainTextAsync("泗泾镇　2.4");
        await Expect(visit.Page.Locator(".board-drawer")).ToHaveCountAsync(0);
        await visit.Page.EvaluateAsync("() => overheard.Select.invokeMethodAsync('ToggleDrawer', 'sijing', '2.4')");
        await Expect(visit.Page.Locator(".board-drawer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_bureau_does_not_read_the_order_of_totals_from_the_rows()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "bureau-justice");
        var official = await UnitsAsync(visit);
        await visit.Page.GotoAsync(BoardVisit.Path + "?sort=total&subtotals=1");
        await visit.BoardReadyAsync();
        Assert.Equal(official, await UnitsAsync(visit));
    }

    [Fact]
    public async Task A_bureau_records_only_its_own_column()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "bureau-justice");
        await visit.Page.EvaluateAsync(Eavesdrop);
        await visit.EnterAsync("sheshan", "2.4", "5");
        await visit.SavedAsync();
        var states = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
                const edit = (unit, indicator, typed) => ({ id: crypto.randomUUID(), unit, indicator, typed, seen: 1e15 });
                const outcomes = await overheard.Record.invokeMethodAsync('Record', '2022',
                    [edit('sijing', '1.4', '0'), edit('sifaju', '2.4', '0'), edit('../sijing', '2.4', '0'), edit('sijing', '2.4', 'x'.repeat(100000)), edit('sijing', '2.4', '0')]);
                const elsewhere = await overheard.Record.invokeMethodAsync('Record', '2021', [edit('sijing', '2.4', '0')]);
                return [...outcomes, ...elsewhere].map(o => o.state);
            }
            """);
        Assert.Equal(["failed", "failed", "failed", "failed", "saved", "failed"], states);
    }

    private static Task<string[]> UnitsAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tr[data-unit]')].map(r => r.dataset.unit)");
}
