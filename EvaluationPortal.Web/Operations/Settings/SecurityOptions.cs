using System.Collections.Immutable;
using System.Net;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>How the portal is reached, and how often one person or address may ask.</summary>
/// <param name="AllowHttp">
/// Pages are served without TLS too: an intranet that has none. Cookies then have plain names. Where the setting is silent: in
/// Development only.
/// </param>
/// <param name="Proxies">The reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; empty: nobody's.</param>
/// <param name="SignInsPerMinute">Attempts to sign in from one address.</param>
/// <param name="DownloadsPerMinute">Report cards and files of evidence one person fetches.</param>
/// <param name="BulkDownloadsPerMinute">Zips of all report cards and audit trails as csv one person fetches.</param>
/// <param name="UploadsPerMinute">Files one person uploads.</param>
public sealed record SecurityOptions(bool AllowHttp, ImmutableArray<IPNetwork> Proxies, int SignInsPerMinute, int DownloadsPerMinute, int BulkDownloadsPerMinute, int UploadsPerMinute)
{
    private const int MostPerMinute = 100_000;

    internal static SecurityOptions Read(SettingsSection section, IHostEnvironment environment)
    {
        var options = new SecurityOptions(
            section.Flag("AllowHttp") ?? environment.IsDevelopment(),
            ReadProxies(section),
            section.Whole("SignInsPerMinute", 1, MostPerMinute, 120),
            section.Whole("DownloadsPerMinute", 1, MostPerMinute, 300),
            section.Whole("BulkDownloadsPerMinute", 1, MostPerMinute, 10),
            section.Whole("UploadsPerMinute", 1, MostPerMinute, 60));
        section.Close();
        return options;
    }

    private static ImmutableArray<IPNetwork> ReadProxies(SettingsSection section)
    {
        const string key = "Proxies";
        var found = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in (section.Text(key) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Network(text) is not { } network)
            {
                section.Fault(key, text, "须为反向代理的IP地址或网段，如10.0.0.5;10.1.0.0/16，多个用分号隔开");
            }
            else if (network.PrefixLength == 0)
            {
                section.Fault(key, text, "不能信任所有地址，只填反向代理自己的地址");
            }
            else
            {
                found.Add(network);
            }
        }

        return found.ToImmutable();
    }

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) && text.AsSpan().ContainsAny('.', ':') ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
