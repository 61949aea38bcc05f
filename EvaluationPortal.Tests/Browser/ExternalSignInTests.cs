using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Access;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>In through a provider, as a registered person or not at all, and out of both.</summary>
public sealed class ExternalSignInTests(ProvidedPortal provided, Chromium chromium) : IClassFixture<ProvidedPortal>
{
    [Theory]
    [InlineData("oa")]
    [InlineData("entra")]
    public async Task A_registered_person_comes_in_and_is_known_from_then_on(string provider)
    {
        var person = await provided.RegisterAsync(provided.NewAccount(provider).ToUpperInvariant());
        await using (var visit = await chromium.OpenAsync(provided.Address))
        {
            await visit.ThroughAsync(provider, "/2022/board");
            await visit.LiveAsync();
            Assert.Equal($"{provided.Address}/2022/board", visit.Page.Url);
            await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("吴桂芳");
        }

        await using (var account = await chromium.OpenAsync(provided.Address))
        {
            await account.ThroughAsync(provider, "/account");
            await account.LiveAsync();
            await Assertions.Expect(account.Page.GetByRole(AriaRole.Table, new() { Name = "登录" })).ToContainTextAsync(ProvidedPortal.NameOf(provider));
        }

        var linked = await provided.LastAsync(AuditKinds.LoginLinked);
        Assert.Equal((person.Id.Value, person.Id.Value, provider), (linked.By, linked.Subject, EventDetails.Read(linked.After).Method));
        Assert.Equal(provider, EventDetails.Read((await provided.LastAsync(AuditKinds.SignedIn)).After).Method);

        var at = provided.Of(provider);
        at.User.Remove("email");
        await using var again = await chromium.OpenAsync(provided.Address);
        await again.ThroughAsync(provider);
        await again.LiveAsync();
        Assert.Equal(linked.Sequence, (await provided.LastAsync(AuditKinds.LoginLinked)).Sequence);
    }

    [Fact]
    public async Task The_staff_number_is_taken_from_the_provider_that_is_trusted_with_it()
    {
        provided.NewAccount("oa");
        await provided.RegisterAsync(email: null, staffNumber: "20231107");
        provided.Of("oa").UserInfo = new() { ["staff"] = "20231107" };
        await using var visit = await chromium.OpenAsync(provided.Address);
        await visit.ThroughAsync("oa");
        await visit.LiveAsync();
    }

    [Theory]
    [InlineData("oa")]
    [InlineData("entra")]
    public async Task Signing_out_ends_both_sessions(string provider)
    {
        await provided.RegisterAsync(provided.NewAccount(provider));
        var before = provided.Of(provider).SignOuts;
        await using var visit = await chromium.OpenAsync(provided.Address);
        await visit.ThroughAsync(provider);
        await visit.LiveAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync($"{provided.Address}/signin");
        Assert.Equal(before + 1, provided.Of(provider).SignOuts);
        Assert.DoesNotContain(await visit.Context.CookiesAsync(), c => c.Name.Contains("-origin-", StringComparison.Ordinal));
        await visit.AssertNoSessionAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"用{ProvidedPortal.NameOf(provider)}登录" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "认证中心" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_of_another_site_ends_nobodys_session_at_the_provider()
    {
        await provided.RegisterAsync(provided.NewAccount("oa"));
        var before = provided.Of("oa").SignOuts;
        await using var visit = await chromium.OpenAsync(provided.Address);
        await visit.ThroughAsync("oa");
        await visit.LiveAsync();
        await visit.Page.GotoAsync("/signout/with/oa");
        await visit.Page.GotoAsync("/account");
        await visit.LiveAsync();
        Assert.Equal(before, provided.Of("oa").SignOuts);
    }

    [Fact]
    public async Task A_stranger_is_told_whom_to_ask_and_gets_no_session()
    {
        var email = provided.NewAccount("oa");
        await using var visit = await chromium.OpenAsync(provided.Address);
        visit.Tolerate("status of 403");
        await visit.ThroughAsync("oa");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("请联系区政府办公室政务公开科（021-37730000）");
        await visit.AssertAxeCleanAsync();
        await visit.AssertRefusedAsync(provided, "您在统一身份认证的账号没有登记为本系统的用户", "没有登记");
        Assert.Equal(email, EventDetails.Read((await provided.LastAsync(AuditKinds.SignInRefused)).After).Tried);
    }

    [Theory]
    [InlineData("oa")]
    [InlineData("entra")]
    public async Task An_address_that_the_provider_does_not_vouch_for_says_nothing(string provider)
    {
        await provided.RegisterAsync(provided.NewAccount(provider));
        provided.Of(provider).User[provider == "oa" ? "email_verified" : "xms_edov"] = false;
        await using var visit = await chromium.OpenAsync(provided.Address);
        visit.Tolerate("status of 403");
        await visit.ThroughAsync(provider);
        await visit.AssertRefusedAsync(provided, "邮箱未经验证", "邮箱未经验证");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disabled_person_is_refused(bool hasComeBefore)
    {
        var person = await provided.RegisterAsync(provided.NewAccount("oa"));
        if (hasComeBefore)
        {
            await using var before = await chromium.OpenAsync(provided.Address);
            await before.ThroughAsync("oa");
            await before.LiveAsync();
        }

        await provided.ChangeAsync(person, person with { IsDisabled = true });
        await using var visit = await chromium.OpenAsync(provided.Address);
        visit.Tolerate("status of 403");
        await visit.ThroughAsync("oa");
        await visit.AssertRefusedAsync(provided, "您在本系统的账号已停用", "已停用");
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_hinders_nobody_else()
    {
        await using var visit = await chromium.OpenAsync(provided.Address);
        visit.Tolerate("status of 502");
        await visit.Page.GotoAsync("/signin");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "用停用的平台登录" }).ClickAsync();
        await visit.AssertRefusedAsync(provided, "停用的平台暂时无法访问，请稍后再试，或改用其他方式登录", "对方无法访问");
        await Assertions.Expect(visit.Page.Locator(".portal-providers")).ToContainTextAsync("暂时无法访问");
        await visit.AssertAxeCleanAsync();
        await visit.SignInAsAsync(new("reviewer-1"));
        await provided.RegisterAsync(provided.NewAccount("oa"));
        await using var through = await chromium.OpenAsync(provided.Address);
        await through.ThroughAsync("oa");
        await through.LiveAsync();
    }

    [Fact]
    public async Task Every_cookie_on_the_way_is_bound_to_the_host()
    {
        await provided.RegisterAsync(provided.NewAccount("oa"));
        await using var visit = await chromium.OpenAsync(provided.Address);
        await visit.Page.GotoAsync("/signin/with/oa");
        var onTheWay = Own(await visit.Context.CookiesAsync());
        Assert.Contains(onTheWay, c => c.Name.StartsWith("__Host-portal-state-", StringComparison.Ordinal));
        Assert.Contains(onTheWay, c => c.Name.StartsWith("__Host-portal-nonce-", StringComparison.Ordinal));
        await visit.ProveAsync();
        await visit.Page.WaitForURLAsync(url => url.StartsWith(provided.Address, StringComparison.Ordinal) && !url.Contains("/signin", StringComparison.Ordinal));
        var arrived = Own(await visit.Context.CookiesAsync());
        Assert.Contains(arrived, c => ProviderVisit.SessionCookie().IsMatch(c.Name));
        Assert.DoesNotContain(arrived, c => c.Name.Contains("-state-", StringComparison.Ordinal) || c.Name.Contains("-nonce-", StringComparison.Ordinal) || c.Name.Contains("-arrival-", StringComparison.Ordinal));
        Assert.All(onTheWay.Concat(arrived), c => Assert.True(c is { Secure: true, HttpOnly: true, Path: "/" }, c.Name));

        static List<BrowserContextCookiesResult> Own(IReadOnlyList<BrowserContextCookiesResult> all) => [.. all.Where(c => c.Name.StartsWith("__Host-portal-", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Sign_ins_given_up_do_not_make_the_browser_s_headers_too_long()
    {
        await using var visit = await chromium.OpenAsync(provided.Address);
        for (var n = 0; n < 30; n++) await visit.Page.GotoAsync("/signin/with/oa");
        Assert.True((await visit.Context.CookiesAsync()).Count < 20);
    }
}
