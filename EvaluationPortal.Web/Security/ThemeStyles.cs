using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EvaluationPortal.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace EvaluationPortal.Web.Security;

/// <summary>
/// The style elements that the theme brings into every page, as hashes for the policy. They come over the circuit, where no
/// nonce can be put on them; their text is the same for the life of the process, so it is drawn once and hashed.
/// </summary>
public sealed partial class ThemeStyles(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    private readonly Lazy<Task<string>> _sources = new(() => Draw(scopes, logs));

    /// <summary>Sources for <c>style-src-elem</c>: one hash for each element, separated by spaces.</summary>
    public Task<string> Sources => _sources.Value;

    private static async Task<string> Draw(IServiceScopeFactory scopes, ILoggerFactory logs)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MudThemeProvider.Theme)] = PortalTheme.Theme });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString());
        return string.Join(' ', StyleElement().Matches(html).Select(style => Hash(style.Groups["text"].Value)).Distinct());
    }

    /// <summary>Of the text as a browser has it: line ends are normalised when markup is read.</summary>
    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))}'";

    [GeneratedRegex("<style[^>]*>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StyleElement();
}
