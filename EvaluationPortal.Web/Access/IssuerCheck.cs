using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// A provider's metadata names as issuer the address it was configured by (OpenID Connect Discovery, 4.3): otherwise whoever answers
/// there could speak for another provider. Entra's, which stands for all tenants, is checked by Microsoft's own library.
/// </summary>
internal sealed class IssuerCheck(Uri authority) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
    {
        var own = authority.AbsoluteUri.TrimEnd('/');
        var isOwn = string.Equals(configuration.Issuer?.TrimEnd('/'), own, StringComparison.Ordinal);
        return new() { Succeeded = isOwn, ErrorMessage = isOwn ? null : $"其元数据中的issuer是“{configuration.Issuer}”，与设置的Authority“{own}”不同" };
    }
}
