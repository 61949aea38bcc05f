using System.Collections.Concurrent;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// Hears all that a portal sends to one browser, byte for byte: answers with their heads, and every message of every socket. The
/// browser's wish for compression is taken out of its requests, so that what is heard can be read.
/// </summary>
public sealed class WireTap
{
    private readonly ConcurrentQueue<TappedConnection> _connections = new();

    /// <summary>A connection that was just made.</summary>
    public TappedConnection Connect()
    {
        var connection = new TappedConnection();
        _connections.Enqueue(connection);
        return connection;
    }

    /// <summary>Everything heard so far, cut into answers and messages.</summary>
    /// <exception cref="InvalidDataException">Something was heard that cannot be read.</exception>
    public IReadOnlyList<Heard> All() => [.. _connections.SelectMany(c => c.All())];

    /// <summary>What the sockets said so far, keep-alives left out.</summary>
    public IReadOnlyList<Heard> Messages() => [.. All().Where(h => h is { IsMessage: true, IsPing: false })];

    /// <summary>Writes over the names of the headers that ask for compression; nothing changes its length.</summary>
    public static void AskPlain(Memory<byte> request)
    {
        WriteOver(request.Span, "Accept-Encoding:"u8, "Accept-Anything:"u8);
        WriteOver(request.Span, "Sec-WebSocket-Extensions:"u8, "Not-WebSocket-Extensions:"u8);
    }

    private static void WriteOver(Span<byte> bytes, ReadOnlySpan<byte> name, ReadOnlySpan<byte> other)
    {
        for (var at = bytes.IndexOf(name); at >= 0; at = bytes.IndexOf(name)) other.CopyTo(bytes[at..]);
    }
}

/// <summary>What came over one connection.</summary>
public sealed class TappedConnection
{
    private readonly List<byte[]> _pieces = [];

    public void Hear(Memory<byte> piece)
    {
        lock (_pieces) _pieces.Add(piece.ToArray());
    }

    /// <summary>As far as it has come; the last piece may still be on its way.</summary>
    public IEnumerable<Heard> All()
    {
        byte[][] pieces;
        lock (_pieces) pieces = [.. _pieces];
        return new HeardBytes([.. pieces.SelectMany(piece => piece)]).Read();
    }
}

/// <summary>One answer, or one message of a socket.</summary>
/// <param name="Head">Status and headers; empty for a message.</param>
public sealed record Heard(string Head, byte[] Body)
{
    public bool IsMessage => Head.Length == 0;

    /// <summary>A keep-alive: it says nothing.</summary>
    public bool IsPing => IsMessage && Body is [2, 0x91, 6];

    /// <summary>The value of a header, in small letters; null where there is none.</summary>
    public string? Header(string name) =>
        Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim().ToLowerInvariant();
}
