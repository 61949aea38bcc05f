using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Operations.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Operations;

/// <summary>A real portal that forwards to real sockets.</summary>
public sealed class SyslogForwardingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_udp_every_entry_is_one_datagram_in_order()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var portal = await Forwarding($"udp://127.0.0.1:{((IPEndPoint)server.Client.LocalEndPoint!).Port}");
        var first = Encoding.UTF8.GetString((await server.ReceiveAsync(Stop)).Buffer);
        Assert.Matches("^<109>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z \\S+ evaluation-portal \\d+ cycle-opened \\[audit@32473 seq=\"1\" by=\"system\" cycle=\"2022\" after=\"", first);
        Assert.Contains("] \uFEFF系统 开设考核年度（2022年松江区政务公开考核评估）", first, StringComparison.Ordinal);

        using var client = portal.Client();
        await client.PostAsync("/signin/persona", new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "x\"]\\y" }), Stop);
        var second = Encoding.UTF8.GetString((await server.ReceiveAsync(Stop)).Buffer);
        Assert.StartsWith("<108>1 ", second, StringComparison.Ordinal);
        Assert.Contains("""
            \"tried\":\"x\\u0022\]\\\\y\"
            """, second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_tcp_messages_are_counted_and_a_cut_loses_none_and_no_edit_waits()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"tcp://{server.LocalEndpoint}";
        using var data = new TemporaryDirectory();
        var portal = await Forwarding(address, data.Path);
        using (var connection = await server.AcceptTcpClientAsync(Stop)) Assert.Contains("seq=\"1\"", await Message(connection.GetStream()), StringComparison.Ordinal);

        // Hung up: entries go on being written, and come once somebody listens again.
        for (var n = 0; n < 3; n++) await Note(portal);
        using (var connection = await server.AcceptTcpClientAsync(Stop))
        {
            Assert.Equal([2, 3, 4], await Until(connection.GetStream(), 4, from: 2));
            await PositionBecomes(data.Path, 4);
        }
        await portal.DisposeAsync();

        portal = await Forwarding(address, data.Path);
        await Note(portal);
        using (var connection = await server.AcceptTcpClientAsync(Stop)) Assert.Equal([5], await Until(connection.GetStream(), 5, from: 5));
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_nothing_and_is_in_no_ones_way()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"tcp://{listener.LocalEndpoint}";
        listener.Stop();
        await using var portal = await Forwarding(address);
        await Note(portal);
        using var client = portal.Client();
        Assert.Equal("ok", await client.GetStringAsync("/readyz", Stop));
    }

    [Fact]
    public async Task A_position_of_another_trail_begins_anew()
    {
        using var data = new TemporaryDirectory();
        new SyslogPosition(Path.Combine(data.Path, SyslogPosition.FileName)).Write(1, "of another trail");
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var portal = await Forwarding($"udp://{server.Client.LocalEndPoint}", data.Path);
        Assert.Contains("seq=\"1\"", Encoding.UTF8.GetString((await server.ReceiveAsync(Stop)).Buffer), StringComparison.Ordinal);
    }

    private static Task<Portal> Forwarding(string address, string? data = null) =>
        Portal.StartAsync("Production", data, ("Audit:Syslog", address), ("Logging:LogLevel:EvaluationPortal.Web.Operations.Trail", "None"));

    private static Task<long> Note(Portal portal) => portal.Services.GetRequiredService<Ledger>().Write(t => Task.FromResult(t.Append(new("leader"), "tested")), Stop);

    /// <summary>The numbers received up to that one; those before <paramref name="from"/> may come twice and are left out.</summary>
    private static async Task<IReadOnlyList<int>> Until(NetworkStream stream, int last, int from)
    {
        var numbers = new List<int>();
        while (!numbers.Contains(last))
        {
            var message = await Message(stream);
            var at = message.IndexOf("seq=\"", StringComparison.Ordinal) + 5;
            numbers.Add(int.Parse(message[at..message.IndexOf('"', at)], CultureInfo.InvariantCulture));
        }
        return [.. numbers.Where(n => n >= from)];
    }

    /// <summary>Waits until that entry counts as arrived.</summary>
    private static async Task PositionBecomes(string directory, long sequence)
    {
        var position = new SyslogPosition(Path.Combine(directory, SyslogPosition.FileName));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (position.Read().Sequence != sequence) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }

    private static async Task<string> Message(NetworkStream stream)
    {
        var length = 0;
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, Stop);
            if (one[0] == ' ') break;
            length = (length * 10) + (one[0] - '0');
        }
        var message = new byte[length];
        await stream.ReadExactlyAsync(message, Stop);
        return Encoding.UTF8.GetString(message);
    }
}
