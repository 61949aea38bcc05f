using System.Net;
using System.Net.WebSockets;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Security;

public sealed class CircuitOriginTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Another site, another port or scheme of the same host, a sandboxed frame, and what only looks alike.</summary>
    public static TheoryData<string> Foreign =>
        ["https://elsewhere.example", "http://127.0.0.1:1", "null", "https://127.0.0.1", "http://127.0.0.1.elsewhere.example", "file://", "not an origin"];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_foreign_page_can_neither_negotiate_nor_open_a_socket(string origin)
    {
        using var client = await portal.ClientAsync("reviewer-1");
        using var negotiate = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        negotiate.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await client.SendAsync(negotiate, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await SocketAsync(origin));
    }

    [Fact]
    public async Task The_own_page_does_both()
    {
        using var client = await portal.ClientAsync("reviewer-1");
        using var negotiate = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        negotiate.Headers.Add("Origin", portal.Address);
        using var answer = await client.SendAsync(negotiate, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await SocketAsync(portal.Address));
    }

    [Fact]
    public async Task A_socket_that_names_no_origin_is_none_of_a_page() => Assert.Equal(HttpStatusCode.Forbidden, await SocketAsync(null));

    [Fact]
    public async Task A_request_that_the_browser_marks_as_another_site_s_is_refused_without_an_origin_too()
    {
        using var client = portal.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<HttpStatusCode> SocketAsync(string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri(portal.Address.Replace("http://", "ws://", StringComparison.Ordinal) + "/_blazor"), Stop);
        }
        catch (WebSocketException)
        {
            // Refused: the status says how.
        }
        return socket.HttpStatusCode;
    }
}
