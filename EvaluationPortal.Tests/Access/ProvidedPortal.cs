using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EvaluationPortal.Tests.Web;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;

namespace EvaluationPortal.Tests.Access;

/// <summary>
/// A portal over TLS with three providers: <c>oa</c>, <c>entra</c> (the same server in Entra's clothes, with Microsoft's own
/// checks), and <c>down</c>, which does not answer.
/// </summary>
public sealed class ProvidedPortal : IAsyncLifetime
{
    public const string Tenant = "8f3c1f0e-5b1d-4c55-9a0e-2f7f3f6d1a11";
    private readonly TemporaryDirectory _own = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private OpenIdProvider _oa = null!, _entra = null!;

    internal Portal Portal { get; private set; } = null!;

    internal string Address => Portal.Address;

    internal OpenIdProvider Of(string provider) => provider == "entra" ? _entra : _oa;

    /// <summary>Whoever signs in at that provider from now on.</summary>
    internal void As(string provider, string subject)
    {
        var at = Of(provider);
        at.User = new() { ["sub"] = subject, ["name"] = "沈雅琴", ["email"] = "shen@portal.test", ["email_verified"] = true, ["preferred_username"] = "shen@portal.test" };
        if (provider == "entra") (at.User["tid"], at.User["oid"], at.User["xms_edov"]) = (Tenant, "0b6f8f0e-0000-4000-8000-000000000001", true);
        (at.UserInfo, at.Tamper) = ([], null);
    }

    public async ValueTask InitializeAsync()
    {
        _oa = await OpenIdProvider.StartAsync(_certificate);
        _entra = await OpenIdProvider.StartAsync(_certificate, $"/{Tenant}/v2.0");
        var secret = Path.Combine(_own.Path, "client-secret");
        await File.WriteAllTextAsync(secret, OpenIdProvider.ClientSecret + "\n");
        Portal = new Portal
        {
            Certificate = _certificate,
            Different = services => Trust(services),
            Settings = new Dictionary<string, string>
            {
                ["SignIn:Providers:oa:Name"] = "统一身份认证",
                ["SignIn:Providers:oa:Authority"] = _oa.Authority,
                ["SignIn:Providers:oa:ClientId"] = OpenIdProvider.ClientId,
                ["SignIn:Providers:oa:ClientSecretFile"] = secret,
                ["SignIn:Providers:oa:StaffNumberClaim"] = "staff",
                ["SignIn:Providers:entra:Kind"] = "entra",
                ["SignIn:Providers:entra:Name"] = "微软账号",
                ["SignIn:Providers:entra:Authority"] = _entra.Origin,
                ["SignIn:Providers:entra:TenantId"] = Tenant,
                ["SignIn:Providers:entra:ClientId"] = OpenIdProvider.ClientId,
                ["SignIn:Providers:entra:ClientSecretFile"] = secret,
                ["SignIn:Providers:down:Name"] = "停用的平台",
                ["SignIn:Providers:down:Authority"] = "https://127.0.0.1:9",
                ["SignIn:Providers:down:ClientId"] = OpenIdProvider.ClientId,
                ["SignIn:Providers:down:ClientSecretFile"] = secret,
                ["Security:SignInsPerMinute"] = "100000",
            },
        };
        await Portal.InitializeAsync();
        await _oa.RegisterAsync(Address, "oa");
        await _entra.RegisterAsync(Address, "entra");
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await _oa.DisposeAsync();
        await _entra.DisposeAsync();
        _certificate.Dispose();
        _own.Dispose();
    }

    /// <summary>The machine's own list of authorities would do it for a real provider.</summary>
    private void Trust(IServiceCollection services)
    {
        const string client = "issuers";
        foreach (var provider in (string[])["oa", "entra", "down"]) services.Configure<OpenIdConnectOptions>(provider, o => o.BackchannelHttpHandler = Trusting());
        services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(Trusting);
        services.Configure<AadIssuerValidatorOptions>(o => o.HttpClientName = client);
    }

    private SocketsHttpHandler Trusting() => new()
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString() },
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=portal.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
