using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// Signing in through providers: code flow with PKCE, state and nonce. What a provider says makes no session, it only makes a
/// short-lived arrival, which <see cref="ExternalSignIn"/> turns into the session of a registered person, or refuses.
/// </summary>
public static class Providers
{
    /// <summary>The scheme of an arrival that waits to be recognised.</summary>
    public const string ArrivalScheme = "Arrival";

    /// <summary>The scheme that keeps which provider the session came from, and its token, for signing out there.</summary>
    public const string OriginScheme = "Origin";

    /// <summary>A provider that does not answer within this time is told to be unreachable.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For typing a password and a code at the provider.</summary>
    private static readonly TimeSpan Unfinished = TimeSpan.FromMinutes(10);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddProviders(this IHostApplicationBuilder builder, SignInOptions signIn, PortalCookies cookies)
    {
        builder.Services.AddSingleton(cookies);
        builder.Services.AddSingleton<ProviderWatch>();
        builder.Services.AddHostedService(s => s.GetRequiredService<ProviderWatch>());
        var authentication = builder.Services.AddAuthentication()
            .AddCookie(ArrivalScheme, o =>
            {
                cookies.Harden(o.Cookie, "arrival");
                o.ExpireTimeSpan = Unfinished;
                o.SlidingExpiration = false;
            })
            .AddCookie(OriginScheme, o =>
            {
                cookies.Harden(o.Cookie, "origin");
                o.ExpireTimeSpan = TimeSpan.FromDays(1);
                o.SlidingExpiration = false;
            });
        foreach (var provider in signIn.Providers)
        {
            if (provider.Kind is ProviderKind.Entra)
            {
                authentication.AddMicrosoftIdentityWebApp(o => Describe(o, provider), openIdConnectScheme: provider.Id, cookieScheme: null, displayName: provider.Name);
            }
            else
            {
                authentication.AddOpenIdConnect(provider.Id, provider.Name, o => Describe(o, provider));
                builder.Services.PostConfigure<OpenIdConnectOptions>(provider.Id, o => HoldToAuthority(o, provider));
            }

            // After Microsoft.Identity.Web's own settings, which would take the token from the browser and make a session of it.
            builder.Services.Configure<OpenIdConnectOptions>(provider.Id, o => Configure(o, provider, cookies));
        }
    }

    /// <summary>Where the browser comes back to: to be registered at the provider.</summary>
    public static string ReturnPath(string provider) => $"{PortalAccess.SignInPath}/return/{provider}";

    /// <summary>Where the browser comes back to from signing out at the provider: to be registered there too.</summary>
    public static string SignedOutPath(string provider) => $"{PortalAccess.SignOutPath}/return/{provider}";

    private static void Describe(MicrosoftIdentityOptions options, SignInProvider provider)
    {
        options.Instance = provider.Authority.AbsoluteUri;
        options.TenantId = provider.TenantId.ToString();
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
    }

    private static void Describe(OpenIdConnectOptions options, SignInProvider provider)
    {
        options.Authority = provider.Authority.AbsoluteUri.TrimEnd('/');
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.GetClaimsFromUserInfoEndpoint = true;
    }

    /// <summary>After the handler's own settings, of which only the metadata's reader is another: one that checks whose metadata it is.</summary>
    private static void HoldToAuthority(OpenIdConnectOptions options, SignInProvider provider) =>
        options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            options.MetadataAddress!,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata },
            new IssuerCheck(provider.Authority));

    private static void Configure(OpenIdConnectOptions options, SignInProvider provider, PortalCookies cookies)
    {
        options.SignInScheme = ArrivalScheme;
        options.SignOutScheme = OriginScheme;
        options.CallbackPath = ReturnPath(provider.Id);
        options.SignedOutCallbackPath = SignedOutPath(provider.Id);
        options.SignedOutRedirectUri = PortalAccess.SignInPath;

        // A frame of the provider's would come without the session's cookie, and could be anybody's.
        options.RemoteSignOutPath = default;
        options.ResponseType = OpenIdConnectResponseType.Code;

        // A form sent from the provider's site would need cookies that go along with every site's forms.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;

        // Microsoft.Identity.Web has put in a handler of its own, which MapInboundClaims does not reach.
        options.TokenHandler = new JsonWebTokenHandler { MapInboundClaims = false };
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.ClaimActions.Clear();
        options.Scope.Clear();
        foreach (var scope in provider.Scopes) options.Scope.Add(scope);
        options.BackchannelTimeout = Patience;
        options.RemoteAuthenticationTimeout = Unfinished;
        options.ProtocolValidator.NonceLifetime = Unfinished;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        cookies.Harden(options.CorrelationCookie, "state");
        cookies.Harden(options.NonceCookie, "nonce");
        options.CorrelationCookie.Name += '.';
        options.NonceCookie.Name += '.';
        ProviderEvents.Attach(options.Events, provider);
    }
}
