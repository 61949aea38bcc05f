using System.Net;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Web;

/// <summary>What a cookie opens: a session that lasts, of this installation, and of the steps on the way nothing else.</summary>
public sealed class SessionCookieTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cookie_of_a_session_that_was_ended_opens_nothing_any_more()
    {
        await portal.AccountAsync("leader");
        using var client = await portal.ClientAsync("leader");
        using (var open = await client.GetAsync("/2022/report-cards.zip", HttpCompletionOption.ResponseHeadersRead, Stop)) Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        await portal.Use<EndSessions>().SignOutEverywhere(new("administrator"), new("leader"), null, Stop);
        using var closed = await client.GetAsync("/2022/report-cards.zip", Stop);
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Contains("/signin", closed.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains(closed.Headers.GetValues("Set-Cookie"), c => c.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cookie_on_the_way_opens_nothing_but_the_steps()
    {
        var given = await portal.GiveAsync("third-party");
        using var client = portal.Portal.Client();
        using var answer = await client.SendFormAsync("/signin?returnUrl=/account", ("LoginName", "third-party"), ("Password", given));
        Assert.EndsWith("/account/password?returnUrl=%2Faccount", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal-step-", StringComparison.Ordinal));
        foreach (var part in (string[])["path=/", "httponly", "samesite=strict"]) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        foreach (var address in (string[])["/2022/units/sijing/report-card.pdf", "/audit.csv", "/"])
        {
            using var closed = await client.GetAsync(address, Stop);
            Assert.NotEqual(HttpStatusCode.OK, closed.StatusCode);
            Assert.DoesNotContain("/board", closed.Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);
        }

        // Nor a later step: an authenticator is set up when it is its turn.
        var page = await client.GetStringAsync("/account/authenticator", Stop);
        using var early = await client.SendFormAsync("/account/authenticator", SentForm.Hidden(page), ("Code", "000000"));
        Assert.Equal("请先完成前面的步骤。", await early.SaysAsync());
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        using var late = await client.GetAsync("/account/password", Stop);
        Assert.EndsWith("/signin", late.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_made_with_another_installation_s_key_is_none()
    {
        using var elsewhere = new TemporaryDirectory();
        await using var other = await Portal.StartAsync(dataDirectory: elsewhere.Path);
        using var client = portal.Portal.Client();
        using var signed = await PersonaAsync(other);
        var made = Assert.Single(signed.Headers.GetValues("Set-Cookie"), c => !c.StartsWith("portal-form", StringComparison.Ordinal));
        var value = made[(made.IndexOf('=', StringComparison.Ordinal) + 1)..made.IndexOf(';', StringComparison.Ordinal)];
        using var own = await PersonaAsync(portal.Portal);
        var name = Assert.Single(own.Headers.GetValues("Set-Cookie"), c => !c.StartsWith("portal-form", StringComparison.Ordinal)).Split('=')[0];
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(Assert.Single(own.Headers.GetValues("Set-Cookie"), c => c.StartsWith(name + "=", StringComparison.Ordinal)).Split(';')[0]));
        Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync($"{name}={value}"));

        async Task<HttpStatusCode> WithCookieAsync(string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/2022/report-cards.zip");
            request.Headers.Add("Cookie", cookie);
            using var bare = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(portal.Address) };
            using var answer = await bare.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_persona_s_session_is_none_once_the_demonstration_is_off()
    {
        using var data = new TemporaryDirectory();
        string cookie;
        await using (var demo = await Portal.StartAsync(dataDirectory: data.Path))
        {
            using var signed = await PersonaAsync(demo);
            cookie = Assert.Single(signed.Headers.GetValues("Set-Cookie"), c => !c.StartsWith("portal-form", StringComparison.Ordinal)).Split(';')[0];
        }
        foreach (var (seeded, status) in new[] { ("true", HttpStatusCode.Redirect), ("false", HttpStatusCode.Redirect) })
        {
            await using var real = await Portal.StartAsync(dataDirectory: data.Path, settings: [("Demo:Enabled", "false"), ("Demo:SeedData", seeded)]);
            using var bare = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(real.Address) };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/2022/report-cards.zip");
            request.Headers.Add("Cookie", cookie);
            using var answer = await bare.SendAsync(request, Stop);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> PersonaAsync(Portal portal)
    {
        using var client = portal.Client();
        var hidden = SentForm.Hidden(await client.GetStringAsync("/signin", Stop));
        var answer = await client.SendFormAsync("/signin/persona", hidden, ("person", "leader"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer;
    }
}
