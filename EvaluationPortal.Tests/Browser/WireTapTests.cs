using System.IO.Compression;
using System.Text;

namespace EvaluationPortal.Tests.Browser;

/// <summary>Whoever listens for something must be able to hear it: the tap reads all that it is later said to have heard nothing in.</summary>
public sealed class WireTapTests
{
    private const string Secret = "暗记甲乙丙";

    [Theory]
    [InlineData("plain 暗记甲乙丙")]
    [InlineData(@"{""json"":""\u6697\u8bb0\u7532\u4E59\u4E19""}")]
    [InlineData("&#x6697;&#x8BB0;&#30002;&#x4e59;&#x4E19;")]
    [InlineData("/a?b=%E6%9A%97%E8%AE%B0%E7%94%B2%E4%B9%99%E4%B8%99")]
    [InlineData("5pqX6K6w55Sy5LmZ5LiZ")]
    public void A_text_is_read_in_every_writing(string body) => Assert.True(IsHeard(Answer(body)));

    [Fact]
    public void A_text_is_read_in_UTF_16_at_any_place()
    {
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            Assert.True(IsHeard([.. Head(10), .. encoding.GetBytes(Secret)]));
            Assert.True(IsHeard([.. Head(11), (byte)'x', .. encoding.GetBytes(Secret)]));
        }
    }

    [Fact]
    public void A_head_is_read_like_a_body() => Assert.True(IsHeard("HTTP/1.1 302 Found\r\nLocation: /a?b=%E6%9A%97%E8%AE%B0%E7%94%B2%E4%B9%99%E4%B8%99\r\n\r\n"u8));

    [Fact]
    public void A_text_cut_by_chunks_and_a_second_answer_are_read()
    {
        var text = Encoding.UTF8.GetBytes(Secret);
        byte[] first = [.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n"u8, .. text[..7], .. "\r\n8\r\n"u8, .. text[7..], .. "\r\n0\r\n\r\n"u8];
        Assert.True(IsHeard(first));
        Assert.True(IsHeard([.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"u8, .. Answer(Secret)]));
    }

    [Fact]
    public void A_text_cut_by_frames_with_a_ping_between_them_is_read()
    {
        var text = Encoding.UTF8.GetBytes(Secret);
        byte[] upgraded = [.. "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"u8];
        Assert.True(IsHeard([.. upgraded, 0x02, 7, .. text[..7], 0x89, 0, 0x80, 8, .. text[7..]]));
        Assert.True(IsHeard([.. upgraded, 0x82, 126, 0, 15, .. text]));
        Assert.False(IsHeard(upgraded));
    }

    [Fact]
    public void What_is_compressed_is_not_taken_for_silence()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Secret));
        Assert.Throws<InvalidDataException>(() => IsHeard([.. "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"u8, .. packed.ToArray()]));
        Assert.Throws<InvalidDataException>(() => IsHeard([.. "HTTP/1.1 101 Switching Protocols\r\n\r\n"u8, 0xC1, 0]));
    }

    [Fact]
    public void A_request_asks_for_nothing_compressed_and_keeps_its_length()
    {
        var request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nAccept-Encoding: gzip\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
        var length = request.Length;
        WireTap.AskPlain(request);
        var asked = Encoding.ASCII.GetString(request);
        Assert.Equal(length, asked.Length);
        Assert.DoesNotContain("Accept-Encoding", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", asked, StringComparison.Ordinal);
    }

    private static byte[] Answer(string body) => [.. Head(Encoding.UTF8.GetByteCount(body)), .. Encoding.UTF8.GetBytes(body)];

    private static byte[] Head(int length) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");

    private static bool IsHeard(ReadOnlySpan<byte> bytes) => new HeardBytes(bytes.ToArray()).Read().SelectMany(Readings.Of).Any(text => text.Contains(Secret, StringComparison.Ordinal));
}
