using System.Text.Json.Nodes;
using EvaluationPortal.Tests.Access;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>What a provider hands out is taken only as it was asked for; everything else ends on a page, without a session, on the trail.</summary>
public sealed class ForgedSignInTests(ProvidedPortal provided, Chromium chromium) : IClassFixture<ProvidedPortal>
{
    private const string Invalid = "身份凭证未通过校验";
    private static readonly string[] Providers = ["oa", "entra"];

    public static TheoryData<string, string, string> Forgeries
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var provider in Providers)
            {
                all.Add(provider, "issuer", "签发者不符");
                all.Add(provider, "audience", "不是发给本系统的");
                all.Add(provider, "nonce", "nonce不符");
                all.Add(provider, "no nonce", "nonce不符");
                all.Add(provider, "expired", "已过期");
                all.Add(provider, "not yet valid", "尚未生效");
                all.Add(provider, "unsigned", "没有签名");
                all.Add(provider, "stripped", "没有签名");
                all.Add(provider, "key", "签名不符");
                all.Add(provider, "unknown key", "签名不符");
            }

            all.Add("entra", "tenant", "另一个租户");
            all.Add("entra", "no tenant", "");
            all.Add("entra", "tenant and issuer", "签发者不符");
            all.Add("entra", "no object", "没有说明是谁");
            return all;
        }
    }

    [Theory]
    [InlineData("oa")]
    [InlineData("entra")]
    public async Task The_token_as_it_is_lets_in(string provider)
    {
        await provided.RegisterAsync(provided.NewAccount(provider));
        var at = provided.Of(provider);
        at.Tamper = token => ForgedToken.Changed(token, at.Key, _ => { });
        await using var visit = await chromium.OpenAsync(provided.Address);
        await visit.ThroughAsync(provider);
        await visit.LiveAsync();
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_lets_nobody_in(string provider, string forgery, string why)
    {
        await provided.RegisterAsync(provided.NewAccount(provider));
        var at = provided.Of(provider);
        at.Tamper = token => Forged(token, forgery, at);
        await using var visit = await chromium.OpenAsync(provided.Address);
        visit.Tolerate("status of 400");
        await visit.ThroughAsync(provider);
        await visit.AssertRefusedAsync(provided, Invalid, why);
    }

    [Theory]
    [InlineData("oa")]
    [InlineData("entra")]
    public async Task A_return_works_once_and_in_the_browser_that_began_it(string provider)
    {
        await provided.RegisterAsync(provided.NewAccount(provider));
        await using var first = await chromium.OpenAsync(provided.Address);
        var answer = await ReturnAsync(first, provider);
        await using (var another = await chromium.OpenAsync(provided.Address))
        {
            another.Tolerate("status of 400");
            await another.Page.GotoAsync(answer);
            await another.AssertRefusedAsync(provided, "这次登录已失效", "不是在这个浏览器中发起的登录");
        }

        await first.Page.GotoAsync(answer);
        await first.LiveAsync();
        await first.Context.ClearCookiesAsync(new() { NameRegex = ProviderVisit.SessionCookie() });
        first.Tolerate("status of 400");
        await first.Page.GotoAsync(answer);
        await first.AssertRefusedAsync(provided, "这次登录已失效", "已用过");
    }

    [Theory]
    [InlineData("oa")]
    [InlineData("entra")]
    public async Task A_code_of_another_sign_in_is_refused_by_the_provider(string provider)
    {
        await provided.RegisterAsync(provided.NewAccount(provider));
        await using var victim = await chromium.OpenAsync(provided.Address);
        var stolen = await ReturnAsync(victim, provider);
        await using var thief = await chromium.OpenAsync(provided.Address);
        thief.Tolerate("status of 400");
        var own = await ReturnAsync(thief, provider);
        await thief.Page.GotoAsync(own.Replace(Parameter(own, "code"), Parameter(stolen, "code"), StringComparison.Ordinal));
        await thief.AssertRefusedAsync(provided, Invalid, "不接受授权码");
    }

    [Fact]
    public async Task A_code_that_was_used_is_refused_by_the_provider_in_another_sign_in()
    {
        await provided.RegisterAsync(provided.NewAccount("oa"));
        await using var visit = await chromium.OpenAsync(provided.Address);
        var first = await ReturnAsync(visit, "oa");
        await visit.Page.GotoAsync(first);
        await visit.LiveAsync();
        await visit.Context.ClearCookiesAsync(new() { NameRegex = ProviderVisit.SessionCookie() });
        visit.Tolerate("status of 400");
        var second = await ReturnAsync(visit, "oa", proven: true);
        await visit.Page.GotoAsync(second.Replace(Parameter(second, "code"), Parameter(first, "code"), StringComparison.Ordinal));
        await visit.AssertRefusedAsync(provided, Invalid, "不接受授权码");
    }

    [Fact]
    public async Task What_a_provider_refuses_is_said()
    {
        provided.NewAccount("oa");
        await using var visit = await chromium.OpenAsync(provided.Address);
        visit.Tolerate("status of 403");
        var answer = await ReturnAsync(visit, "oa");
        await visit.Page.GotoAsync(answer.Replace($"code={Parameter(answer, "code")}", "error=access_denied", StringComparison.Ordinal));
        await visit.AssertRefusedAsync(provided, "统一身份认证没有同意这次登录", "没有同意");
    }

    /// <summary>The address with which the provider sends the browser back, held before it arrives.</summary>
    private async Task<string> ReturnAsync(Visit visit, string provider, bool proven = false)
    {
        var at = provided.Of(provider);
        at.Holds = true;
        await visit.Page.GotoAsync($"/signin/with/{provider}");
        if (!proven) await visit.ProveAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "扣留" })).ToBeVisibleAsync();
        at.Holds = false;
        return at.Held;
    }

    private static string Parameter(string address, string name) =>
        Uri.EscapeDataString(QueryHelpers.ParseQuery(new Uri(address).Query)[name].ToString());

    private static string Forged(string token, string forgery, OpenIdProvider at)
    {
        var now = TimeProvider.System.GetUtcNow();
        return forgery switch
        {
            "issuer" => Changed(payload => payload["iss"] = "https://evil.example/"),
            "audience" => Changed(payload => payload["aud"] = "another-client"),
            "nonce" => Changed(payload => payload["nonce"] = "638000000000000000.another"),
            "no nonce" => Changed(payload => payload.Remove("nonce")),
            "expired" => Changed(payload => (payload["iat"], payload["nbf"], payload["exp"]) = (At(-120), At(-120), At(-60))),
            "not yet valid" => Changed(payload => (payload["nbf"], payload["exp"]) = (At(60), At(120))),
            "unsigned" => ForgedToken.Unsigned(token),
            "stripped" => ForgedToken.Stripped(token),
            "key" => ForgedToken.SignedByAnother(token, at.Key.KeyId),
            "unknown key" => ForgedToken.SignedByAnother(token, "of-nobody"),
            "tenant" => Changed(payload => payload["tid"] = ProvidedPortal.AnotherTenant),
            "no tenant" => Changed(payload => payload.Remove("tid")),
            "tenant and issuer" => Changed(payload => (payload["tid"], payload["iss"]) = (ProvidedPortal.AnotherTenant, $"{at.Origin}/{ProvidedPortal.AnotherTenant}/v2.0")),
            "no object" => Changed(payload => payload.Remove("oid")),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, "not a forgery"),
        };

        string Changed(Action<JsonObject> change) => ForgedToken.Changed(token, at.Key, change);

        JsonNode At(int minutes) => JsonValue.Create(now.AddMinutes(minutes).ToUnixTimeSeconds());
    }
}
