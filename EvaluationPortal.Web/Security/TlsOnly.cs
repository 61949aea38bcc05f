using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EvaluationPortal.Web.Security;

/// <summary>Without TLS nothing but the monitors' addresses is served, unless the settings allow it.</summary>
public static class TlsOnly
{
    private const string Why =
        "本系统只通过HTTPS提供服务，请改用https://开头的网址。管理员：请配置TLS证书，或在反向代理上启用TLS并填写Security:Proxies；内网确实没有TLS时，可设Security:AllowHttp为true。";

    /// <summary>Leads a page asked for over plain HTTP to the portal's own TLS address where it has one, and refuses everything else.</summary>
    public static void UseTlsOnly(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SecurityOptions>().AllowHttp) return;
        var port = new Lazy<int?>(() => TlsPort(app));
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.IsHttps || request.Path.Value is "/healthz" or "/readyz") return next(context);
            if (port.Value is { } tls && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Host.Host.Length > 0)
            {
                var host = tls == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, tls);
                context.Response.Redirect($"https://{host.ToUriComponent()}{request.PathBase}{request.Path}{request.QueryString}", permanent: false, preserveMethod: true);
                return Task.CompletedTask;
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(Why, context.RequestAborted);
        });
    }

    private static int? TlsPort(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(BindingAddress.Parse).FirstOrDefault(a => a.Scheme == Uri.UriSchemeHttps)?.Port;
}
