namespace EvaluationPortal.Tests.Web;

/// <summary>HTTP clients with a persona's session.</summary>
internal static class SignedIn
{
    private const string TokenField = "__RequestVerificationToken";

    public static async Task<HttpClient> ClientAsync(this Portal portal, string persona)
    {
        var stop = TestContext.Current.CancellationToken;
        var client = portal.Client();
        var page = await client.GetStringAsync("/signin", stop);
        const string before = $"name=\"{TokenField}\" value=\"";
        var from = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var form = new Dictionary<string, string> { [TokenField] = page[from..page.IndexOf('"', from)], ["person"] = persona, ["returnUrl"] = "/account" };
        using var response = await client.PostAsync("/signin/persona", new FormUrlEncodedContent(form), stop);
        Assert.Equal("/account", response.Headers.Location?.OriginalString);
        return client;
    }
}
