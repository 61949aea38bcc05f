namespace EvaluationPortal.Web.Security;

/// <summary>
/// Only the portal's own pages open circuits: a page of another site could otherwise open one with the visitor's cookie, as
/// browsers hold WebSockets to no origin by themselves.
/// </summary>
public static partial class CircuitOrigin
{
    /// <summary>Answers 403 on the circuit's addresses to any other origin, and to a socket that names none.</summary>
    public static void UseCircuitOrigin(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || IsOwn(context))
        {
            return next(context);
        }

        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CircuitOrigin).FullName!);
        LogForeignOrigin(logger, Shown(context.Request.Headers.Origin.ToString()), OwnOrigin(context.Request), context.Connection.RemoteIpAddress);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("只接受本系统自己的页面发起的连接。", context.RequestAborted);
    });

    /// <summary>Whether the request comes from one of the portal's own pages.</summary>
    internal static bool IsOwn(HttpContext context)
    {
        var (request, origins) = (context.Request, context.Request.Headers.Origin);
        if (origins.Count == 0)
        {
            // Browsers name the origin of every socket and of every POST; a plain GET of the own page names none.
            var isSocket = context.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);
            return !isSocket && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        }

        return origins.Count == 1 && string.Equals(origins[0], OwnOrigin(request), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As a browser writes it: without the scheme's own port.</summary>
    private static string OwnOrigin(HttpRequest request) =>
        request.Host is { Host.Length: > 0 } host ? new UriBuilder(request.Scheme, host.Host, host.Port ?? -1).Uri.GetLeftPart(UriPartial.Authority) : "";

    /// <summary>Somebody else chose the text: one line, not too long.</summary>
    private static string Shown(string origin) => string.Concat(origin.Take(100).Select(c => char.IsControl(c) ? '�' : c));

    [LoggerMessage(Level = LogLevel.Warning, Message = "拒绝了来源为“{Origin}”的连接（本站为“{Own}”，地址{Address}）。如果来源就是本站，请检查反向代理：须原样转发Host，并在Security:Proxies中填写其地址")]
    private static partial void LogForeignOrigin(ILogger logger, string origin, string own, System.Net.IPAddress? address);
}
