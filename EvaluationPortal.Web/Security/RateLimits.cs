using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace EvaluationPortal.Web.Security;

/// <summary>How often one person, or one address where nobody is signed in, may ask for what costs or could be guessed at.</summary>
public static class RateLimits
{
    /// <summary>Attempts to sign in, by address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Setting out to a provider, by address: each makes cookies, and at first a question to the provider.</summary>
    public const string ToProvider = "to-provider";

    /// <summary>Coming back from a provider, by address: each is looked up, and a refused one is noted.</summary>
    public const string FromProvider = "from-provider";

    /// <summary>One report card, by person.</summary>
    public const string Download = "download";

    /// <summary>All report cards, or the trail, by person.</summary>
    public const string BulkDownload = "bulk-download";

    /// <summary>One file uploaded, by person.</summary>
    public const string Upload = "upload";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services, SecurityOptions security) => services.AddRateLimiter(o =>
    {
        o.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method) ? PerMinute(Address(context), security.SignInsPerMinute) : RateLimitPartition.GetNoLimiter(""));
        foreach (var way in (string[])[ToProvider, FromProvider]) o.AddPolicy(way, context => PerMinute(Address(context), security.SignInsPerMinute));
        o.AddPolicy(Download, context => PerMinute(Person(context), security.DownloadsPerMinute));
        o.AddPolicy(BulkDownload, context => PerMinute(Person(context), security.BulkDownloadsPerMinute));
        o.AddPolicy(Upload, context => PerMinute(Person(context), security.UploadsPerMinute));
        o.OnRejected = Refuse;
    });

    private static RateLimitPartition<string> PerMinute(string who, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = most, Window = Window, QueueLimit = 0 });

    private static string Person(HttpContext context) => context.User.PersonId()?.Value is { } person ? $"person {person}" : Address(context);

    /// <summary>Of an IPv6 address the network: one machine has many in it.</summary>
    private static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? $"network {new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0])}"
            : $"address {address}";
    }

    private static async ValueTask Refuse(OnRejectedContext rejected, CancellationToken stop)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync($"操作过于频繁，请{seconds}秒后再试。", stop);
    }
}
