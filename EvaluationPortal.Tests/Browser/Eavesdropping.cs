using System.Reflection;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Access;
using EvaluationPortal.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>A person's browser on a tapped wire, and what a curious person could ask of the portal with it.</summary>
internal sealed class Eavesdropping : IAsyncDisposable
{
    /// <summary>Not asked: they end the session, or name the demonstration's invented people to everybody.</summary>
    private static readonly string[] LeftOut = ["/signin", "POST /signin/persona", "POST /signout"];

    /// <summary>Templates of the pages that a circuit draws; the others are only fetched.</summary>
    private static readonly HashSet<string> OnTheCircuit =
        [.. typeof(App).Assembly.GetTypes().Where(t => !t.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: true)).SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template)];

    /// <summary>Codes of units: the own, others', and such as do not exist.</summary>
    private static readonly string[] Units = [CanaryPortal.Own, "sijing", "jiaoyuju", "nowhere", "SIJING", "yueyang%2F..%2Fsijing", "%E6%B3%97%E6%B3%BE%E9%95%87"];

    private static readonly string[] Further =
    [
        "/2022/units", "/2022/units/", "/2022/units/sijing/", "/2022/units/sijing%00", "/2022/units/sijing?as=leader", "/2022/units/yueyang?unit=sijing", "/2022/units/sijing/report-card.pdf?unit=yueyang",
        "/2022/board?sort=total&subtotals=1&pending=1&kind=%E8%A1%97%E9%81%93", "/audit?unit=sijing&indicator=1.2", "/audit.csv?unit=sijing", "/search?q=sijing", "/api/units",
        "/2022", "/_blazor", "/_blazor/negotiate", "/denied?Needs=SeeAllScorecards", "/portal.db", "/..%2f..%2fportal.db", "/appsettings.json",
    ];

    private readonly Wire _wire;

    private Eavesdropping(Wire wire, WireTap tap, Visit visit) => (_wire, Tap, Visit) = (wire, tap, visit);

    public WireTap Tap { get; }

    public Visit Visit { get; }

    public IPage Page => Visit.Page;

    /// <summary>Signs in beside the wire, then opens the page over it: cookies know hosts, not ports.</summary>
    public static async Task<Eavesdropping> OpenAsync(CanaryPortal portal, Chromium chromium, string persona, string path)
    {
        var tap = new WireTap();
        var wire = new Wire(() => portal.Address, tap: tap);
        var visit = await chromium.OpenAsync(portal.Address);
        visit.Tolerate("");
        await visit.SignInAsAsync(new PersonId(persona));
        await visit.Context.AddInitScriptAsync(ForgedCalls.KeepSockets);
        await visit.Page.GotoAsync(wire.Address + path);
        await visit.LiveAsync();
        return new(wire, tap, visit);
    }

    /// <summary>
    /// Every page and address of docs/permissions.md, of units that are the own, others' and none, and some that do not exist: each
    /// page opened on the circuit while <paramref name="meanwhile"/> happens, everything fetched.
    /// </summary>
    public async Task OpenEverythingAsync(Func<Task> meanwhile)
    {
        var pages = PermissionsDocument.Table("pages").Keys.Except(LeftOut).ToList();
        foreach (var address in pages.Where(OnTheCircuit.Contains).SelectMany(Filled))
        {
            await Visit.GoAsync(address);
            await meanwhile();
        }
        await Visit.GoAsync("/account");

        var addresses = PermissionsDocument.Table("addresses").Keys.Except(LeftOut).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        foreach (var address in pages.Concat(addresses).SelectMany(Filled).Concat(Further)) await FetchAsync(address);
    }

    /// <summary>Loads the page anew, as if its address was typed.</summary>
    public async Task LoadAsync(string path)
    {
        await Page.GotoAsync(_wire.Address + path);
        await Visit.LiveAsync();
        await Page.Locator("main h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    public async ValueTask DisposeAsync()
    {
        await Visit.DisposeAsync();
        await _wire.DisposeAsync();
    }

    private static IEnumerable<string> Filled(string address) =>
        from cycle in address.Contains("{cycle}", StringComparison.OrdinalIgnoreCase) ? (string[])["2022", "2021"] : [""]
        let of = address.Replace("{cycle}", cycle, StringComparison.OrdinalIgnoreCase)
        from unit in of.Contains("{unit}", StringComparison.OrdinalIgnoreCase) ? cycle is "2022" ? Units : Units[..1] : [""]
        select of.Replace("{unit}", unit, StringComparison.OrdinalIgnoreCase);

    /// <summary>By GET and as a form; what it answers is heard on the wire.</summary>
    private async Task FetchAsync(string address) => await Page.EvaluateAsync("""
        async address => {
            for (const how of [{}, { method: 'POST', body: new URLSearchParams({ unit: 'sijing' }) }]) {
                try { await (await fetch(address, how)).arrayBuffer(); } catch { /* refused by the browser itself */ }
            }
        }
        """, address);
}
