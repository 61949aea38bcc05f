using System.Text.RegularExpressions;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Access;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>What visits to a portal with providers have in common.</summary>
internal static partial class ProviderVisit
{
    /// <summary>From the portal's sign-in page to the provider and back, to wherever that leads.</summary>
    public static async Task ThroughAsync(this Visit visit, string provider, string path = "/account")
    {
        await visit.Page.GotoAsync($"/signin?returnUrl={Uri.EscapeDataString(path)}");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"用{ProvidedPortal.NameOf(provider)}登录" }).ClickAsync();
        await visit.ProveAsync();
    }

    /// <summary>The provider's one button.</summary>
    public static Task ProveAsync(this Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();

    /// <summary>A Chinese page that says so, no session, and an entry on the trail that says why.</summary>
    public static async Task AssertRefusedAsync(this Visit visit, ProvidedPortal provided, string says, string why)
    {
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "未能登录" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".portal-refusal")).ToContainTextAsync(says);
        Assert.Contains(why, (await provided.LastAsync(AuditKinds.SignInRefused)).Reason, StringComparison.Ordinal);
        await visit.AssertNoSessionAsync();
    }

    public static async Task AssertNoSessionAsync(this Visit visit)
    {
        Assert.DoesNotContain(await visit.Context.CookiesAsync(), c => SessionCookie().IsMatch(c.Name));
        await visit.Page.GotoAsync("/account");
        Assert.Contains("/signin?returnUrl=%2Faccount", visit.Page.Url, StringComparison.Ordinal);
    }

    [GeneratedRegex("^__Host-portal-[0-9a-f]{8}$", RegexOptions.None, 1000)]
    internal static partial Regex SessionCookie();
}
