using System.Net;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Security;

public sealed class LimitsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_many_sign_ins_from_one_address_wait_and_are_told_how_long()
    {
        await using var portal = await Portal.StartAsync(settings: ("Security:SignInsPerMinute", "2"));
        using var client = portal.Client();
        for (var i = 0; i < 2; i++)
        {
            using var taken = await AttemptAsync(client);
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        }
        using var refused = await AttemptAsync(client);
        await AssertTooMany(refused);
    }

    [Theory]
    [InlineData("/signin/with/nobody", HttpStatusCode.NotFound)]
    [InlineData("/signin-done", HttpStatusCode.Redirect)]
    public async Task The_ways_to_a_provider_and_back_are_limited_too_each_by_itself(string address, HttpStatusCode status)
    {
        await using var portal = await Portal.StartAsync(settings: ("Security:SignInsPerMinute", "2"));
        using var client = portal.Client();
        for (var n = 0; n < 2; n++)
        {
            using var taken = await client.GetAsync(address, Stop);
            Assert.Equal(status, taken.StatusCode);
        }
        using var refused = await client.GetAsync(address, Stop);
        await AssertTooMany(refused);
        using var attempt = await AttemptAsync(client);
        Assert.Equal(HttpStatusCode.Redirect, attempt.StatusCode);
    }

    [Fact]
    public async Task One_person_s_downloads_are_limited_and_another_s_are_not_touched_by_it()
    {
        await using var portal = await Portal.StartAsync(settings: [("Security:DownloadsPerMinute", "1"), ("Security:BulkDownloadsPerMinute", "1")]);
        using var one = await portal.ClientAsync("reviewer-1");
        using var other = await portal.ClientAsync("reviewer-2");
        foreach (var address in (string[])["/2022/units/nobody/report-card.pdf", "/1999/report-cards.zip"])
        {
            using var taken = await one.GetAsync(address, Stop);
            Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
            using var refused = await one.GetAsync(address, Stop);
            await AssertTooMany(refused);
            using var others = await other.GetAsync(address, Stop);
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        }
    }

    [Fact]
    public async Task Only_a_configured_proxy_says_whose_address_and_scheme_it_is()
    {
        await using var trusting = await Portal.StartAsync(settings: [("Security:SignInsPerMinute", "1"), ("Security:Proxies", "127.0.0.0/8;::1")]);
        Assert.Equal(HttpStatusCode.Redirect, await AttemptAs(trusting, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.Redirect, await AttemptAs(trusting, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAs(trusting, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAs(trusting, "198.51.100.9, 203.0.113.1")); // what a client made up stands before what the proxy added

        await using var alone = await Portal.StartAsync(settings: [("Security:SignInsPerMinute", "1"), ("Security:Proxies", "203.0.113.200")]);
        Assert.Equal(HttpStatusCode.Redirect, await AttemptAs(alone, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAs(alone, "203.0.113.2"));
    }

    [Fact]
    public async Task Long_bodies_and_headers_are_refused()
    {
        await using var portal = await Portal.StartAsync();
        using var client = portal.Client();
        using var body = new StringContent(new string('x', 600 * 1024), null, "application/x-www-form-urlencoded");
        using var tooLong = await client.PostAsync("/signin/persona", body, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("X-Long", new string('x', 20 * 1024));
        using var tooWide = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, tooWide.StatusCode);
    }

    [Fact]
    public async Task Another_host_s_name_is_not_answered_where_the_own_is_set()
    {
        await using var portal = await Portal.StartAsync(settings: ("AllowedHosts", "127.0.0.1;localhost"));
        using var client = portal.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Host = "elsewhere.example";
        using var refused = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var served = await client.GetAsync("/signin", Stop);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    private static async Task AssertTooMany(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var seconds = response.Headers.RetryAfter?.Delta?.TotalSeconds;
        Assert.InRange(seconds ?? 0, 1, 60);
        Assert.Equal($"操作过于频繁，请{seconds}秒后再试。", await response.Content.ReadAsStringAsync(Stop));
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }

    /// <summary>Without the form's token: it counts all the same.</summary>
    private static Task<HttpResponseMessage> AttemptAsync(HttpClient client) =>
        client.PostAsync("/signin/persona", new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "leader" }), Stop);

    private static async Task<HttpStatusCode> AttemptAs(Portal portal, string address)
    {
        using var client = portal.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        using var response = await AttemptAsync(client);
        return response.StatusCode;
    }
}
