using System.Net;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Web;

/// <summary>The forms of the sign-in as a client without a browser sees them.</summary>
public sealed class SigningInTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account", "/account")]
    [InlineData("/2022/board?kind=%E9%95%87#x", "/2022/board?kind=%E9%95%87#x")]
    [InlineData("/2022/units/泗泾?类=镇", "/2022/units/%E6%B3%97%E6%B3%BE?%E7%B1%BB=%E9%95%87")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("/\t/elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task A_right_pair_leads_where_one_wanted_and_never_away_from_the_portal(string returnUrl, string leadsTo)
    {
        await portal.AccountAsync("leader");
        using var client = portal.Portal.Client();
        using var answer = await client.SendFormAsync($"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}", ("LoginName", "leader"), ("Password", AccountsPortal.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(new Uri(new Uri(portal.Address), leadsTo), new Uri(new Uri(portal.Address), answer.Headers.Location!));
        Assert.Equal(AuditKinds.SignedIn, (await portal.LastEntryAsync()).Kind);
    }

    [Fact]
    public async Task A_wrong_pair_is_told_beside_the_name_and_opens_nothing()
    {
        await portal.AccountAsync("leader");
        using var client = portal.Portal.Client();
        using var answer = await client.SendFormAsync("/signin", ("LoginName", "leader\"><script>"), ("Password", "wrong"));
        Assert.Equal(SignInWithPassword.WrongPair, await answer.SaysAsync());
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers, h => h.Key == "Set-Cookie");
    }

    [Fact]
    public async Task Each_sign_in_has_a_session_of_its_own_and_ends_the_one_that_the_browser_had()
    {
        await portal.AccountAsync("leader");
        using var client = await portal.ClientAsync("leader");
        var first = portal.Sessions.Of(new("leader"))[0].Id;
        using (var already = await client.GetAsync("/signin?returnUrl=%2Faccount", Stop)) Assert.EndsWith("/account", already.Headers.Location?.OriginalString, StringComparison.Ordinal);

        // By a form of its own, as a page of the sign-in that stood open before would send it.
        var hidden = SentForm.Hidden(await client.GetStringAsync("/account/password", Stop)).ToDictionary();
        hidden["_handler"] = "password";
        using var again = await client.SendFormAsync("/signin", hidden, ("LoginName", "leader"), ("Password", AccountsPortal.Password));
        Assert.Contains(again.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal-", StringComparison.Ordinal));
        Assert.Null(portal.Sessions.Find(first));
        Assert.Single(portal.Sessions.Of(new("leader")));
    }

    [Fact]
    public async Task Who_has_a_code_to_type_finds_no_way_round_it()
    {
        await portal.AccountAsync("chief");
        var key = await portal.AuthenticatorAsync("chief");
        using var client = portal.Portal.Client();
        using var answer = await client.SendFormAsync("/signin", ("LoginName", "chief"), ("Password", AccountsPortal.Password));
        Assert.Contains("/signin/code", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var password = await client.SendFormAsync("/account/password", ("Old", AccountsPortal.Password), ("Wanted", "Zheng-Wu.2023"), ("Again", "Zheng-Wu.2023"));
        Assert.Equal("请先输入动态口令。", await password.SaysAsync());
        using var wrong = await client.SendFormAsync("/signin/code", ("Code", "000000"));
        Assert.StartsWith("动态口令不正确", await wrong.SaysAsync(), StringComparison.Ordinal);
        portal.NextCode();
        using var right = await client.SendFormAsync("/signin/code?returnUrl=%2Faccount", ("Code", portal.Code(key)));
        Assert.EndsWith("/account", right.Headers.Location?.OriginalString, StringComparison.Ordinal);

        // The way is gone: the page asks for name and password again.
        using var over = await client.GetAsync("/signin/code", Stop);
        Assert.EndsWith("/signin", over.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_an_administrator_resets_ends_what_is_on_the_way()
    {
        await portal.AccountAsync("liaison-sijing");
        await portal.AuthenticatorAsync("liaison-sijing");
        using var client = portal.Portal.Client();
        using (await client.SendFormAsync("/signin", ("LoginName", "liaison-sijing"), ("Password", AccountsPortal.Password)))
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(2));
            await portal.GiveAsync("liaison-sijing");
        }
        using var gone = await client.GetAsync("/signin/code", Stop);
        Assert.EndsWith("/signin", gone.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    /// <summary>The clock stands still: it is no matter of seconds.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_right_password_leads_nowhere_once_the_account_was_closed_in_that_moment(bool isReset)
    {
        await portal.AccountAsync("bureau-civil-affairs");
        var key = await portal.AuthenticatorAsync("bureau-civil-affairs");
        portal.NextCode();
        using var client = portal.Portal.Client();
        using (await client.SendFormAsync("/signin", ("LoginName", "bureau-civil-affairs"), ("Password", AccountsPortal.Password))) { }
        var hidden = SentForm.Hidden(await client.GetStringAsync("/signin/code", Stop));
        if (isReset) Assert.NotNull((await portal.Use<GivePassword>().Run(new("security-administrator"), new("bureau-civil-affairs"), "bureau-civil-affairs", removeAuthenticator: false, Stop)).Password);
        using var answer = await client.SendFormAsync("/signin/code?returnUrl=%2Faccount", hidden, ("Code", portal.Code(key)));
        Assert.EndsWith(isReset ? "/signin" : "/account", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(isReset ? 0 : 1, portal.Sessions.Of(new("bureau-civil-affairs")).Count);
        await portal.Use<EndSessions>().SignOutEverywhere(new("security-administrator"), new("bureau-civil-affairs"), null, Stop);
    }

    [Fact]
    public async Task A_form_from_a_page_that_is_too_old_is_shown_anew_and_says_so()
    {
        using var client = portal.Portal.Client();
        var hidden = SentForm.Hidden(await client.GetStringAsync("/signin?returnUrl=%2Faccount", Stop)).ToDictionary();
        hidden["__RequestVerificationToken"] = hidden["__RequestVerificationToken"][..^4] + "AAAA";
        using var answer = await client.SendFormAsync("/signin?returnUrl=%2Faccount", hidden, ("LoginName", "leader"), ("Password", AccountsPortal.Password));
        Assert.Equal((HttpStatusCode.SeeOther, "/signin?returnUrl=%2Faccount&expired=true"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        using var page = await client.GetAsync(answer.Headers.Location, Stop);
        Assert.StartsWith("页面打开过久", await page.SaysAsync("portal-told"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_is_refused_without_a_fault()
    {
        using var client = portal.Portal.Client();
        foreach (var content in (HttpContent?[])[null, new StringContent("{}", System.Text.Encoding.UTF8, "application/json")])
        {
            using var answer = await client.PostAsync("/signin", content, Stop);
            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "这里只接受表单。"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
        }
    }

    [Fact]
    public async Task Attempts_are_limited_and_looking_at_the_page_is_none()
    {
        await using var narrow = await Portal.StartAsync(settings: ("Security:SignInsPerMinute", "2"));
        using var client = narrow.Client();
        for (var n = 0; n < 4; n++) await client.GetStringAsync("/signin", Stop);
        for (var n = 0; n < 2; n++)
        {
            using var taken = await client.SendFormAsync("/signin", ("LoginName", "x1"), ("Password", "x"));
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }
        using var refused = await client.SendFormAsync("/signin", ("LoginName", "x1"), ("Password", "x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Neither_passwords_nor_keys_nor_codes_are_in_the_log_however_much_it_tells()
    {
        await portal.AccountAsync("reviewer-2");
        var key = await portal.AuthenticatorAsync("reviewer-2");
        portal.NextCode();
        var code = portal.Code(key);
        using var client = portal.Portal.Client();
        using (await client.SendFormAsync("/signin", ("LoginName", "reviewer-2"), ("Password", AccountsPortal.Password))) { }
        using (await client.SendFormAsync("/signin/code", ("Code", code))) { }
        using (await client.SendFormAsync("/account/password", ("Old", AccountsPortal.Password), ("Wanted", "Zheng-Wu.2023"), ("Again", "Zheng-Wu.2023"))) { }
        var log = portal.Portal.Log.Text;
        Assert.Contains("/account/password", log, StringComparison.Ordinal); // It does tell much.
        var session = portal.Sessions.Of(new("reviewer-2"))[0].Id;
        Assert.All((string[])[AccountsPortal.Password, "Zheng-Wu.2023", key, session], secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        Assert.DoesNotMatch($"Code[^\n]{{0,40}}{code}", log);
    }
}
