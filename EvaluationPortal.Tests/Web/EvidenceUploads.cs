using System.Net.Http.Headers;
using EvaluationPortal.Core.Storage.Evidence;

namespace EvaluationPortal.Tests.Web;

/// <summary>Uploads evidence over HTTP as the page's script does.</summary>
internal static class EvidenceUploads
{
    public const string Own = "/2022/evidence?unit=yueyang&indicator=1.1&source=Self";

    /// <summary>A token of the form for whoever the client's session is.</summary>
    public static async Task<string> TokenAsync(this HttpClient client) =>
        SentForm.Hidden(await client.GetStringAsync("/account/password", TestContext.Current.CancellationToken))["__RequestVerificationToken"];

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, byte[] content, string name = "材料.pdf", string address = Own, string? token = null, string? origin = null, string type = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}&name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("RequestVerificationToken", token ?? await client.TokenAsync());
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Where a file that is taken can be had.</summary>
    public static async Task<string> UploadedAsync(this HttpClient client, byte[] content, string name = "材料.pdf", string address = Own)
    {
        using var response = await client.UploadAsync(content, name, address);
        var said = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, said);
        return $"/2022/evidence/{System.Text.Json.JsonDocument.Parse(said).RootElement.GetProperty("id").GetGuid()}";
    }

    /// <summary>Every file of the portal's evidence, those still coming in too.</summary>
    public static IReadOnlyList<string> EvidenceFiles(this Portal portal)
    {
        var folder = Path.Combine(portal.DataDirectory, EvidenceStore.FolderName);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)] : [];
    }

    /// <summary>Waits until there are so many.</summary>
    public static async Task EvidenceFilesAsync(this Portal portal, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (portal.EvidenceFiles().Count != count) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
