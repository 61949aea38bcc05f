using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// The directory of a zip file, read so strictly that every program sees the same parts: nothing before, between or after them, one
/// name each, and the same in both places where zip files write it. Archives in disguise live on the differences.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;

    /// <summary>A part's sizes may stand behind it too (16 bytes, 24 with long sizes).</summary>
    private const int LongestDescriptor = 24;

    /// <summary>Writers that could have needed long sizes leave a second end before the first (56 and 20 bytes).</summary>
    private const int LongestOtherEnd = 76;

    private const int MostParts = 10_000;
    private const int Encrypted = 0x2041;
    private const int Stored = 0;
    private const int Deflated = 8;

    private const string Broken = "文件内部结构不完整或不一致，可能已损坏。请用原来的软件打开后重新保存，再上传。";

    /// <summary>The parts in their order in the file; or why it is refused.</summary>
    public static (ImmutableArray<ZipPart> Parts, string? Why) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < EndLength || !bytes[^EndLength..].StartsWith("PK\x05\x06"u8)) return ([], Broken);
        var end = bytes[^EndLength..];
        var (count, size, start) = (Short(end, 10), Long(end, 12), Long(end, 16));
        var gap = bytes.Length - EndLength - start - size;
        if (Long(end, 4) != 0 || Short(end, 8) != count || Short(end, 20) != 0 || gap is not (0 or LongestOtherEnd) || (gap > 0 && !bytes[(int)(start + size)..].StartsWith("PK\x06\x06"u8))) return ([], Broken);
        if (count > MostParts) return ([], $"文件内部有{count}个部分，最多{MostParts}个。请拆成几个文件后上传。");
        var parts = ImmutableArray.CreateBuilder<ZipPart>(count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var at = (int)start;
        for (var n = 0; n < count; n++)
        {
            if (Central(bytes, at, (int)(start + size), out var part, out var length) is { } why) return ([], why);
            if (!names.Add(part.Name)) return ([], Broken);
            parts.Add(part);
            at += length;
        }

        return at == start + size && AreGapless(bytes, parts, start) ? (parts.MoveToImmutable(), null) : ([], Broken);
    }

    private static string? Central(ReadOnlySpan<byte> bytes, int at, int end, out ZipPart part, out int length)
    {
        (part, length) = (default, 0);
        if (end - at < CentralLength || !bytes[at..].StartsWith("PK\x01\x02"u8)) return Broken;
        var entry = bytes[at..end];
        var nameLength = Short(entry, 28);
        length = CentralLength + nameLength + Short(entry, 30) + Short(entry, 32);
        if (length > entry.Length) return Broken;
        if ((Short(entry, 8) & Encrypted) != 0) return "文件已加密，评审人员打不开。请取消密码后重新保存，再上传。";
        if (Short(entry, 10) is not (Stored or Deflated)) return Broken;
        var raw = entry.Slice(CentralLength, nameLength);
        var name = Encoding.UTF8.GetString(raw);
        if (Escapes(name)) return "文件内部有指向外部路径的部分，不能上传。请用原来的软件重新保存后上传。";
        var local = Long(entry, 42);
        if (local + LocalLength > bytes.Length || !bytes[(int)local..].StartsWith("PK\x03\x04"u8)) return Broken;
        var head = bytes[(int)local..];
        var content = (int)local + LocalLength + Short(head, 26) + Short(head, 28);
        if (Short(head, 26) != nameLength || content + Long(entry, 20) > bytes.Length || !head.Slice(LocalLength, nameLength).SequenceEqual(raw) || Short(head, 8) != Short(entry, 10)) return Broken;
        part = new(name, (int)local, content, (int)Long(entry, 20), Long(entry, 24), Short(entry, 10) is Deflated);
        return null;
    }

    private static bool AreGapless(ReadOnlySpan<byte> bytes, IEnumerable<ZipPart> parts, long directory)
    {
        var at = 0L;
        foreach (var part in parts.OrderBy(p => p.Local))
        {
            if (!IsDescriptor(bytes, at, part.Local)) return false;
            at = part.Content + (long)part.Packed;
        }

        return IsDescriptor(bytes, at, directory);
    }

    private static bool IsDescriptor(ReadOnlySpan<byte> bytes, long from, long to) =>
        to == from || (from > 0 && to - from is 12 or 16 or 20 or LongestDescriptor && (to - from is 12 or 20 || bytes[(int)from..].StartsWith("PK\x07\x08"u8)));

    private static bool Escapes(string name) =>
        name.Length == 0 || name[0] == '/' || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..") || name.Any(char.IsControl);

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

/// <summary>One part of a zip file.</summary>
/// <param name="Local">Where it begins, with its head.</param>
/// <param name="Content">Where its content begins.</param>
/// <param name="Packed">Length there, in bytes.</param>
/// <param name="Length">Length unpacked, as it says.</param>
internal readonly record struct ZipPart(string Name, int Local, int Content, int Packed, long Length, bool IsDeflated)
{
    public bool IsFolder => Name.EndsWith('/');

    /// <summary>The last part of its name after the point, in small letters.</summary>
    public string Extension => Name[(Name.LastIndexOf('.') + 1)..].ToLowerInvariant();
}
