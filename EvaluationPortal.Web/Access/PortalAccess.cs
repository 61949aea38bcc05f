using System.Security.Cryptography;
using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Operations.Settings;
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

    public static void AddPortalAccess(this IHostApplicationBuilder builder, StorageOptions storage)
    {
        // Cookies know hosts, not ports: portals side by side on one machine must not overwrite each other's.
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storage.DataDirectory)))[..8];
        var services = builder.Services;
        services.AddSingleton<People>();
        services.AddDataProtection()
            .SetApplicationName("EvaluationPortal")
            .PersistKeysToFileSystem(KeyDirectory(storage.DataDirectory));
        services.AddAntiforgery(o => o.Cookie.Name = $"portal-form-{mark}");
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = $"portal-{mark}";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
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
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapPortalAccess(this WebApplication app)
    {
        app.MapPost($"{SignInPath}/persona", SignInAsPersona).AllowAnonymous();
        app.MapPost(SignOutPath, SignOut).AllowAnonymous();
    }

    /// <summary>An address on this portal, or the start page for anything else.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    private static DirectoryInfo KeyDirectory(string dataDirectory) => new(Path.Combine(dataDirectory, "keys"));

    private static async Task<IResult> SignInAsPersona(HttpContext context, IAntiforgery antiforgery, DemoOptions demo, People people)
    {
        if (!demo.Enabled)
        {
            return Results.NotFound();
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.Redirect(SignInPath);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = new PersonId(form["person"].ToString());
        if (!Personas.Ids.Contains(id) || people.Find(id) is null)
        {
            return Results.Redirect(SignInPath);
        }

        await context.SignInAsync(PortalClaims.Principal(id, "persona"));
        return Results.LocalRedirect(Local(form["returnUrl"]));
    }

    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery)
    {
        if (await antiforgery.IsRequestValidAsync(context))
        {
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
