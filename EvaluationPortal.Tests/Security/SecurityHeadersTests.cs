using System.Net;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Security;

public sealed partial class SecurityHeadersTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/signin", 302)]
    [InlineData("/account/password", 200)]
    [InlineData("/account", 200)]
    [InlineData("/denied", 200)]
    [InlineData("/error", 200)]
    [InlineData("/healthz", 200)]
    [InlineData("/", 200)]
    [InlineData("/no/such/page", 404)]
    [InlineData("/2022/units/nobody/report-card.pdf", 404)]
    [InlineData("/1999/board", 404)]
    [InlineData("/portal.css", 200)]
    [InlineData("/js/board.js", 200)]
    [InlineData("/favicon.svg", 200)]
    [InlineData("/_blazor/initializers", 200)]
    [InlineData("/2022/report-cards.zip", 200)]
    public async Task Every_answer_carries_the_headers(string address, int status)
    {
        using var client = await portal.ClientAsync("reviewer-1");
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(status, (int)response.StatusCode);
        AssertGuarded(response);
    }

    [Fact]
    public async Task A_report_card_carries_them_too_and_only_its_reader_keeps_it()
    {
        using var client = await portal.ClientAsync("reviewer-1");
        var units = portal.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle.Units;
        using var response = await client.GetAsync($"/2022/units/{units[0].Code}/report-card.pdf", Stop);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        AssertGuarded(response);
        Assert.True(response.Headers.CacheControl?.Private);
    }

    [Fact]
    public async Task A_fault_in_Production_says_no_more_than_a_number_and_carries_the_headers()
    {
        await using var production = await Portal.StartAsync("Production");
        using var client = production.Client();
        using var endless = new HttpRequestMessage(HttpMethod.Post, "/signout") { Content = new StringContent(new string('x', 600 * 1024), null, "application/x-www-form-urlencoded") };
        endless.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(endless, Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(Stop);
        Assert.Contains("故障编号", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        AssertGuarded(response);
    }

    [Fact]
    public async Task Pages_are_not_kept_by_the_browser()
    {
        using var client = await portal.ClientAsync("reviewer-1");
        foreach (var address in (string[])["/signin", "/account", "/error"])
        {
            using var response = await client.GetAsync(address, Stop);
            Assert.True(response.Headers.CacheControl?.NoStore, address);
        }
    }

    [Fact]
    public async Task Every_answer_has_a_nonce_of_its_own_and_the_page_s_scripts_carry_it()
    {
        using var client = await portal.ClientAsync("reviewer-1");
        var nonces = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            using var response = await client.GetAsync("/account", Stop);
            var nonce = NonceIn().Match(Policy(response)).Groups["nonce"].Value;
            Assert.True(nonces.Add(nonce));
            Assert.Equal(16, Convert.FromBase64String(nonce).Length);
            var page = await response.Content.ReadAsStringAsync(Stop);
            var scripts = Script().Matches(page);
            Assert.Equal(3, scripts.Count);
            Assert.All(scripts, s => Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(s.Value), StringComparison.Ordinal));
            Assert.Empty(Handler().Matches(page));
        }
    }

    [Fact]
    public async Task The_policy_runs_nothing_without_a_nonce_and_loads_from_nowhere_else()
    {
        using var client = portal.Client();
        using var response = await client.GetAsync("/signin", Stop);
        var directives = Policy(response).Split(';', StringSplitOptions.TrimEntries).Select(d => d.Split(' ', 2)).ToDictionary(d => d[0], d => d[1]);
        Assert.Equal("'none'", directives["default-src"]);
        Assert.Equal("'none'", directives["frame-ancestors"]);
        Assert.Matches("^'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic'$", directives["script-src"]);
        Assert.Matches("'sha256-[A-Za-z0-9+/=]+'", directives["style-src-elem"]);
        Assert.DoesNotContain("unsafe", directives["style-src-elem"], StringComparison.Ordinal);
        Assert.All(directives.Values, v => Assert.DoesNotContain("http", v, StringComparison.Ordinal));
        Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/healthz")]
    [InlineData("/portal.css")]
    public async Task Nothing_answers_TRACE(string address)
    {
        using var client = portal.Client();
        using var request = new HttpRequestMessage(HttpMethod.Trace, address);
        using var response = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        AssertGuarded(response);
    }

    [Fact]
    public async Task Without_TLS_nothing_is_said_of_it()
    {
        using var client = portal.Client();
        using var response = await client.GetAsync("/signin", Stop);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    private static void AssertGuarded(HttpResponseMessage response)
    {
        Assert.StartsWith("default-src 'none'; ", Policy(response), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Contains("camera=()", Assert.Single(response.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    private static string Policy(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NonceIn();

    [GeneratedRegex("<script[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Script();

    /// <summary>An attribute that is a script: onclick and its like, javascript: addresses.</summary>
    [GeneratedRegex("""\son[a-z]+\s*=|javascript:""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Handler();
}
