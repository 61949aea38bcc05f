using System.Security.Claims;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Authentication;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// Between a right password and a session: a one-time code, a new password, an authenticator to be set up. Who is on the way is in a
/// cookie of its own for ten minutes, which opens nothing but these pages.
/// </summary>
public static class SignInSteps
{
    public const string Scheme = "SigningIn";
    public const string CodePath = "/signin/code";
    public const string PasswordPath = "/account/password";
    public const string AuthenticatorPath = "/account/authenticator";

    private const string PersonClaim = "on-the-way";
    private const string PassedClaim = "code-passed";

    /// <summary>Who is on the way, and whether a code was passed; null for nobody, or where the password is another one meanwhile.</summary>
    public static async Task<(PersonId Person, bool CodePassed)?> Of(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        if (ticket is not { Principal: { } user, Properties.IssuedUtc: { } begun } || user.FindFirst(PersonClaim) is not { } claim) return null;
        var person = new PersonId(claim.Value);
        var mayGoOn = await context.RequestServices.GetRequiredService<SignInWithPassword>().MayGoOn(person, begun, context.RequestAborted);
        return mayGoOn ? (person, user.HasClaim(PassedClaim, "yes")) : null;
    }

    /// <summary>Goes on with the step that comes next, or begins the session.</summary>
    /// <param name="method">How the session begins, where nothing more is needed.</param>
    /// <returns>The address to go to.</returns>
    public static async Task<string> Continue(HttpContext context, PersonId person, PasswordStep step, bool codePassed, string? returnUrl, string method = "password")
    {
        var path = step switch
        {
            PasswordStep.Code => CodePath,
            PasswordStep.NewPassword => PasswordPath,
            PasswordStep.NewAuthenticator => AuthenticatorPath,
            _ => null,
        };
        if (path is not null)
        {
            await context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(PersonClaim, person.Value), new Claim(PassedClaim, codePassed ? "yes" : "no")], Scheme)));
            return $"{path}?returnUrl={Uri.EscapeDataString(PortalAccess.Local(returnUrl))}";
        }

        await context.SignOutAsync(Scheme);
        return step is PasswordStep.Done && await SessionCookie.Begin(context, person, method) is not null ? PortalAccess.Local(returnUrl) : PortalAccess.SignInPath;
    }
}
