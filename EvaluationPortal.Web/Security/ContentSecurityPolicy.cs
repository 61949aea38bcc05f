using System.Security.Cryptography;

namespace EvaluationPortal.Web.Security;

/// <summary>What a page may load and run: nothing but the portal's own, and of scripts only those that carry the answer's nonce.</summary>
public static class ContentSecurityPolicy
{
    private const int NonceBytes = 16;
    private static readonly object NonceKey = new();
    private static readonly object StrangersFileKey = new();

    /// <summary>
    /// Of a file that somebody uploaded: an origin of its own, no scripts, nothing fetched; the portal's pages may frame it. The PDF
    /// viewers of browsers work under it, being no part of the page.
    /// </summary>
    public const string OfStrangersFile = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /// <summary>The answer will be a file that somebody uploaded.</summary>
    public static void HoldStrangersFile(this HttpContext context) => context.Items[StrangersFileKey] = true;

    /// <summary>Whether it is one.</summary>
    public static bool HoldsStrangersFile(this HttpContext context) => context.Items.ContainsKey(StrangersFileKey);

    /// <summary>The nonce of this answer: for every script the page names, and in its policy.</summary>
    public static string Nonce(this HttpContext context) =>
        (string)(context.Items[NonceKey] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes)));

    /// <summary>
    /// The header's value. Style attributes are allowed (widths of bars, MudBlazor's popovers): they cannot load anything, as
    /// images and fonts come from the portal only.
    /// </summary>
    /// <param name="styles">Sources of the theme's style elements, from <see cref="ThemeStyles"/>.</param>
    public static string For(string nonce, string styles) =>
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
        + $"script-src 'nonce-{nonce}' 'strict-dynamic'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; font-src 'self'; "
        + $"style-src-elem 'self' 'nonce-{nonce}' {styles}; style-src-attr 'unsafe-inline'";
}
