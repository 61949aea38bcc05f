using System.Buffers.Binary;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>A file of one kind that another program would take for another: never an accident, always refused.</summary>
internal static class Polyglot
{
    private const int LongestComment = ushort.MaxValue;
    private const int EndLength = 22;

    /// <summary>How far into a file a PDF reader looks for the header.</summary>
    private const int PdfHeaderWithin = 1024;

    private const string What = "这个文件里藏有另一种类型的内容，不能上传。请用原来的软件重新保存或截图后上传。";

    /// <summary>Why the file is more than its kind; null where it is not.</summary>
    public static string? Fault(ReadOnlySpan<byte> bytes, FileKind kind)
    {
        var isPdf = kind == FileKind.Pdf;
        if (!isPdf && bytes[..Math.Min(bytes.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) >= 0) return What;
        if (!ZipContainer.Holds(kind) && IsZip(bytes)) return What;
        return kind.View is FileView.Image || kind == FileKind.Tiff || kind == FileKind.Heic ? InImage(bytes) : null;
    }

    /// <summary>Zip programs read a file from its end: whatever stands before.</summary>
    private static bool IsZip(ReadOnlySpan<byte> bytes)
    {
        var tail = bytes[Math.Max(0, bytes.Length - LongestComment - EndLength)..];
        for (var at = tail.LastIndexOf("PK\x05\x06"u8); at >= 0; at = tail[..at].LastIndexOf("PK\x05\x06"u8))
        {
            if (tail.Length - at < EndLength) continue;
            var size = BinaryPrimitives.ReadUInt32LittleEndian(tail[(at + 12)..]);
            var directory = bytes.Length - tail.Length + at - (long)size;
            if (directory >= 0 && bytes[(int)directory..].StartsWith("PK\x01\x02"u8)) return true;
        }

        return false;
    }

    private static string? InImage(ReadOnlySpan<byte> bytes)
    {
        foreach (var mark in (ReadOnlySpan<byte[]>)["<script"u8.ToArray(), "<?php"u8.ToArray(), "<html"u8.ToArray(), "<!doctype"u8.ToArray(), "<iframe"u8.ToArray(), "<svg"u8.ToArray()])
        {
            if (Contains(bytes, mark)) return "这张图片里藏有网页或脚本，不能上传。请重新截图或另存后上传。";
        }

        return HoldsProgram(bytes) ? Foreign.Program : null;
    }

    /// <summary>A Windows program behind or inside the picture: its two heads, the one at the distance that the other tells.</summary>
    private static bool HoldsProgram(ReadOnlySpan<byte> bytes)
    {
        const int distanceAt = 0x3C, furthest = 4096;
        for (var rest = bytes; rest.IndexOf("MZ"u8) is >= 0 and var at; rest = rest[1..])
        {
            rest = rest[at..];
            if (rest.Length < distanceAt + 4) return false;
            var distance = BinaryPrimitives.ReadUInt32LittleEndian(rest[distanceAt..]);
            if (distance < furthest && distance < rest.Length && rest[(int)distance..].StartsWith("PE\0\0"u8)) return true;
        }

        return false;
    }

    /// <summary>In any case of its letters.</summary>
    /// <param name="mark">In small letters, beginning with &lt;.</param>
    private static bool Contains(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        for (var at = bytes.IndexOf(mark[0]); at >= 0 && bytes.Length - at >= mark.Length;)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(at, mark.Length), mark)) return true;
            var next = bytes[(at + 1)..].IndexOf(mark[0]);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
