using System.Net;
using EvaluationPortal.Core.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class EndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Monitors_are_answered_without_signing_in(string address)
    {
        using var client = portal.Client();
        Assert.Equal("ok", await client.GetStringAsync(address, Stop));
    }

    /// <summary>A new page or download is closed until it says otherwise; what is open is on this list.</summary>
    [Fact]
    public void Every_address_wants_a_sign_in_except_those_on_the_list()
    {
        string[] open = ["/healthz", "/readyz", "/signin", "/signin/persona", "/signin/code", "/account/password", "/account/authenticator", "/setup", "/signin/with/{provider}", "/signin/refused", "/signin-done", "/signout", "/signout/with/{provider}", "/signed-out", "/error", "/not-found"];
        var endpoints = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null || e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(a => !a.StartsWith("/_blazor", StringComparison.Ordinal) && !a.StartsWith("/_framework", StringComparison.Ordinal) && !IsAsset(a))
            .Distinct();
        Assert.Equal(open.Order(StringComparer.Ordinal), endpoints.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unknown_address_is_404_in_Chinese()
    {
        using var client = portal.Client();
        using var response = await client.GetAsync("/no/such/page", Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("没有这个页面", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_page_gives_a_number_to_report()
    {
        using var client = portal.Client();
        var page = await client.GetStringAsync("/error", Stop);
        Assert.Matches("故障编号：<code>[0-9a-f]{32}</code>", page);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\n/elsewhere.example")]
    public async Task Signing_in_never_leads_away_from_the_portal(string returnUrl)
    {
        using var client = portal.Client();
        using var response = await PostPersonaAsync(client, "leader", returnUrl);
        Assert.Equal("/", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_denied_person_is_told_which_roles_may()
    {
        using var client = portal.Client();
        using var signedIn = await PostPersonaAsync(client, "liaison-yueyang", "/");
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/denied?needs={nameof(Permission.SeeBoard)}", Stop));
        Assert.Contains("“查看评分汇总表”需要的角色是考评员、考评组长", page, StringComparison.Ordinal);
        Assert.Contains("您的角色是联络员", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reviewer-1")]
    [InlineData("leader")]
    [InlineData("security-auditor")]
    [InlineData("system-administrator")]
    public async Task The_start_page_is_there_for_every_role(string persona)
    {
        using var client = portal.Client();
        using var signedIn = await PostPersonaAsync(client, persona, "/");
        using var start = await client.GetAsync("/", Stop);
        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_without_the_pages_token_is_not_one()
    {
        using var client = portal.Client();
        using var response = await client.PostAsync("/signin/persona", new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "leader" }), Stop);
        Assert.DoesNotContain(response.Headers, h => h.Key == "Set-Cookie");
    }

    [Fact]
    public async Task In_Production_there_are_no_personas()
    {
        await using var production = await Portal.StartAsync("Production");
        using var client = production.Client();
        var page = await client.GetStringAsync("/signin", Stop);
        Assert.DoesNotContain("沈雅琴", page, StringComparison.Ordinal);
        Assert.DoesNotContain("演示", page, StringComparison.Ordinal);
        Assert.Empty(production.Services.GetRequiredService<People>().All);
        using var response = await client.PostAsync("/signin/persona", new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "leader" }), Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_demonstration_in_Production_says_so_on_its_pages()
    {
        await using var production = await Portal.StartAsync("Production", settings: ("Demo:Enabled", "true"));
        using var client = production.Client();
        foreach (var address in (string[])["/signin", "/error"])
        {
            Assert.Contains("演示数据，非真实结果", await client.GetStringAsync(address, Stop), StringComparison.Ordinal);
        }
    }

    private static bool IsAsset(string address) =>
        address == "/{**path:file}" || (address.Contains('.', StringComparison.Ordinal) && !address.Contains('{', StringComparison.Ordinal));

    private static async Task<HttpResponseMessage> PostPersonaAsync(HttpClient client, string persona, string returnUrl)
    {
        var page = await client.GetStringAsync("/signin", Stop);
        const string before = "name=\"__RequestVerificationToken\" value=\"";
        var from = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var token = page[from..page.IndexOf('"', from)];
        var form = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["person"] = persona, ["returnUrl"] = returnUrl };
        return await client.PostAsync("/signin/persona", new FormUrlEncodedContent(form), Stop);
    }
}
