using System.Net;
using EvaluationPortal.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Tests.Access;

public sealed class IssuerCheckTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("/", true)]
    [InlineData("/other", false)]
    [InlineData("https://login.elsewhere.example", false)]
    public async Task A_provider_speaks_for_the_address_it_was_configured_by_and_for_no_other(string issuer, bool isTaken)
    {
        await using var provider = await ProviderAsync(own => issuer.StartsWith("http", StringComparison.Ordinal) ? issuer : own + issuer);
        await using var portal = await Portal.StartAsync(settings:
        [
            ("SignIn:Providers:oa:Name", "OA"), ("SignIn:Providers:oa:Authority", provider.Urls.First()), ("SignIn:Providers:oa:ClientId", "portal"),
            ("SignIn:Providers:oa:ClientSecretFile", SecretFile()),
        ]);
        using var client = portal.Client();
        using var answer = await client.GetAsync("/signin/with/oa", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(isTaken ? $"{provider.Urls.First()}/authorize" : "/signin/refused?why=Unreachable", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(!isTaken, portal.Log.Text.Contains("与设置的Authority", StringComparison.Ordinal));
    }

    private static string SecretFile()
    {
        var file = Path.Combine(Path.GetTempPath(), $"secret-{Guid.NewGuid():n}");
        File.WriteAllText(file, "a secret only of the tests");
        return file;
    }

    /// <summary>Metadata, and no more.</summary>
    private static async Task<WebApplication> ProviderAsync(Func<string, string> issuer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request) => Told($"http://{request.Host}"));
        app.MapGet("/keys", () => new { keys = Array.Empty<object>() });
        await app.StartAsync();
        return app;

        Dictionary<string, string> Told(string own) => new()
        {
            ["issuer"] = issuer(own), ["authorization_endpoint"] = $"{own}/authorize", ["token_endpoint"] = $"{own}/token", ["jwks_uri"] = $"{own}/keys",
        };
    }
}
