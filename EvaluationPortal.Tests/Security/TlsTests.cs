using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Security;

public sealed class TlsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_TLS_cookies_are_bound_to_the_host_and_browsers_are_told_to_stay()
    {
        using var data = new TemporaryDirectory();
        await using var portal = await ServeWithCertificateAsync(data.Path);
        using var client = Trusting(portal.Address);
        using var page = await client.GetAsync("/signin", Stop);
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        AssertHostCookie(page, "__Host-portal-form-");

        const string before = "name=\"__RequestVerificationToken\" value=\"";
        var html = await page.Content.ReadAsStringAsync(Stop);
        var from = html.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var form = new Dictionary<string, string> { ["__RequestVerificationToken"] = html[from..html.IndexOf('"', from)], ["person"] = "leader", ["returnUrl"] = "/" };
        using var signedIn = await client.PostAsync("/signin/persona", new FormUrlEncodedContent(form), Stop);
        Assert.Equal("/", signedIn.Headers.Location?.OriginalString);
        AssertHostCookie(signedIn, "__Host-portal-");
        using var start = await client.GetAsync("/", Stop);
        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
    }

    [Fact]
    public async Task Without_TLS_nothing_is_served_but_the_monitors_and_the_sentence_says_what_to_do()
    {
        await using var portal = await Portal.StartAsync("Production", settings: ("Security:AllowHttp", "false"));
        using var client = portal.Client();
        foreach (var address in (string[])["/signin", "/portal.css", "/_blazor/initializers", "/no/such/page"])
        {
            using var refused = await client.GetAsync(address, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("Security:AllowHttp", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            Assert.False(refused.Headers.Contains("Set-Cookie"));
        }
        Assert.Equal("ok", await client.GetStringAsync("/healthz", Stop));
    }

    [Fact]
    public async Task A_page_asked_for_without_TLS_leads_to_the_portal_s_TLS_address()
    {
        using var data = new TemporaryDirectory();
        await using var portal = await ServeWithCertificateAsync(data.Path, "http://127.0.0.1:0;https://127.0.0.1:0");
        using var client = Trusting(portal.Address);
        using var answer = await client.GetAsync("/signin?returnUrl=%2Faccount", Stop);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        var over = answer.Headers.Location!;
        Assert.Equal(("https", "127.0.0.1", "/signin?returnUrl=%2Faccount"), (over.Scheme, over.Host, over.PathAndQuery));
        using var page = await client.GetAsync(over, Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_proxy_that_ends_TLS_counts_as_TLS_where_it_is_configured()
    {
        await using var portal = await Portal.StartAsync("Production", settings: [("Security:AllowHttp", "false"), ("Security:Proxies", "127.0.0.0/8;::1"), ("Demo:Enabled", "true")]);
        using var client = portal.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await client.GetAsync("/signin", Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        AssertHostCookie(page, "__Host-portal-form-");
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task On_an_intranet_without_TLS_cookies_have_plain_names()
    {
        await using var portal = await Portal.StartAsync("Production", settings: ("Demo:Enabled", "true"));
        using var client = portal.Client();
        using var page = await client.GetAsync("/signin", Stop);
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("portal-form-", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertHostCookie(HttpResponseMessage response, string prefix)
    {
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith(prefix, StringComparison.Ordinal));
        foreach (var part in (string[])["path=/", "secure", "httponly", "samesite="]) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static HttpClient Trusting(string address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=portal.test" },
    })
    { BaseAddress = new Uri(address) };

    private static async Task<PortalProcess> ServeWithCertificateAsync(string directory, string urls = "https://127.0.0.1:0")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=portal.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(directory, "portal.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "test"), Stop);
        return await PortalProcess.ServeAsync(Path.Combine(directory, "data"), "Production", urls,
            "--Security:AllowHttp", "false", "--Demo:Enabled", "true", "--Kestrel:Certificates:Default:Path", file, "--Kestrel:Certificates:Default:Password", "test");
    }
}
