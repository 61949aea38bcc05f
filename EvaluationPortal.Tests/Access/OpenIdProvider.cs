using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace EvaluationPortal.Tests.Access;

/// <summary>
/// A real OpenID Connect provider on loopback, over TLS: one page with one button signs its one user in and keeps a session.
/// What it hands out can be changed on the way, as a forger would.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "evaluation-portal";
    public const string ClientSecret = "a secret only of the tests";
    private const string Session = "provider-session";
    private readonly WebApplication _app;
    private readonly SqliteConnection _connection;

    private OpenIdProvider(WebApplication app, SqliteConnection connection, RsaSecurityKey key, string path) => (_app, _connection, Key, _path) = (app, connection, key, path);

    private readonly string _path;

    /// <summary>Scheme, host and port.</summary>
    public string Origin { get; private set; } = "";

    public string Authority => $"{Origin}{_path}";

    /// <summary>What it signs with.</summary>
    public RsaSecurityKey Key { get; }

    /// <summary>Claims of the id token; <c>sub</c> among them.</summary>
    public Dictionary<string, object> User { get; set; } = [];

    /// <summary>What its userinfo says beside the subject.</summary>
    public Dictionary<string, object> UserInfo { get; set; } = [];

    /// <summary>Changes the id token that the token endpoint hands out.</summary>
    public Func<string, string>? Tamper { get; set; }

    /// <summary>Instead of sending the browser back it shows a page, and keeps the address in <see cref="Held"/>.</summary>
    public bool Holds { get; set; }

    /// <summary>Where the browser would have gone, with code and state.</summary>
    public string Held { get; private set; } = "";

    /// <summary>Sign-outs that came with the token of the session.</summary>
    public int SignOuts { get; private set; }

    /// <param name="path">Before its addresses, such as <c>/tenant/v2.0</c>.</param>
    public static async Task<OpenIdProvider> StartAsync(X509Certificate2 certificate, string path = "")
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "of-the-provider" };
        OpenIdProvider provider = null!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Services.AddAuthentication(Session).AddCookie(Session, o => o.Cookie.Name = $"{Session}-{path.Length}");
        builder.Services.AddAuthorization();
        builder.Services.AddDbContext<DbContext>(o => o.UseSqlite(connection).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(o =>
            {
                o.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo").SetEndSessionEndpointUris("logout");
                o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                o.RegisterScopes(Scopes.Email, Scopes.Profile);
                o.AddSigningKey(key).AddEphemeralEncryptionKey();
                o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough();
                o.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler.SetOrder(0).UseInlineHandler(context => provider.HoldAsync(context)));
                o.AddEventHandler<ApplyTokenResponseContext>(handler => handler.SetOrder(int.MinValue).UseInlineHandler(context =>
                {
                    if (context.Response.IdToken is { } token && provider.Tamper is { } tamper) context.Response.IdToken = tamper(token);
                    return default;
                }));
            });
        var app = builder.Build();
        provider = new OpenIdProvider(app, connection, key, path);
        app.UsePathBase(path);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMethods("authorize", ["GET", "POST"], (Delegate)provider.Authorize);
        app.MapPost("login", (Delegate)provider.Login);
        app.MapPost("token", (Delegate)Token);
        app.MapGet("userinfo", (Delegate)provider.TellUserInfo);
        app.MapGet("logout", (Delegate)provider.Logout);
        await using (var scope = app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await app.StartAsync();
        provider.Origin = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>Registers a portal as its client.</summary>
    /// <param name="id">The provider's id in that portal.</param>
    public async Task RegisterAsync(string portal, string id)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { new Uri($"{portal}/signin/return/{id}") },
            PostLogoutRedirectUris = { new Uri($"{portal}/signout/return/{id}") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code, Permissions.Scopes.Email, Permissions.Scopes.Profile,
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _connection.DisposeAsync();
        Key.Rsa.Dispose();
    }

    private async Task<IResult> Authorize(HttpContext context)
    {
        if (!(await context.AuthenticateAsync(Session)).Succeeded)
        {
            return Results.Content(
                $"""<!DOCTYPE html><html lang="zh-CN"><link rel="icon" href="data:,"><title>认证中心</title><h1>认证中心</h1><form method="post" action="{_path}/login{WebUtility.HtmlEncode(context.Request.QueryString.Value)}"><button>登录</button></form>""",
                "text/html; charset=utf-8");
        }

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        foreach (var (name, value) in User)
        {
            if (value is bool flag) identity.SetClaim(name, flag);
            else identity.SetClaim(name, (string)value);
        }

        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(static _ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private async ValueTask HoldAsync(ApplyAuthorizationResponseContext context)
    {
        if (!Holds || context.RedirectUri is not { } address) return;
        Held = QueryHelpers.AddQueryString(address, context.Response.GetParameters().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));
        var response = context.Transaction.GetHttpRequest()!.HttpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync("""<!DOCTYPE html><html lang="zh-CN"><link rel="icon" href="data:,"><title>扣留</title><h1>扣留</h1>""");
        context.HandleRequest();
    }

    private async Task<IResult> Login(HttpContext context)
    {
        await context.SignInAsync(Session, new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", (string)User["sub"])], Session)));
        return Results.Redirect($"{_path}/authorize{context.Request.QueryString}");
    }

    private static async Task<IResult> Token(HttpContext context)
    {
        var code = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(code.Principal!, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private async Task<IResult> TellUserInfo(HttpContext context)
    {
        var token = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.Json(new Dictionary<string, object>(UserInfo) { ["sub"] = token.Principal!.GetClaim(Claims.Subject)! });
    }

    private async Task<IResult> Logout(HttpContext context)
    {
        if (context.GetOpenIddictServerRequest()?.IdTokenHint is not null) SignOuts++;
        await context.SignOutAsync(Session);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
