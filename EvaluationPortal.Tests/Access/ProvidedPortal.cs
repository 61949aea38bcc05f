using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;

namespace EvaluationPortal.Tests.Access;

/// <summary>
/// A portal over TLS with three providers: <c>oa</c>, <c>entra</c> (a second server in Entra's clothes, with Microsoft's own
/// checks), and <c>down</c>, which does not answer.
/// </summary>
public sealed class ProvidedPortal : IAsyncLifetime
{
    public const string Tenant = "8f3c1f0e-5b1d-4c55-9a0e-2f7f3f6d1a11";
    public const string AnotherTenant = "11111111-2222-4333-8444-555555555555";
    private static readonly PersonId SecurityAdministrator = new("security-administrator");
    private readonly TemporaryDirectory _own = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private OpenIdProvider _oa = null!, _entra = null!;
    private int _people;

    internal Portal Portal { get; private set; } = null!;

    internal string Address => Portal.Address;

    internal static string NameOf(string provider) => provider switch { "oa" => "统一身份认证", "entra" => "微软账号", _ => "停用的平台" };

    internal OpenIdProvider Of(string provider) => provider == "entra" ? _entra : _oa;

    public async ValueTask InitializeAsync()
    {
        _oa = await OpenIdProvider.StartAsync(_certificate);
        _entra = await OpenIdProvider.StartAsync(_certificate, $"/{Tenant}/v2.0");
        var secret = Path.Combine(_own.Path, "client-secret");
        await File.WriteAllTextAsync(secret, OpenIdProvider.ClientSecret + "\n");
        var settings = new Dictionary<string, string>
        {
            ["SignIn:Providers:oa:Authority"] = _oa.Authority,
            ["SignIn:Providers:oa:StaffNumberClaim"] = "staff",
            ["SignIn:Providers:entra:Kind"] = "entra",
            ["SignIn:Providers:entra:Authority"] = _entra.Origin,
            ["SignIn:Providers:entra:TenantId"] = Tenant,
            ["SignIn:Providers:down:Authority"] = "https://127.0.0.1:9",
            ["Contact:Telephone"] = "021-37730000",
            ["Security:SignInsPerMinute"] = "100000",
        };
        foreach (var id in (string[])["oa", "entra", "down"])
        {
            settings[$"SignIn:Providers:{id}:Name"] = NameOf(id);
            settings[$"SignIn:Providers:{id}:ClientId"] = OpenIdProvider.ClientId;
            settings[$"SignIn:Providers:{id}:ClientSecretFile"] = secret;
        }

        Portal = new Portal { Certificate = _certificate, Different = Trust, Settings = settings };
        await Portal.InitializeAsync();

        // On a machine that is busy they may have been too slow for the portal's first question; they are asked again in a while.
        var (watch, signIn) = (Portal.Services.GetRequiredService<ProviderWatch>(), Portal.Services.GetRequiredService<SignInOptions>());
        foreach (var id in (string[])["oa", "entra"])
        {
            while (!await watch.Answers(signIn.Find(id)!, CancellationToken.None)) await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

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

    /// <summary>An account at that provider, of somebody nobody has seen yet, who signs in there from now on.</summary>
    /// <returns>The e-mail address, which the provider vouches for, and which is nobody's in the portal so far.</returns>
    internal string NewAccount(string provider)
    {
        var number = Interlocked.Increment(ref _people);
        var (at, email) = (Of(provider), $"wu.{provider}.{number}@portal.test");
        at.User = new() { ["sub"] = $"subject-{number}", ["name"] = "吴桂芳", ["email"] = email, ["preferred_username"] = email };
        if (provider == "entra") (at.User["tid"], at.User["oid"], at.User["xms_edov"]) = (Tenant, $"0b6f8f0e-0000-4000-8000-{number:d12}", true);
        else at.User["email_verified"] = true;
        (at.UserInfo, at.Tamper) = ([], null);
        return email;
    }

    /// <summary>Registers a person in the portal, as an administrator does.</summary>
    internal async Task<Person> RegisterAsync(string? email, string? staffNumber = null)
    {
        var person = new Person(new(""), "吴桂芳", "区政府办公室", [new Grant(Role.Reviewer)], [], Email: email, StaffNumber: staffNumber);
        var saved = await Portal.Services.GetRequiredService<SavePerson>().Run(SecurityAdministrator, null, person, "2022", TestContext.Current.CancellationToken);
        Assert.Empty(saved.Faults);
        return Portal.Services.GetRequiredService<People>().Find(saved.Person!.Value)!;
    }

    internal async Task ChangeAsync(Person seen, Person wanted)
    {
        var saved = await Portal.Services.GetRequiredService<SavePerson>().Run(SecurityAdministrator, seen, wanted, "2022", TestContext.Current.CancellationToken);
        Assert.Empty(saved.Faults);
    }

    /// <summary>The last entry of the trail of that kind.</summary>
    internal async Task<AuditEntry> LastAsync(string kind)
    {
        await using var db = Portal.Services.GetRequiredService<PortalDatabase>().Open();
        return await db.Audit.AsNoTracking().Where(e => e.Kind == kind).OrderByDescending(e => e.Sequence).FirstAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the machine's own list of authorities would do for a real provider.</summary>
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
