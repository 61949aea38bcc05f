using System.Buffers.Binary;
using SkiaSharp;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>Small pictures of every kind.</summary>
internal static class ImageBytes
{
    public static byte[] Png { get; } = Encoded(SKEncodedImageFormat.Png);
    public static byte[] Jpeg { get; } = Encoded(SKEncodedImageFormat.Jpeg);
    public static byte[] Webp { get; } = Encoded(SKEncodedImageFormat.Webp);

    public static byte[] Gif { get; } =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];

    public static byte[] Bmp
    {
        get
        {
            var file = new byte[58];
            "BM"u8.CopyTo(file);
            foreach (var (at, value) in ((int, int)[])[(2, 58), (10, 54), (14, 40), (18, 1), (22, 1), (34, 4)]) BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
            (file[26], file[28]) = (1, 24);
            return file;
        }
    }

    /// <summary>Two pages' directories, of one field each.</summary>
    public static byte[] Tiff
    {
        get
        {
            var file = new byte[44];
            ((byte[])[(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0]).CopyTo(file, 0);
            (file[8], file[22], file[26]) = (1, 26, 1);
            return file;
        }
    }

    /// <summary>The boxes of a picture from a telephone: kind, description, content.</summary>
    public static byte[] Heic { get; } = [.. Box("ftyp", [.. "heic"u8, 0, 0, 0, 0, .. "mif1heic"u8]), .. Box("meta", new byte[40]), .. Box("mdat", new byte[64])];

    /// <summary>A box of an ISO file: length, type, content.</summary>
    public static byte[] Box(string type, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        System.Text.Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        content.CopyTo(box, 8);
        return box;
    }

    /// <summary>The picture with one more chunk before its last.</summary>
    public static byte[] PngWith(string type, byte[] content) => [.. Png[..^12], .. Chunk(type, content), .. Png[^12..]];

    /// <summary>The picture that says it has that many pixels each way.</summary>
    public static byte[] PngOf(int side)
    {
        byte[] file = [.. Png];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), side);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), side);
        return file;
    }

    /// <summary>The picture with a comment.</summary>
    public static byte[] JpegWith(byte[] comment) => [.. Jpeg[..2], 0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment, .. Jpeg[2..]];

    /// <summary>A Windows program's two heads.</summary>
    public static byte[] Program { get; } = [.. "MZ"u8, .. new byte[0x3A], 0x40, 0, 0, 0, .. "PE\0\0"u8, .. new byte[64]];

    private static byte[] Chunk(string type, byte[] content) => [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. System.Text.Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];

    private static byte[] Encoded(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(8, 8);
        using var image = SKImage.FromBitmap(bitmap);
        using var encoded = image.Encode(format, 80);
        return encoded.ToArray();
    }
}
