using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace EvaluationPortal.Tests.Web;

/// <summary>A portal whose clock stands still unless a test moves it, and whose administrators need a one-time code; personas get local accounts as tests need them.</summary>
public sealed class AccountsPortal : IAsyncLifetime
{
    public const string Password = "Wen-Jian.2022";

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public Portal Portal { get; private set; } = null!;

    public string Address => Portal.Address;

    public LiveSessions Sessions => Use<LiveSessions>();

    public async ValueTask InitializeAsync()
    {
        Portal = new Portal
        {
            Clock = Clock,
            Settings = new Dictionary<string, string> { ["Access:Authenticators"] = "administrators", ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Debug", ["Logging:Console:LogLevel:Default"] = "Error" },
        };
        await Portal.InitializeAsync();
    }

    public T Use<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    /// <summary>Gives the persona an account: the id is the login name.</summary>
    /// <returns>The first password.</returns>
    public async Task<string> GiveAsync(string persona)
    {
        var by = persona == "security-administrator" ? "administrator" : "security-administrator";
        var given = await Use<GivePassword>().Run(new(by), new(persona), persona, removeAuthenticator: true, CancellationToken.None);
        return given.Password ?? throw new InvalidOperationException(given.Why);
    }

    /// <summary>Gives the persona an account whose password is <see cref="Password"/>, chosen by the person.</summary>
    public async Task AccountAsync(string persona) =>
        Assert.Null((await Use<ChangePassword>().Run(new(persona), await GiveAsync(persona), Password, null, null, CancellationToken.None)).Why);

    /// <summary>Sets an authenticator up for the persona.</summary>
    /// <returns>The key; the code of the step that is now is used.</returns>
    public async Task<string> AuthenticatorAsync(string persona)
    {
        var key = SetAuthenticator.NewKey();
        Assert.Null(await Use<SetAuthenticator>().Run(new(persona), key, Code(key), CancellationToken.None));
        return key;
    }

    /// <summary>The code that the app shows now.</summary>
    public string Code(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(Clock.GetUtcNow().UtcDateTime);

    /// <summary>The next code comes.</summary>
    public void NextCode() => Clock.Advance(TimeSpan.FromSeconds(30));

    /// <summary>A client that signed in with the password.</summary>
    public async Task<HttpClient> ClientAsync(string persona)
    {
        var client = Portal.Client();
        using var answer = await client.SendFormAsync("/signin", ("LoginName", persona), ("Password", Password));
        Assert.Equal("/", answer.Headers.Location?.OriginalString.Replace(Address, "", StringComparison.Ordinal));
        return client;
    }

    public async Task<AuditEntry> LastEntryAsync()
    {
        await using var db = Use<PortalDatabase>().Open();
        return await db.Audit.AsNoTracking().OrderByDescending(e => e.Sequence).FirstAsync();
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
