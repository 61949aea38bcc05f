using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>A page that lost its connection comes back to the person who opened it, and to nobody else.</summary>
public sealed class CircuitOwnersTests(Chromium chromium, Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Under_another_person_s_cookie_the_page_is_refused_and_loads_itself_anew()
    {
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await OpenAndCutAsync(wire, signInAs: "liaison-yueyang");
        wire.Mend();
        await visit.Page.WaitForFunctionAsync("() => !window.beforeTheCut && document.querySelector('.portal-main')");
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("朱敏");
        await Assertions.Expect(visit.Page.GetByText("沈雅琴")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Signed_out_meanwhile_the_page_leads_to_the_sign_in()
    {
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await OpenAndCutAsync(wire, signInAs: null);
        wire.Mend();
        await visit.Page.WaitForURLAsync("**/signin?**");
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToHaveCountAsync(0);
    }

    /// <summary>The page keeps and watches the session that opened it; another one, of the same person too, is not its own.</summary>
    [Fact]
    public async Task Under_another_session_of_the_same_person_the_page_loads_itself_anew()
    {
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await OpenAndCutAsync(wire, signInAs: "reviewer-1", signsOut: false);
        wire.Mend();
        await visit.Page.WaitForFunctionAsync("() => !window.beforeTheCut && document.querySelector('.portal-main')");
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("沈雅琴");
    }

    /// <summary>The control: the same cut, and the same session.</summary>
    [Fact]
    public async Task Under_the_same_session_the_page_goes_on_as_it_was()
    {
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await OpenAndCutAsync(wire);
        wire.Mend();
        await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.beforeTheCut === true"));
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("沈雅琴");
    }

    /// <summary>
    /// A page of the first reviewer whose wire is cut, in a browser that meanwhile is signed in as somebody else, by a way to the
    /// portal that is not cut: cookies know hosts, not ports.
    /// </summary>
    private async Task<Visit> OpenAndCutAsync(Wire wire, string? signInAs, bool signsOut = true)
    {
        var visit = await OpenAndCutAsync(wire);
        var elsewhere = await visit.Context.NewPageAsync();
        if (signsOut)
        {
            await elsewhere.GotoAsync($"{portal.Address}/account");
            await elsewhere.Locator(".portal-signout button").ClickAsync();
            await elsewhere.WaitForURLAsync("**/signin**");
        }
        else
        {
            await elsewhere.Context.ClearCookiesAsync();
            await elsewhere.GotoAsync($"{portal.Address}/signin");
        }
        if (signInAs is not null)
        {
            await elsewhere.Locator($"button[name=person][value='{signInAs}']").ClickAsync();
            await elsewhere.Locator(".portal-main").WaitForAsync();
        }
        await elsewhere.CloseAsync();
        return visit;
    }

    private async Task<Visit> OpenAndCutAsync(Wire wire)
    {
        var visit = await chromium.SignedInAsAsync(wire.Address, new("reviewer-1"));
        visit.ExpectACut();
        await visit.Page.EvaluateAsync("() => { window.beforeTheCut = true; }");
        wire.Cut();
        await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        return visit;
    }
}
