using System.Security.Cryptography;
using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace EvaluationPortal.Web.Access;

/// <summary>Sign-in and the session cookie.</summary>
public static class PortalAccess
{
    public const string SignInPath = "/signin";
    public const string SignOutPath = "/signout";
    public const string DeniedPath = "/denied";

    public static void AddPortalAccess(this IHostApplicationBuilder builder, StorageOptions storage, SecurityOptions security)
    {
        // Cookies know hosts, not ports: portals side by side on one machine must not overwrite each other's.
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storage.DataDirectory)))[..8];
        var (prefix, overTls) = security.AllowHttp ? ("", CookieSecurePolicy.SameAsRequest) : ("__Host-", CookieSecurePolicy.Always);
        var services = builder.Services;
        services.AddSingleton<People>();
        services.AddDataProtection()
            .SetApplicationName("EvaluationPortal")
            .PersistKeysToFileSystem(KeyDirectory(storage.DataDirectory));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = $"{prefix}portal-form-{mark}";
            o.Cookie.Path = "/";
            o.Cookie.SecurePolicy = overTls;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = $"{prefix}portal-{mark}";
            o.Cookie.Path = "/";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = overTls;
            o.LoginPath = SignInPath;
            o.LogoutPath = SignOutPath;
            o.AccessDeniedPath = DeniedPath;
            o.ReturnUrlParameter = "returnUrl";
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.Events.OnValidatePrincipal = RefuseStrangers;
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
        app.UseAntiforgery();
    }

    public static void MapPortalAccess(this WebApplication app)
    {
        app.MapPost($"{SignInPath}/persona", SignInAsPersona).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost(SignOutPath, SignOut).AllowAnonymous();
    }

    /// <summary>An address on this portal, or the start page for anything else.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

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
            await note.SignInRefused(tried, "没有这位演示人物。", address, stop);
            return Results.Redirect(SignInPath);
        }

        await note.SignedIn(id, address, stop);
        await context.SignInAsync(PortalClaims.Principal(id, "persona"));
        return Results.LocalRedirect(Local(form["returnUrl"]));
    }

    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery, People people, NoteEvents note)
    {
        if (await antiforgery.IsRequestValidAsync(context))
        {
            if (people.Of(context.User) is { } person)
            {
                await note.SignedOut(person.Id, Answers.ClientAddress(context), context.RequestAborted);
            }

            await context.SignOutAsync();
        }

        return Results.LocalRedirect(SignInPath);
    }

    private static async Task RefuseStrangers(CookieValidatePrincipalContext context)
    {
        if (context.Principal is null || context.HttpContext.RequestServices.GetRequiredService<People>().Of(context.Principal) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }
}
