using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>A board with its drawer open, in somebody's window.</summary>
internal sealed class OpenDrawer(Visit visit) : IAsyncDisposable
{
    public const string Cycle = "2022";

    public Visit Visit => visit;

    public IPage Page => visit.Page;

    public ILocator Drawer => Page.Locator("#board-drawer");

    public ILocator State => Drawer.Locator(".drawer-state");

    public ILocator Score => Drawer.Locator(".drawer-score b");

    public static async Task<OpenDrawer> AsAsync(Portal portal, Chromium chromium, string persona, string unit, string indicator)
    {
        var open = new OpenDrawer(await chromium.SignedInAsAsync(portal.Address, new PersonId(persona), $"/{Cycle}/board"));
        await open.ShowAsync(unit, indicator);
        return open;
    }

    /// <summary>Goes to the cell and opens the drawer where it is closed.</summary>
    public async Task ShowAsync(string unit, string indicator)
    {
        await Page.Locator(".board-input").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Cell(unit, indicator).ClickAsync();
        if (await Drawer.CountAsync() == 0) await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Drawer.Locator(".drawer-indicator b")).ToHaveTextAsync(indicator);
        if (await Cell(unit, indicator).GetAttributeAsync("class") is not { } marks || !marks.Split(' ').Contains("ro")) await Form(unit, indicator).WaitForAsync();
    }

    public ILocator Cell(string unit, string indicator) => Page.Locator($"tr[data-unit='{unit}'] td[data-i='{indicator}']");

    public ILocator Form(string unit, string indicator) => Drawer.Locator($"[data-drafts$='/{Cycle}/{unit}/{indicator}']");

    public ILocator Button(string name) => Drawer.GetByRole(AriaRole.Button, new() { Name = name });

    public Task SaveAsync() => Button("保存").ClickAsync();

    public Task ExpectSavedAsync() => Assertions.Expect(State).ToContainTextAsync("已保存");

    /// <summary>Fails, with a list, where axe finds a violation within the drawer.</summary>
    public Task AssertAxeCleanAsync() => Axe.AssertCleanAsync(Drawer);

    public ValueTask DisposeAsync() => visit.DisposeAsync();

    /// <summary>The cell as the server has it.</summary>
    public static Cell Now(Portal portal, string unit, string indicator) =>
        portal.Services.GetRequiredService<LiveScoreboards>().Of(Cycle).Find(new UnitCode(unit), new IndicatorCode(indicator))!;

    /// <summary>Somebody records an observation elsewhere.</summary>
    public static async Task RecordAsync(Portal portal, string persona, string unit, string indicator, Observation? observation, string? reason = null)
    {
        var board = portal.Services.GetRequiredService<LiveScoreboards>().Of(Cycle);
        var source = Core.Evaluation.Cycle.AssessorOf(board.Cycle.Find(new UnitCode(unit))!, board.Cycle.Scheme.Find(new IndicatorCode(indicator))!);
        var edit = new Edit(Guid.NewGuid(), new(unit), new(indicator), source, observation, reason, long.MaxValue);
        Assert.IsType<Saved>(Assert.Single(await portal.Services.GetRequiredService<RecordAssessments>().Run(new(persona), Cycle, [edit])));
    }
}
