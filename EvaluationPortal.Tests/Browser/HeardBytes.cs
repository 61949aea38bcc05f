using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EvaluationPortal.Tests.Browser;

/// <summary>Reads what a server sent over one connection: HTTP/1.1 answers one after the other, then the frames of a socket.</summary>
internal sealed class HeardBytes(byte[] bytes)
{
    private int _at;

    private ReadOnlySpan<byte> Rest => bytes.AsSpan(_at);

    public IEnumerable<Heard> Read()
    {
        while (Head() is { } head)
        {
            var answer = new Heard(head, []);
            if (answer.Header("Content-Encoding") is not null || answer.Header("Sec-WebSocket-Extensions") is not null) throw new InvalidDataException($"Compressed, cannot be read:\n{head}");
            if (head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            {
                yield return answer;
                foreach (var message in Messages()) yield return new Heard("", message);
                yield break;
            }

            yield return answer with { Body = Body(answer) };
        }
    }

    private string? Head()
    {
        var end = Rest.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var head = Encoding.Latin1.GetString(Rest[..end]);
        if (!head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) throw new InvalidDataException($"No answer begins with {head[..Math.Min(head.Length, 40)]}");
        _at += end + 4;
        return head;
    }

    private byte[] Body(Heard answer)
    {
        if (answer.Header("Transfer-Encoding") is "chunked") return Chunks();
        if (answer.Header("Content-Length") is { } length && !answer.Head.StartsWith("HTTP/1.1 304", StringComparison.Ordinal)) return Take(int.Parse(length, CultureInfo.InvariantCulture));
        return [];
    }

    private byte[] Chunks()
    {
        var body = new MemoryStream();
        while (Rest.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var length = int.Parse(Encoding.ASCII.GetString(Rest[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _at += end + 2;
            body.Write(Take(length));
            Take(2);
            if (length == 0) break;
        }
        return body.ToArray();
    }

    /// <summary>A message may come in several frames; control frames may come between them.</summary>
    private List<byte[]> Messages()
    {
        List<byte[]> messages = [];
        var message = new MemoryStream();
        while (Frame() is { } frame)
        {
            if (frame.IsControl) continue;
            message.Write(frame.Payload);
            if (!frame.IsLast) continue;
            messages.Add(message.ToArray());
            message.SetLength(0);
        }
        if (message.Length > 0) messages.Add(message.ToArray());
        return messages;
    }

    /// <summary>A server's frame has no mask (RFC 6455).</summary>
    private (bool IsLast, bool IsControl, byte[] Payload)? Frame()
    {
        if (Rest.Length < 2) return null;
        var (first, length, head) = (Rest[0], Rest[1] & 0x7F, 2);
        if ((first & 0x70) != 0) throw new InvalidDataException("A frame of an extension, cannot be read.");
        if (length >= 126)
        {
            head = length == 126 ? 4 : 10;
            if (Rest.Length < head) return null;
            length = length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(Rest[2..]) : (int)BinaryPrimitives.ReadUInt64BigEndian(Rest[2..]);
        }
        _at += head;
        return ((first & 0x80) != 0, (first & 0x08) != 0, Take(length));
    }

    /// <summary>As many bytes; fewer where no more have come yet.</summary>
    private byte[] Take(int count)
    {
        var taken = Rest[..Math.Min(count, Rest.Length)].ToArray();
        _at += taken.Length;
        return taken;
    }
}
