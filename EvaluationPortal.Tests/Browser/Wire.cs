using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// A wire between a browser and a portal that can be slow, can be cut and can be listened to: a TCP relay on a port of its own.
/// </summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string> _target;
    private readonly TimeSpan _delay;
    private readonly WireTap? _tap;
    private readonly Task _accepting;
    private volatile bool _cut;

    /// <param name="target">Where the portal answers; asked for each connection, as a restarted one may have moved.</param>
    /// <param name="delay">Added to everything, each way.</param>
    /// <param name="tap">Hears everything that goes over it.</param>
    public Wire(Func<string> target, TimeSpan delay = default, WireTap? tap = null)
    {
        (_target, _delay, _tap) = (target, delay, tap);
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>Where browsers connect.</summary>
    public string Address { get; }

    /// <summary>Ends every connection and accepts no other until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var client in _open.Keys) client.Close();
    }

    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> relays = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (_cut) client.Close();
                else relays.Add(RelayAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open[client] = _open[server] = 0;
        try
        {
            var target = new Uri(_target());
            await server.ConnectAsync(target.Host, target.Port, _stop.Token);
            client.NoDelay = server.NoDelay = true;
            var tapped = _tap?.Connect();
            await Task.WhenAny(PumpAsync(client, server, tapped is null ? null : WireTap.AskPlain), PumpAsync(server, client, tapped is null ? null : tapped.Hear));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or nobody there: the browser sees a closed connection, which is the point.
        }
        finally
        {
            client.Close();
            server.Close();
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    /// <summary>Every piece is handed on in order, each <see cref="_delay"/> after it came.</summary>
    /// <param name="pass">Hears each piece before it is handed on, and may write over it.</param>
    private async Task PumpAsync(TcpClient from, TcpClient to, Action<Memory<byte>>? pass)
    {
        var pieces = System.Threading.Channels.Channel.CreateUnbounded<(DateTimeOffset Due, byte[] Bytes)>();
        var writing = WriteAsync();
        try
        {
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
            {
                var piece = buffer[..read];
                pass?.Invoke(piece);
                pieces.Writer.TryWrite((TimeProvider.System.GetUtcNow() + _delay, piece));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The connection ended.
        }
        pieces.Writer.Complete();
        await writing;

        async Task WriteAsync()
        {
            try
            {
                await foreach (var (due, bytes) in pieces.Reader.ReadAllAsync(_stop.Token))
                {
                    var wait = due - TimeProvider.System.GetUtcNow();
                    if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, _stop.Token);
                    await to.GetStream().WriteAsync(bytes, _stop.Token);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // The connection ended.
            }
        }
    }
}
