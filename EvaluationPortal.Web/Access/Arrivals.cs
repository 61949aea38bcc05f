using System.Security.Claims;
using System.Text.Json;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Access;

/// <summary>What of a provider's claims becomes an <see cref="Arrival"/>, and how it travels to the next request.</summary>
public static class Arrivals
{
    private const string ArrivalClaim = "arrival";
    private const int LongestKey = 400;
    private const int LongestText = 254;

    /// <summary>The arrival that those claims tell of.</summary>
    /// <exception cref="ArrivalRefusedException">They do not say who has come, or it is somebody of another tenant.</exception>
    public static Arrival From(ClaimsPrincipal user, SignInProvider provider) => new(
        provider.Id,
        provider.Kind is ProviderKind.Entra ? EntraKey(user, provider) : Key(user, provider),
        Text(user, "name") ?? Text(user, "preferred_username"),
        Text(user, "email"),
        IsTrue(user, "email_verified") || (provider.Kind is ProviderKind.Entra && IsTrue(user, "xms_edov")),
        provider.StaffNumberClaim is { } claim ? Text(user, claim) : null);

    /// <summary>A principal that carries nothing else.</summary>
    public static ClaimsPrincipal ToPrincipal(this Arrival arrival) =>
        new(new ClaimsIdentity([new Claim(ArrivalClaim, JsonSerializer.Serialize(arrival))], Providers.ArrivalScheme));

    /// <summary>The arrival that a principal carries; null for none.</summary>
    public static Arrival? Read(ClaimsPrincipal? user) =>
        user?.FindFirst(ArrivalClaim)?.Value is { } json ? JsonSerializer.Deserialize<Arrival>(json) : null;

    private static string Key(ClaimsPrincipal user, SignInProvider provider) =>
        user.FindFirst("sub")?.Value is { Length: > 0 and <= LongestKey } subject
            ? $"{provider.Authority.AbsoluteUri.TrimEnd('/')}:{subject}"
            : throw new ArrivalRefusedException("令牌没有说明是谁（sub）。");

    /// <summary>A token of the right issuer may still name another tenant: the issuer's check takes the tenant's word for it.</summary>
    private static string EntraKey(ClaimsPrincipal user, SignInProvider provider)
    {
        if (!Guid.TryParse(user.FindFirst("tid")?.Value, out var tenant) || tenant != provider.TenantId)
        {
            throw new ArrivalRefusedException("令牌属于另一个租户（tid）。");
        }

        return Guid.TryParse(user.FindFirst("oid")?.Value, out var person)
            ? $"{tenant}:{person}"
            : throw new ArrivalRefusedException("令牌没有说明是谁（oid）。");
    }

    private static string? Text(ClaimsPrincipal user, string claim) =>
        user.FindFirst(claim)?.Value.Trim() is { Length: > 0 and <= LongestText } value ? value : null;

    private static bool IsTrue(ClaimsPrincipal user, string claim) => user.FindFirst(claim)?.Value is "true" or "True" or "1";
}

/// <summary>What a provider handed out does not hold; the message is for the trail.</summary>
public sealed class ArrivalRefusedException(string why) : Exception(why);
