using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EvaluationPortal.Web.Access;

/// <summary>The one cookie that every way of signing in ends in. It names a session; whether that lasts is asked in memory with every request.</summary>
public static class SessionCookie
{
    /// <summary>How sessions of the demonstration begin: good only while that is switched on.</summary>
    public const string PersonaMethod = "persona";

    /// <summary>Begins a session of somebody whose sign-in was accepted, and gives the browser its cookie; the one it had before ends.</summary>
    /// <param name="method">How: <c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id.</param>
    /// <param name="proof">What it was accepted for, as <see cref="BeginSession.Run"/> asks for it.</param>
    /// <returns>The session; null where the person may not work (any more).</returns>
    public static async Task<Session?> Begin(HttpContext context, PersonId person, string method, string? proof)
    {
        await EndOwn(context);
        var begin = context.RequestServices.GetRequiredService<BeginSession>();
        var session = await begin.Run(person, method, proof, Answers.ClientAddress(context), context.Request.Headers.UserAgent.ToString(), context.RequestAborted);
        if (session is not null) await context.SignInAsync(PortalClaims.Principal(session));
        return session;
    }

    /// <summary>Ends the session of that browser, if any, and takes its cookie back.</summary>
    public static async Task End(HttpContext context)
    {
        await EndOwn(context);
        await context.SignOutAsync();
    }

    /// <summary>Refuses a cookie whose session has ended or whose person may not work, and notes that the others were seen.</summary>
    internal static async Task Validate(CookieValidatePrincipalContext cookie)
    {
        var services = cookie.HttpContext.RequestServices;
        if (cookie.Principal is { } user && IsGood(services, user, out var session))
        {
            // Open pages tell of keys and clicks themselves; their own connections are not the person's doing.
            if (!cookie.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)) services.GetRequiredService<LiveSessions>().Seen(session, Answers.ClientAddress(cookie.HttpContext));
            return;
        }

        cookie.RejectPrincipal();
        await cookie.HttpContext.SignOutAsync();
    }

    /// <summary>Whether the session lasts and belongs to somebody who may work.</summary>
    internal static bool IsGood(IServiceProvider services, System.Security.Claims.ClaimsPrincipal user, out string session)
    {
        session = user.SessionId() ?? "";
        var lasting = services.GetRequiredService<LiveSessions>().Find(session);
        return lasting is not null && lasting.Person == user.PersonId() && services.GetRequiredService<People>().Find(lasting.Person) is not null
            && (lasting.Method != PersonaMethod || services.GetRequiredService<DemoOptions>().Enabled);
    }

    private static async Task EndOwn(HttpContext context)
    {
        if (context.User.PersonId() is not { } person || context.User.SessionId() is not { } session) return;
        await context.RequestServices.GetRequiredService<EndSessions>().SignOut(person, session, Answers.ClientAddress(context), context.RequestAborted);
    }
}
