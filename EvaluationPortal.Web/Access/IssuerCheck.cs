using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// A provider's metadata names as issuer the address it was configured by (OpenID Connect Discovery, 4.3): otherwise whoever answers
/// there could speak for another provider. Entra's, which stands for all tenants, is checked by Microsoft's own library.
/// </summary>
internal sealed class IssuerCheck(Uri authority) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    /// <exception cref="InvalidDataException">It names another. Thrown and not returned: the library would hide what a result says from the log.</exception>
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
    {
        var own = authority.AbsoluteUri.TrimEnd('/');
        return string.Equals(configuration.Issuer?.TrimEnd('/'), own, StringComparison.Ordinal)
            ? new() { Succeeded = true }
            : throw new InvalidDataException($"其元数据中的issuer是“{configuration.Issuer}”，与设置的Authority“{own}”不同");
    }
}
