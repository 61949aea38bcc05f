using System.Security.Cryptography;
using System.Text;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Access;

/// <summary>What all cookies of the portal have in common.</summary>
/// <param name="Prefix">Binds a cookie to this host over TLS; empty where pages are served without.</param>
/// <param name="Mark">Cookies know hosts, not ports: portals side by side on one machine must not overwrite each other's.</param>
public sealed record PortalCookies(string Prefix, string Mark, CookieSecurePolicy OverTls)
{
    public static PortalCookies For(StorageOptions storage, SecurityOptions security) => new(
        security.AllowHttp ? "" : "__Host-",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storage.DataDirectory)))[..8],
        security.AllowHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);

    /// <summary>The name of the portal's cookie for that purpose; of the session's for none.</summary>
    public string Name(string? purpose) => purpose is null ? $"{Prefix}portal-{Mark}" : $"{Prefix}portal-{purpose}-{Mark}";

    /// <summary>Names a cookie and keeps it to this host, from scripts, and from other sites' forms and frames.</summary>
    public void Harden(CookieBuilder cookie, string? purpose = null)
    {
        cookie.Name = Name(purpose);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = OverTls;
        cookie.IsEssential = true;
    }
}
