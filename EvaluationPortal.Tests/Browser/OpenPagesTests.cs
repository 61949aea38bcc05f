using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Browser.Board;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// Open pages follow what becomes of their session and their person. The portal's clock stands still: what reaches a page without
/// moving it was pushed, and what comes with the clock alone was looked at.
/// </summary>
public sealed class OpenPagesTests(AccountsPortal portal, Chromium chromium) : IClassFixture<AccountsPortal>
{
    private static readonly PersonId Administrator = new("security-administrator");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signed_out_everywhere_the_page_closes_at_once_and_what_was_typed_is_there_again()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("sijing", "9.1");
        await visit.TypeAsync("6.5 还没有写完");
        await portal.Use<EndSessions>().SignOutEverywhere(Administrator, new("reviewer-1"), null, Stop);
        await Expect(visit.Page.Locator(".portal-told")).ToContainTextAsync("登录已结束", new() { Timeout = 20_000 });
        Assert.EndsWith("/signin?ended=true&returnUrl=%2F2022%2Fboard", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.Locator("button[name=person][value=reviewer-1]").ClickAsync();
        await visit.BoardReadyAsync();
        await Expect(visit.Page.Locator(".board-input.editing")).ToHaveValueAsync("6.5 还没有写完");
        await visit.PressAsync("Enter");
        await visit.ShowsAsync("sijing", "9.1", "6.5");
        await visit.SavedAsync();
    }

    [Fact]
    public async Task A_disabled_person_s_page_closes_at_once_and_a_draft_in_the_drawer_is_kept()
    {
        await OpenDrawer.RecordAsync(portal.Portal, "reviewer-1", "sheshan", "6.1", null);
        await using var open = await OpenDrawer.AsAsync(portal.Portal, chromium, "reviewer-2", "sheshan", "6.1");
        await open.Drawer.GetByLabel("评定分值").FillAsync("3");
        await Expect(open.State).ToContainTextAsync("未保存的草稿");
        await SaveAsync("reviewer-2", p => p with { IsDisabled = true });
        await Expect(open.Page.Locator(".portal-told")).ToContainTextAsync("登录已结束", new() { Timeout = 20_000 });
        await Expect(open.Page.Locator("button[name=person][value=reviewer-2]")).ToHaveCountAsync(0);
        await SaveAsync("reviewer-2", p => p with { IsDisabled = false });
        await open.Page.ReloadAsync();
        await open.Page.Locator("button[name=person][value=reviewer-2]").ClickAsync();
        await open.ShowAsync("sheshan", "6.1");
        await Expect(open.Drawer.GetByLabel("评定分值")).ToHaveValueAsync("3");
    }

    [Fact]
    public async Task A_changed_role_is_on_the_open_page_at_once()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("leader"));
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "本单位得分" })).ToHaveCountAsync(0);
        await SaveAsync("leader", p => p with { Grants = [.. p.Grants, new(Role.Liaison)], Units = [new("sijing")] });
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "本单位得分" })).ToBeVisibleAsync();
        Assert.EndsWith("/account", visit.Page.Url, StringComparison.Ordinal);
        await SaveAsync("leader", p => p with { Grants = [new(Role.Leadership)], Units = [] });
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "本单位得分" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_becomes_an_administrator_is_signed_out_at_once()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-sijing"));
        await SaveAsync("liaison-sijing", p => p with { Grants = [.. p.Grants, new(Role.SecurityAuditor)] });
        await Expect(visit.Page.Locator(".portal-told")).ToContainTextAsync("登录已结束", new() { Timeout = 20_000 });
        Assert.Empty(portal.Sessions.Of(new("liaison-sijing")));
    }

    /// <summary>A call to the browser would be lost while the page is cut off; what is drawn is not.</summary>
    [Fact]
    public async Task A_page_that_was_cut_off_while_the_role_changed_opens_anew_when_it_comes_back()
    {
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.SignedInAsAsync(wire.Address, new("third-party"));
        visit.ExpectACut();
        wire.Cut();
        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await SaveAsync("third-party", p => p with { Title = "另一项目负责人" });
        wire.Mend();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("另一项目负责人");
    }

    [Fact]
    public async Task Idleness_closes_the_page_by_the_server_s_clock_and_its_own_connection_does_not_keep_it()
    {
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheBoardAsync(wire.Address, "bureau-finance");
        visit.ExpectACut();
        await visit.GoToAsync("sijing", "6.2");
        await visit.TypeAsync("写到一半");
        var session = Assert.Single(portal.Sessions.Of(new("bureau-finance")));
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        wire.Cut();
        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        wire.Mend();
        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        Assert.Equal(session.LastSeenAt, portal.Sessions.Find(session.Id)?.LastSeenAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Expect(visit.Page.Locator(".portal-told")).ToContainTextAsync("登录已结束", new() { Timeout = 20_000 });
        Assert.EndsWith("/signin?ended=true&returnUrl=%2F2022%2Fboard", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.Locator("button[name=person][value=bureau-finance]").ClickAsync();
        await visit.BoardReadyAsync();
        await Expect(visit.Page.Locator(".board-input.editing")).ToHaveValueAsync("写到一半");
    }

    [Theory]
    [InlineData("key")]
    [InlineData("button")]
    [InlineData("assistive technology")]
    public async Task The_page_warns_before_the_end_and_any_act_keeps_the_session(string act)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("bureau-justice"));
        visit.Tolerate("Server timeout elapsed"); // By the browser's clock, which jumps here.
        var warning = visit.Page.Locator(".session-warning");
        await Expect(warning).ToBeHiddenAsync();
        await ClockAsync(visit.Page, minutes: 27);
        await Expect(warning).ToBeHiddenAsync();
        await ClockAsync(visit.Page, minutes: 28.6);
        await Expect(warning).ToBeVisibleAsync();
        await Expect(warning).ToContainTextAsync("即将自动退出（还有8"); // 80 to 89 seconds.
        await visit.AssertAxeCleanAsync();

        var session = portal.Sessions.Of(new("bureau-justice")).MaxBy(s => s.BegunAt)!.Id;
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        if (act == "key") await visit.Page.Keyboard.PressAsync("Shift");
        else if (act == "button") await visit.Page.GetByRole(AriaRole.Button, new() { Name = "继续使用" }).ClickAsync();
        else await visit.Page.GetByRole(AriaRole.Button, new() { Name = "继续使用" }).EvaluateAsync("button => button.click()");
        await Expect(warning).ToBeHiddenAsync();
        await UntilAsync(() => portal.Sessions.Find(session)?.LastSeenAt == portal.Clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Tabs of one browser share the session: an act in one of them is one in all.</summary>
    [Fact]
    public async Task A_tab_left_alone_does_not_warn_while_another_is_worked_in_nor_for_another_person_s_silence()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("bureau-civil-affairs"));
        await using var other = await visit.AnotherTabAsync();
        await other.Page.GotoAsync("/account");
        await other.LiveAsync();
        await visit.Page.EvaluateAsync("() => localStorage.setItem('portal.last-act.somebody', String(Date.now() + 1e9))");
        await ClockAsync(visit.Page, minutes: 29);
        await Expect(visit.Page.Locator(".session-warning")).ToBeVisibleAsync();
        await ClockAsync(other.Page, minutes: 29);
        await other.Page.Keyboard.PressAsync("Shift");
        await Expect(visit.Page.Locator(".session-warning")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_browser_that_stores_nothing_goes_by_the_tab_s_own_acts()
    {
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.AddInitScriptAsync("Storage.prototype.setItem = () => { throw new Error('full'); };");
        await visit.SignInAsAsync(new("liaison-education"));
        await ClockAsync(visit.Page, minutes: 29);
        await Expect(visit.Page.Locator(".session-warning")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Shift");
        await Expect(visit.Page.Locator(".session-warning")).ToBeHiddenAsync();
    }

    /// <summary>The browser's clock, so many minutes on; its timers go on as they do.</summary>
    private static async Task ClockAsync(IPage page, double minutes)
    {
        await page.Locator(".session-warning[data-watches]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Clock.SetFixedTimeAsync(TimeProvider.System.GetUtcNow().AddMinutes(minutes).UtcDateTime);
    }

    private async Task SaveAsync(string persona, Func<Person, Person> change)
    {
        var seen = portal.Use<People>().FindAnybody(new(persona))!;
        Assert.Empty((await portal.Use<SavePerson>().Run(Administrator, seen, change(seen), "2022", Stop)).Faults);
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!met()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
