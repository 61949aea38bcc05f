using System.Buffers.Binary;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// Images, by their headers and the blocks they are made of, to the last byte: nothing may follow what a viewer reads. Only a JPEG may
/// have something behind it, as telephones append a second picture or a short film there.
/// </summary>
internal static class ImageFile
{
    private const string Broken = "图片不完整或已损坏，或末尾附有其他内容。请重新截图或另存后上传。";
    private const string TooLarge = "图片的像素过多，打开时会占用过多内存。请缩小后上传。";

    /// <summary>Of a picture, width by height: four times what the best telephones take.</summary>
    private const long MostPixels = 800L * 1000 * 1000;

    private const int MostFrames = 10_000;

    /// <summary>What it is; null where it begins like no image.</summary>
    public static Inspected? Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return Png(bytes);
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return Gif(bytes);
        if (bytes.StartsWith("BM"u8)) return Bmp(bytes);
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 16 && bytes[8..].StartsWith("WEBP"u8)) return Webp(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'I', (byte)'I', 42, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'M', (byte)'M', 0, 42])) return Tiff(bytes);
        return bytes.Length >= 16 && bytes[4..].StartsWith("ftyp"u8) && IsHeic(bytes[8..]) ? Heic(bytes) : null;
    }

    /// <summary>ISO/IEC 10918: segments up to the scan, then the scan up to its end.</summary>
    private static Inspected Jpeg(ReadOnlySpan<byte> bytes)
    {
        const byte startOfScan = 0xDA;
        var pixels = 0L;
        for (var at = 2; at + 4 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF) return Inspected.No(Broken);
            var marker = bytes[at + 1];
            if (marker == 0xFF) { at++; continue; }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length) return Inspected.No(Broken);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 7)
            {
                pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]) * BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]);
            }

            at += 2 + length;
            if (marker != startOfScan) continue;
            var end = bytes[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
            return end < 0 || pixels == 0 ? Inspected.No(Broken) : Sized(FileKind.Jpeg, pixels);
        }

        return Inspected.No(Broken);
    }

    /// <summary>ISO/IEC 15948: chunks of length, type, content and check.</summary>
    private static Inspected Png(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 33 || !bytes[12..].StartsWith("IHDR"u8)) return Inspected.No(Broken);
        for (var at = 8L; at + 12 <= bytes.Length;)
        {
            var isLast = bytes[((int)at + 4)..].StartsWith("IEND"u8);
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(bytes[(int)at..]);
            if (!isLast) continue;
            return at == bytes.Length ? Sized(FileKind.Png, (long)BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]) * BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])) : Inspected.No(Broken);
        }

        return Inspected.No(Broken);
    }

    /// <summary>GIF89a: screen, then blocks up to the trailer.</summary>
    private static Inspected Gif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 14) return Inspected.No(Broken);
        var at = 13 + Colours(bytes[10]);
        for (var frames = 0; at < bytes.Length && frames < MostFrames; frames++)
        {
            switch (bytes[at])
            {
                case 0x3B:
                    return at == bytes.Length - 1 ? Sized(FileKind.Gif, (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]) * BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])) : Inspected.No(Broken);
                case 0x21:
                    at = Blocks(bytes, at + 2);
                    break;
                case 0x2C when at + 10 < bytes.Length:
                    at = Blocks(bytes, at + 11 + Colours(bytes[at + 9]));
                    break;
                default:
                    return Inspected.No(Broken);
            }
        }

        return Inspected.No(Broken);
    }

    private static int Colours(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int Blocks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] != 0) at += bytes[at] + 1;
        return at + 1;
    }

    private static Inspected Bmp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30) return Inspected.No(Broken);
        var (size, offset, header) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes[2..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]));
        if (size != bytes.Length || offset >= bytes.Length || header is not (12 or 40 or 52 or 56 or 64 or 108 or 124)) return Inspected.No(Broken);
        var pixels = header == 12
            ? (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]) * BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..])
            : Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[18..])) * Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]));
        return Sized(FileKind.Bmp, pixels);
    }

    private static Inspected Webp(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return size + 8L == bytes.Length && bytes[12..].StartsWith("VP8"u8) ? Inspected.Of(FileKind.Webp) : Inspected.No(Broken);
    }

    /// <summary>TIFF 6.0: a chain of directories, each of at least one field.</summary>
    private static Inspected Tiff(ReadOnlySpan<byte> bytes)
    {
        var isLittle = bytes[0] == 'I';
        if (bytes.Length < 8) return Inspected.No(Broken);
        var at = Long(bytes, 4, isLittle);
        for (var pages = 0; at != 0; pages++)
        {
            if (pages == MostFrames || at + 2 > bytes.Length) return Inspected.No(Broken);
            var fields = Short(bytes, (int)at, isLittle);
            var next = at + 2 + (fields * 12L);
            if (fields == 0 || next + 4 > bytes.Length) return Inspected.No(Broken);
            at = Long(bytes, (int)next, isLittle);
        }

        return Inspected.Of(FileKind.Tiff);

        static long Long(ReadOnlySpan<byte> bytes, int at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        static int Short(ReadOnlySpan<byte> bytes, int at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
    }

    private static bool IsHeic(ReadOnlySpan<byte> brand)
    {
        foreach (var known in (ReadOnlySpan<byte[]>)["heic"u8.ToArray(), "heix"u8.ToArray(), "heim"u8.ToArray(), "heis"u8.ToArray(), "hevc"u8.ToArray(), "hevx"u8.ToArray(), "mif1"u8.ToArray(), "msf1"u8.ToArray()])
        {
            if (brand.StartsWith(known)) return true;
        }

        return false;
    }

    /// <summary>ISO/IEC 23008-12: boxes that fill the file, one of them with what the picture is made of.</summary>
    private static Inspected Heic(ReadOnlySpan<byte> bytes)
    {
        var hasMeta = false;
        long at = 0;
        while (at + 8 <= bytes.Length)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(int)at..]);
            hasMeta |= bytes[((int)at + 4)..].StartsWith("meta"u8);
            if (length == 1 && at + 16 <= bytes.Length) length = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(bytes[((int)at + 8)..]), int.MaxValue);
            if (length == 0) length = bytes.Length - at;
            if (length < 8) return Inspected.No(Broken);
            at += length;
        }

        return at == bytes.Length && hasMeta ? Inspected.Of(FileKind.Heic) : Inspected.No(Broken);
    }

    private static Inspected Sized(FileKind kind, long pixels) => pixels switch
    {
        0 => Inspected.No(Broken),
        > MostPixels => Inspected.No(TooLarge),
        _ => Inspected.Of(kind),
    };
}
