using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EvaluationPortal.Tests.Access;

/// <summary>Id tokens as a forger, or a provider that went wrong, would make them.</summary>
internal static class ForgedToken
{
    /// <summary>The same token with another payload, properly signed by that key.</summary>
    public static string Changed(string token, SecurityKey key, Action<JsonObject> change)
    {
        var payload = Payload(token);
        change(payload);
        return new JsonWebTokenHandler().CreateToken(payload.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.RsaSha256), new Dictionary<string, object> { ["typ"] = "JWT" });
    }

    /// <summary>The same payload, signed by a key of the forger's that calls itself the provider's.</summary>
    public static string SignedByAnother(string token, string keyId)
    {
        using var forged = RSA.Create(2048);
        var key = new RsaSecurityKey(forged) { KeyId = keyId, CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        return Changed(token, key, _ => { });
    }

    /// <summary>No signature at all, and saying so.</summary>
    public static string Unsigned(string token) => $"{Encoded("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    /// <summary>The signature taken off.</summary>
    public static string Stripped(string token) => token[..(token.LastIndexOf('.') + 1)];

    private static JsonObject Payload(string token) => JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[1]))!.AsObject();

    private static string Encoded(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
}
