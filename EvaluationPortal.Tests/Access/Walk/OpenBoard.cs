using System.Reflection;
using System.Security.Claims;
using Bunit;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Components;
using EvaluationPortal.Web.Components.Layout;
using EvaluationPortal.Web.Components.Pages.Board;
using EvaluationPortal.Web.Components.Pages.Schemes;
using EvaluationPortal.Web.Components.Pages.SelfReport;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor.Services;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>
/// The board in its layout, drawn for one person with the portal's own services, and the browser before it: the page with everything a
/// browser can call. Whoever has no board has the layout round the refusal.
/// </summary>
internal sealed class OpenBoard : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BunitContext _context = new();
    private readonly AsyncServiceScope _scope;
    private readonly IRenderedComponent<MainLayout> _layout;

    private OpenBoard(WalkedPortal portal, PersonId by, Session session)
    {
        (Portal, By, Session) = (portal, by, session);
        _scope = portal.Services.CreateAsyncScope();
        _context.Services.AddFallbackServiceProvider(_scope.ServiceProvider);
        _context.Services.AddMudServices();
        _context.Services.AddSingleton<IJSRuntime>(Browser);
        _context.Services.AddScoped<KeptText>();
        _layout = _context.Render<MainLayout>(layout => layout
            .AddCascadingValue(Task.FromResult(new AuthenticationState(PortalClaims.Principal(session))))
            .Add(l => l.Body, Board));
    }

    public WalkedPortal Portal { get; }

    public PersonId By { get; }

    public Session Session { get; }

    public HeardBrowser Browser { get; } = new();

    public bool HasDrawer => _layout.FindComponents<BoardDrawer>().Count > 0;

    /// <summary>What the formula bar says; empty where there is no board.</summary>
    public string Formula => _layout.FindComponents<FormulaBar>() is [var bar] ? bar.Markup : "";

    public static async Task<OpenBoard> AsAsync(WalkedPortal portal, PersonId by) => new(portal, by, (await portal.BeginAsync(by))!);

    /// <summary>The page of somebody with every role, who is no longer let in since it was opened, and before anything is called.</summary>
    public static async Task<OpenBoard> AsStrangerAsync(WalkedPortal portal)
    {
        var page = await AsAsync(portal, (await portal.SomebodyOfEveryRoleAsync()).Id);
        await page.OpenDrawerAsync(ScoringAttempts.Indicators[0]);
        Assert.NotNull(page.Browser.HandedOut<BoardDrawer>());
        await portal.DisableAsync(page.By);
        Assert.True(SpinWait.SpinUntil(() => page.Browser.HasNothing, Patience), "The page of somebody who is not let in any more stays open.");
        return page;
    }

    /// <summary>Calls what was handed out, as a script of the browser's would; false where nothing was.</summary>
    public async Task<bool> CallAsync<T>(string method, params object[] given)
        where T : class
    {
        if (Browser.HandedOut<T>() is not { } called) return false;
        await CallAsync(called, method, given);
        return true;
    }

    /// <summary>Calls a method of a component within its circuit, and waits until it is done.</summary>
    public async Task<object?> CallAsync(object called, string method, params object[] given)
    {
        Task? done = null;
        await _layout.InvokeAsync(() => { done = called.GetType().GetMethod(method)!.Invoke(called, BindingFlags.DoNotWrapExceptions, null, given, null) as Task; });
        if (done is null) return null;
        await done;
        return done.GetType().GetProperty("Result")?.GetValue(done);
    }

    /// <summary>Opens the drawer on that indicator, where the person can.</summary>
    public async Task OpenDrawerAsync(string indicator)
    {
        if (HasDrawer) await CallAsync<BoardPage>(nameof(BoardPage.Select), ScoringAttempts.Unit.Value, indicator);
        else await CallAsync<BoardPage>(nameof(BoardPage.ToggleDrawer), ScoringAttempts.Unit.Value, indicator);
    }

    /// <summary>The page's part of that type; waits until it is drawn.</summary>
    public async Task<IRenderedComponent<T>> PartAsync<T>()
        where T : IComponent
    {
        await _layout.WaitForStateAsync(() => _layout.FindComponents<T>().Count > 0, Patience);
        return _layout.FindComponent<T>();
    }

    /// <summary>Opens the page of a unit's self-report and waits until it is drawn, or refused.</summary>
    public async Task OpenReportAsync(UnitCode unit)
    {
        var page = _context.Render<SelfReportPage>(report => report.AddCascadingValue(Portal.Known(By)).Add(r => r.Cycle, WalkedPortal.Cycle).Add(r => r.Unit, unit.Value));
        await page.WaitForStateAsync(() => page.FindAll("h1").Count > 0 || Portal.Use<People>().Find(By) is null, Patience);
    }

    /// <summary>The outbox, drawn for the person even where no page of theirs has one.</summary>
    public EditQueue Outbox() =>
        Browser.HandedOut<EditQueue>() ?? _context.Render<EditQueue>(queue => queue.Add(q => q.Person, Portal.Known(By))).Instance;

    /// <summary>Draws the page of adopting a table for the person, and waits until it has handed itself out, where it does.</summary>
    public bool HasAdopting()
    {
        var page = _context.Render<AdoptPage>(parameters => parameters.AddCascadingValue(Portal.Known(By)));
        return page.FindAll(".adopting").Count > 0 && SpinWait.SpinUntil(() => Browser.HandedOut<AdoptPage>() is not null, TimeSpan.FromSeconds(3));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _scope.DisposeAsync();
    }

    private static void Board(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent<BoardPage>(0);
        builder.AddComponentParameter(1, nameof(BoardPage.Cycle), WalkedPortal.Cycle);
        builder.CloseComponent();
    }
}
