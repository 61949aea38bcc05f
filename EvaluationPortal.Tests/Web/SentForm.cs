using System.Net;
using System.Text.RegularExpressions;

namespace EvaluationPortal.Tests.Web;

/// <summary>Sends the forms of static pages as a browser would.</summary>
internal static partial class SentForm
{
    /// <summary>Gets the page, fills its first form in and sends it to the page's own address.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(this HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        return await client.SendFormAsync(address, Hidden(page), fields);
    }

    /// <summary>Sends a form that was got before.</summary>
    public static Task<HttpResponseMessage> SendFormAsync(this HttpClient client, string address, IReadOnlyDictionary<string, string> hidden, params (string Name, string Value)[] fields) =>
        client.PostAsync(address, new FormUrlEncodedContent(hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))), TestContext.Current.CancellationToken);

    /// <summary>The hidden fields of a page's first form.</summary>
    public static IReadOnlyDictionary<string, string> Hidden(string page)
    {
        var from = page.IndexOf("<form", StringComparison.Ordinal);
        Assert.True(from >= 0, page);
        return HiddenField().Matches(page[from..page.IndexOf("</form>", from, StringComparison.Ordinal)])
            .ToDictionary(m => Attribute(m.Value, "name"), m => Attribute(m.Value, "value"));
    }

    /// <summary>The text of the element with that class; empty where there is none.</summary>
    public static async Task<string> SaysAsync(this HttpResponseMessage response, string ofClass = "portal-fault")
    {
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var said = Regex.Match(page, $"<(?<tag>\\w+)[^>]* class=\"{ofClass}\"[^>]*>(?<text>.*?)</\\k<tag>>|<(?<tag>\\w+) class=\"{ofClass}\"[^>]*>(?<text>.*?)</\\k<tag>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        return WebUtility.HtmlDecode(Tag().Replace(said.Groups["text"].Value, "")).Trim();
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["value"].Value);

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 5000)]
    private static partial Regex Tag();
}
