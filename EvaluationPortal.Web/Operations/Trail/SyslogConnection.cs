using System.Globalization;
using System.Net.Sockets;
using System.Text;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations.Trail;

/// <summary>A connection to a syslog server.</summary>
public sealed class SyslogConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly byte[] _unwanted = new byte[256];
    private readonly Socket _socket;
    private readonly bool _isTcp;

    private SyslogConnection(Socket socket, bool isTcp) => (_socket, _isTcp) = (socket, isTcp);

    /// <summary>Connects; a datagram socket is bound to its server, so that the network's refusals are heard.</summary>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public static async Task<SyslogConnection> Open(SyslogTarget target, CancellationToken stop)
    {
        var socket = target.IsTcp ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await Patiently(patience => socket.ConnectAsync(target.Host, target.Port, patience), stop);
            return new(socket, target.IsTcp);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one message; over a stream with its length before it.</summary>
    /// <exception cref="SocketException">The connection is gone.</exception>
    /// <exception cref="TimeoutException">The server takes nothing.</exception>
    public Task Send(byte[] message, CancellationToken stop)
    {
        byte[] whole = _isTcp ? [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} ")), .. message] : message;
        return Patiently(async patience =>
        {
            for (var sent = 0; sent < whole.Length;) sent += await _socket.SendAsync(whole.AsMemory(sent), patience);
        }, stop);
    }

    /// <summary>Fails where the other side has hung up or the network has refused what was sent; else what was sent is on its way.</summary>
    /// <exception cref="IOException">The other side has hung up.</exception>
    /// <exception cref="SocketException">The network has refused what was sent.</exception>
    public void Check()
    {
        while (_socket.Poll(0, SelectMode.SelectRead))
        {
            if (_socket.Receive(_unwanted) == 0 && _isTcp) throw new IOException("The syslog server has closed the connection.");
        }
    }

    public void Dispose() => _socket.Dispose();

    private static async Task Patiently(Func<CancellationToken, ValueTask> work, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await work(patience.Token);
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The syslog server did not answer within {Patience.TotalSeconds} seconds.", late);
        }
    }
}
