using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace EvaluationPortal.Web.Security;

/// <summary>What every answer says to the browser about itself, whoever made the answer: page, download, asset or error.</summary>
public static class SecurityHeaders
{
    private const string NoFeatures =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()";

    private const string OneYear = "max-age=31536000";

    /// <summary>Before everything else, so that errors have them too; set as the answer begins, as error pages clear what was set earlier.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var keepsToTls = !app.Environment.IsDevelopment();
        app.Use(async (context, next) =>
        {
            var policy = ContentSecurityPolicy.For(context.Nonce(), await context.RequestServices.GetRequiredService<ThemeStyles>().Sources);
            context.Response.OnStarting(() =>
            {
                Set(context.Response.Headers, context.HoldsStrangersFile() ? ContentSecurityPolicy.OfStrangersFile : policy);
                if (context.HoldsStrangersFile()) Isolate(context.Response.Headers);
                if (keepsToTls && context.Request.IsHttps) context.Response.Headers.StrictTransportSecurity = OneYear;
                return Task.CompletedTask;
            });
            await next(context);
        });
    }

    /// <summary>A sandboxed answer in a tab of its own must not ask for an opener policy: browsers take the two together for an error.</summary>
    private static void Isolate(IHeaderDictionary headers)
    {
        headers.XFrameOptions = "SAMEORIGIN";
        headers.Remove("Cross-Origin-Opener-Policy");
    }

    private static void Set(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = NoFeatures;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentType.ToString().StartsWith(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) && !headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            headers.CacheControl = CacheControlHeaderValue.NoStoreString;
        }
    }
}
