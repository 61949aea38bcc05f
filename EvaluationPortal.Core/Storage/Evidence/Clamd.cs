using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>Where a clamd listens.</summary>
/// <param name="Socket">Path of a Unix socket; null for TCP.</param>
public sealed record ClamdAddress(string? Socket, string Host, int Port)
{
    /// <summary>From <c>tcp://host:port</c> or <c>unix:///path</c>; null for anything else.</summary>
    public static ClamdAddress? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { UserInfo: "", Query: "", Fragment: "" }
        ? uri switch
        {
            { Scheme: "tcp", Host.Length: > 0, Port: > 0, PathAndQuery: "" or "/" } => new(null, uri.IdnHost, uri.Port),
            { Scheme: "unix", Host: "", AbsolutePath: ['/', _, ..] } => new(Uri.UnescapeDataString(uri.AbsolutePath), "", 0),
            _ => null,
        }
        : null;

    public override string ToString() => Socket is null ? $"tcp://{Host}:{Port}" : $"unix://{Socket}";
}

/// <summary>The virus scanner ClamAV, by the INSTREAM command of its daemon: the file goes over the socket, the daemon reads no disk.</summary>
public sealed class Clamd(ClamdAddress address, TimeProvider clock)
{
    private const int Chunk = 64 * 1024;
    private const int LongestAnswer = 4096;

    /// <summary>Of a scan, from connecting to the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks about a file.</summary>
    /// <returns>What it found; null where it found nothing.</returns>
    /// <exception cref="ClamdSilentException">It cannot be reached, does not answer in time, or answers with an error.</exception>
    public async Task<string?> Scan(Stream content, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return Found(await Ask(content, either.Token));
        }
        catch (Exception fault) when (fault is SocketException or IOException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new ClamdSilentException($"clamd（{address}）没有应答：{fault.Message}", fault);
        }
    }

    private async Task<string> Ask(Stream content, CancellationToken stop)
    {
        using var socket = address.Socket is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (address.Socket is { } path) await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
        else await socket.ConnectAsync(address.Host, address.Port, stop);
        await using var wire = new NetworkStream(socket);
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), stop);
        var chunk = new byte[4 + Chunk];
        for (var read = await content.ReadAsync(chunk.AsMemory(4), stop); read > 0; read = await content.ReadAsync(chunk.AsMemory(4), stop))
        {
            BinaryPrimitives.WriteInt32BigEndian(chunk, read);
            await wire.WriteAsync(chunk.AsMemory(0, 4 + read), stop);
        }

        await wire.WriteAsync(new byte[4], stop);
        var answer = new byte[LongestAnswer];
        var length = await wire.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, stop);
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private string? Found(string answer) => answer switch
    {
        "stream: OK" => null,
        _ when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) => answer["stream: ".Length..^" FOUND".Length],
        _ => throw new ClamdSilentException($"clamd（{address}）的应答不是检查结果：“{answer}”"),
    };
}

/// <summary>The virus scanner gave no answer about a file.</summary>
public sealed class ClamdSilentException(string message, Exception? inner = null) : Exception(message, inner);
