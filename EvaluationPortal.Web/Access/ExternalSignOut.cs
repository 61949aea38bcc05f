using System.Security.Claims;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// Signing out at the provider too. Its token, which it wants to see again, is kept in an encrypted cookie of its own: it would
/// only make the session's longer, which every request carries for the portal's sake.
/// </summary>
internal static partial class ExternalSignOut
{
    public const string SignedOutPath = "/signed-out";
    private const string PersonClaim = "origin-person";
    private const string ProviderClaim = "provider";
    private const string Ended = "ended";

    /// <summary>The page between is there for a minute or two, then the provider is left alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public static Task Remember(HttpContext context, PersonId person, SignInProvider provider, string? token)
    {
        var origin = new AuthenticationProperties();
        if (token is not null) origin.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }]);
        var identity = new ClaimsIdentity([new Claim(PersonClaim, person.Value), new Claim(ProviderClaim, provider.Id)], Providers.OriginScheme);
        return context.SignInAsync(Providers.OriginScheme, new ClaimsPrincipal(identity), origin);
    }

    /// <summary>Where somebody who just signed out of the portal goes on: to the sign-in page, or first to the page that leads to the provider.</summary>
    /// <remarks>Not there at once: the policy lets no form's answer lead to another site.</remarks>
    public static async Task<string> Next(HttpContext context, PersonId? person, TimeProvider clock)
    {
        var origin = await context.AuthenticateAsync(Providers.OriginScheme);
        if (!origin.Succeeded) return PortalAccess.SignInPath;
        if (person is null || origin.Principal.FindFirstValue(PersonClaim) != person.Value.Value)
        {
            await context.SignOutAsync(Providers.OriginScheme);
            return PortalAccess.SignInPath;
        }

        origin.Properties.Items[Ended] = Ended;
        origin.Properties.ExpiresUtc = clock.GetUtcNow() + Grace;
        await context.SignInAsync(Providers.OriginScheme, origin.Principal, origin.Properties);
        return $"{SignedOutPath}?from={origin.Principal.FindFirstValue(ProviderClaim)}";
    }

    /// <summary>Leads to the provider, where the session here has just been ended by its person; another site's link does nothing.</summary>
    public static async Task<IResult> Lead(string provider, HttpContext context, SignInOptions signIn, ILoggerFactory logs)
    {
        var origin = await context.AuthenticateAsync(Providers.OriginScheme);
        if (!origin.Succeeded || !origin.Properties.Items.ContainsKey(Ended) || origin.Principal.FindFirstValue(ProviderClaim) != provider || signIn.Find(provider) is not { } found)
        {
            return Results.LocalRedirect(PortalAccess.SignInPath);
        }

        await context.SignOutAsync(Providers.OriginScheme);
        try
        {
            await context.SignOutAsync(found.Id, new() { RedirectUri = PortalAccess.SignInPath });
            return Results.Empty;
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogNotEnded(logs.CreateLogger(typeof(ExternalSignOut).FullName!), found.Name, fault.Message, fault);
            return Results.LocalRedirect(PortalAccess.SignInPath);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "没有能在{Provider}退出：{Why}")]
    private static partial void LogNotEnded(ILogger logger, string provider, string why, Exception fault);
}
