using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EvaluationPortal.Web.Security;

/// <summary>What guards every request, whatever it asks for (docs/security.md).</summary>
public static class PortalSecurity
{
    /// <summary>Forms are small, and a circuit's longest message is half of this (<c>PortalPages</c>); in bytes.</summary>
    private const int MaxBody = 512 * 1024;

    private const int MaxHeaders = 16 * 1024;
    private const int MaxHeaderCount = 64;
    private const int MaxFormFields = 64;
    private const int MaxFormField = 16 * 1024;

    public static void AddPortalSecurity(this IHostApplicationBuilder builder, SecurityOptions security)
    {
        builder.Services.AddSingleton<ThemeStyles>();
        builder.Services.AddSingleton<CircuitOwners>();
        builder.Services.AddRateLimits(security);
        builder.Services.Configure<KestrelServerOptions>(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = MaxBody;
            o.Limits.MaxRequestHeadersTotalSize = MaxHeaders;
            o.Limits.MaxRequestHeaderCount = MaxHeaderCount;
        });
        builder.Services.Configure<FormOptions>(o =>
        {
            o.ValueCountLimit = MaxFormFields;
            o.ValueLengthLimit = MaxFormField;
            o.MultipartBodyLengthLimit = MaxBody;
        });
    }

    /// <summary>First of all: everything after it may rely on the client's address and scheme.</summary>
    public static void UsePortalSecurity(this WebApplication app)
    {
        UseProxies(app);
        app.UseSecurityHeaders();
        app.UseTlsOnly();
        app.UseCircuitOrigin();
        app.Use(RefuseLongBodies);
    }

    /// <summary>Said at once where the length is told; a body that does not tell it is cut off by Kestrel as it is read.</summary>
    private static Task RefuseLongBodies(HttpContext context, RequestDelegate next)
    {
        // An address for uploads says how much it takes; Kestrel has been told by the routing.
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? MaxBody;
        if (context.Request.ContentLength is null || context.Request.ContentLength <= most) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("提交的内容过长。", context.RequestAborted);
    }

    /// <summary>The host is never taken from a proxy's header: a proxy hands it on unchanged.</summary>
    private static void UseProxies(WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<SecurityOptions>().Proxies;
        if (proxies.IsEmpty) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}
