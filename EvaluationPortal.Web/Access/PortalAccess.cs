using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace EvaluationPortal.Web.Access;

/// <summary>Sign-in and the session cookie.</summary>
public static class PortalAccess
{
    public const string SignInPath = "/signin";
    public const string SignOutPath = "/signout";
    public const string DeniedPath = "/denied";

    /// <summary>The sign-in page, saying that the session has ended.</summary>
    public static string SignedOutPath(string returnUrl) => $"{SignInPath}?ended=true&returnUrl={Uri.EscapeDataString(returnUrl)}";

    public static void AddPortalAccess(this IHostApplicationBuilder builder, StorageOptions storage, SecurityOptions security, AccessPolicy policy)
    {
        var cookies = PortalCookies.For(storage, security);
        var services = builder.Services;
        services.AddDataProtection()
            .SetApplicationName("EvaluationPortal")
            .PersistKeysToFileSystem(KeyDirectory(storage.DataDirectory));
        services.AddAntiforgery(o =>
        {
            cookies.Harden(o.Cookie, "form");
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            cookies.Harden(o.Cookie);
            o.LoginPath = SignInPath;
            o.LogoutPath = SignOutPath;
            o.AccessDeniedPath = DeniedPath;
            o.ReturnUrlParameter = "returnUrl";
            o.ExpireTimeSpan = policy.SessionAge;
            o.SlidingExpiration = false;
            o.Events.OnValidatePrincipal = SessionCookie.Validate;
            // Its own would put the address into a header as it stands, Chinese and all.
            o.Events.OnRedirectToReturnUrl = context =>
            {
                context.Response.Redirect(Local(context.RedirectUri));
                return Task.CompletedTask;
            };
        }).AddCookie(SignInSteps.Scheme, o =>
        {
            cookies.Harden(o.Cookie, "step");
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            o.SlidingExpiration = false;
        });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
    }

    /// <summary>Authentication before authorization; authorization is asked by each page's and endpoint's own metadata.</summary>
    public static void UsePortalAccess(this WebApplication app)
    {
        KeepKeysToOneself(KeyDirectory(app.Services.GetRequiredService<StorageOptions>().DataDirectory));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.Use(RefuseOtherThanForms);
        app.UseAntiforgery();
        app.Use(AskAgain);
    }

    public static void MapPortalAccess(this WebApplication app)
    {
        app.MapPost($"{SignInPath}/persona", SignInAsPersona).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost(SignOutPath, SignOut).AllowAnonymous();
    }

    /// <summary>An address on this portal, or the start page for anything else. Chinese in it is escaped: no header holds it as it is.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl)
            ? string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()))) : "/";

    /// <summary>Blazor throws for a POST to a page that brings no form: a fault of the sender's, answered as such.</summary>
    private static Task RefuseOtherThanForms(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.HasFormContentType || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null) return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("这里只接受表单。", context.RequestAborted);
    }

    /// <summary>A form from a page that was open too long, or under another account, is shown anew and says so.</summary>
    private static Task AskAgain(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null) return next(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = QueryHelpers.AddQueryString($"{context.Request.Path}{context.Request.QueryString}", "expired", "true");
        return Task.CompletedTask;
    }

    /// <summary>Who reads the keys can make anybody's cookie: only the account that the portal runs as may.</summary>
    private static void KeepKeysToOneself(DirectoryInfo keys)
    {
        keys.Create();
        if (OperatingSystem.IsWindows()) return;
        keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var key in keys.EnumerateFiles()) key.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    }

    private static DirectoryInfo KeyDirectory(string dataDirectory) => new(Path.Combine(dataDirectory, "keys"));

    private static async Task<IResult> SignInAsPersona(HttpContext context, IAntiforgery antiforgery, DemoOptions demo, People people, NoteEvents note)
    {
        var (stop, address) = (context.RequestAborted, Answers.ClientAddress(context));
        if (!context.Request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(stop);
        var tried = form["person"].ToString();
        if (!demo.Enabled)
        {
            await note.SignInRefused(tried, "演示人物没有启用。", address, stop);
            return Results.NotFound();
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await note.SignInRefused(tried, "不是从登录页提交，或登录页已过期。", address, stop);
            return Results.Redirect(SignInPath);
        }

        var id = new PersonId(tried);
        if (!Personas.Ids.Contains(id) || people.Find(id) is null)
        {
            await note.SignInRefused(tried, "没有这位演示人物，或已停用。", address, stop);
            return Results.Redirect(SignInPath);
        }

        await SessionCookie.Begin(context, id, SessionCookie.PersonaMethod, proof: null);
        return Results.LocalRedirect(Local(form["returnUrl"]));
    }

    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery, TimeProvider clock)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.LocalRedirect(SignInPath);
        var person = context.User.PersonId();
        await SessionCookie.End(context);
        return Results.LocalRedirect(await ExternalSignOut.Next(context, person, clock));
    }
}
