using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvaluationPortal.Web.Access;

/// <summary>To a provider, and back as a registered person or not at all.</summary>
public static class ExternalSignIn
{
    public const string RefusedPath = $"{PortalAccess.SignInPath}/refused";
    private const string DonePath = "/signin-done";

    /// <summary>Cookies of sign-ins begun and given up; more than these could make a browser's headers too long to be answered.</summary>
    private const int MostUnfinished = 16;

    public static void MapProviders(this WebApplication app)
    {
        // By a link, not a form: the policy lets no form's answer lead to another site. The state keeps others from beginning it for one.
        app.MapGet($"{PortalAccess.SignInPath}/with/{{provider}}", Begin).AllowAnonymous().RequireRateLimiting(RateLimits.ToProvider);
        app.MapGet(DonePath, Arrive).AllowAnonymous().RequireRateLimiting(RateLimits.FromProvider);
        app.MapGet($"{PortalAccess.SignOutPath}/with/{{provider}}", ExternalSignOut.Lead).AllowAnonymous();
    }

    /// <summary>The link that begins a sign-in.</summary>
    public static string Address(SignInProvider provider, string? returnUrl) =>
        $"{PortalAccess.SignInPath}/with/{provider.Id}?returnUrl={Uri.EscapeDataString(PortalAccess.Local(returnUrl))}";

    /// <summary>The page that tells why not.</summary>
    public static string RefusedAddress(SignInRefusal refusal, SignInProvider? provider) => $"{RefusedPath}?why={refusal}&from={provider?.Id}";

    private static async Task<IResult> Begin(string provider, string? returnUrl, HttpContext context, SignInOptions signIn, ProviderWatch watch, PortalCookies cookies, NoteEvents note)
    {
        if (signIn.Find(provider) is not { } found) return Results.NotFound();
        if (await watch.Answers(found, context.RequestAborted))
        {
            DropUnfinished(context, cookies);
            try
            {
                await context.ChallengeAsync(found.Id, new() { RedirectUri = $"{DonePath}?returnUrl={Uri.EscapeDataString(PortalAccess.Local(returnUrl))}" });
                return Results.Empty;
            }
            catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                watch.Failed(found, fault);
            }
        }

        return await Refuse(context, note, SignInRefusal.Unreachable, found, null, "对方无法访问。");
    }

    private static async Task<IResult> Arrive(string? returnUrl, HttpContext context, SignInOptions signIn, RecognisePerson recognise, ProviderWatch watch, NoteEvents note)
    {
        var (ticket, stop) = (await context.AuthenticateAsync(Providers.ArrivalScheme), context.RequestAborted);
        await context.SignOutAsync(Providers.ArrivalScheme);
        if (Arrivals.Read(ticket.Principal) is not { } arrival || signIn.Find(arrival.Provider) is not { } provider)
        {
            return await Refuse(context, note, SignInRefusal.Unfinished, null, null, "没有待完成的登录。");
        }

        var recognition = await recognise.Run(arrival, Answers.ClientAddress(context), stop);
        if (recognition is not Recognised { Person: var person })
        {
            var refusal = ((NotRecognised)recognition).Why;
            return await Refuse(context, note, refusal, provider, arrival.Email ?? arrival.StaffNumber ?? arrival.Name, refusal.Sentence(provider.Name));
        }

        if (await SessionCookie.Begin(context, person, provider.Id, arrival.Key) is null)
        {
            return await Refuse(context, note, SignInRefusal.Disabled, provider, person.Value, SignInRefusal.Disabled.Sentence(provider.Name));
        }

        if (await watch.CanEndSession(provider, stop))
        {
            await ExternalSignOut.Remember(context, person, provider, ticket.Properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken));
        }

        return Results.LocalRedirect(PortalAccess.Local(returnUrl));
    }

    private static async Task<IResult> Refuse(HttpContext context, NoteEvents note, SignInRefusal refusal, SignInProvider? provider, string? tried, string why)
    {
        await note.SignInRefused(tried, provider is null ? why : $"{provider.Name}：{why}", Answers.ClientAddress(context), context.RequestAborted);
        return Results.LocalRedirect(RefusedAddress(refusal, provider));
    }

    private static void DropUnfinished(HttpContext context, PortalCookies cookies)
    {
        var (state, nonce) = ($"{cookies.Name("state")}.", $"{cookies.Name("nonce")}.");
        var unfinished = context.Request.Cookies.Keys.Where(name => name.StartsWith(state, StringComparison.Ordinal) || name.StartsWith(nonce, StringComparison.Ordinal)).ToList();
        if (unfinished.Count < MostUnfinished) return;
        foreach (var name in unfinished) context.Response.Cookies.Delete(name, new() { Path = "/", Secure = context.Request.IsHttps, HttpOnly = true, SameSite = SameSiteMode.Lax });
    }
}
