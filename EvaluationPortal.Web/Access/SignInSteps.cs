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

    /// <summary>Not a step: where one's own authenticator is removed.</summary>
    public const string RemovalPath = "/account/authenticator/remove";

    private const string PersonClaim = "on-the-way";
    private const string PassedClaim = "code-passed";
    private const string StampClaim = "stamp";

    /// <summary>Who is on the way; null for nobody, or where something has ended it meanwhile: another password, 停用, 在所有设备上退出.</summary>
    public static async Task<OnTheWay?> Of(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        if (ticket.Principal is not { } user || user.FindFirst(PersonClaim) is not { } claim || user.FindFirst(StampClaim) is not { Value: var stamp }) return null;
        var person = new PersonId(claim.Value);
        var mayGoOn = await context.RequestServices.GetRequiredService<SignInWithPassword>().MayGoOn(person, stamp, context.RequestAborted);
        return mayGoOn ? new(person, stamp, user.HasClaim(PassedClaim, "yes")) : null;
    }

    /// <summary>Goes on with the step that comes next, or begins the session.</summary>
    /// <param name="method">How the session begins, where nothing more is needed.</param>
    /// <returns>The address to go to.</returns>
    public static async Task<string> Continue(HttpContext context, OnTheWay who, PasswordStep step, string? returnUrl, string method = "password")
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
            await context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(PersonClaim, who.Person.Value), new Claim(StampClaim, who.Stamp), new Claim(PassedClaim, who.CodePassed ? "yes" : "no")], Scheme)));
            return $"{path}?returnUrl={Uri.EscapeDataString(PortalAccess.Local(returnUrl))}";
        }

        await context.SignOutAsync(Scheme);
        return step is PasswordStep.Done && await SessionCookie.Begin(context, who.Person, method, who.Stamp) is not null ? PortalAccess.Local(returnUrl) : PortalAccess.SignInPath;
    }
}

/// <summary>Somebody whose password was right and who has no session yet.</summary>
/// <param name="Stamp">The account's when the password was right: the session begins under it, or not at all.</param>
/// <param name="CodePassed">A one-time code was right too.</param>
public sealed record OnTheWay(PersonId Person, string Stamp, bool CodePassed);
