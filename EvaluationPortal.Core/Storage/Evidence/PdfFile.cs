using System.IO.Compression;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// PDF (ISO 32000): sound at both ends and without names that act by themselves. Not parsed as a reader would: every name anywhere in
/// the file is read, those in compressed objects too, so that nothing depends on which of several readings a reader chooses.
/// </summary>
internal static class PdfFile
{
    private const string Broken = "PDF文件不完整或已损坏。请重新导出、扫描或用“打印为PDF”另存后上传。";
    private const string HowToClean = "请用“打印为PDF”另存后上传。";

    /// <summary>Compressed objects, unpacked together; in bytes.</summary>
    private const int MostUnpacked = 256 * 1024 * 1024;

    private const int LongestDictionary = 64 * 1024;
    private const int LongestName = 64;
    private const string CompressedObjects = "ObjStm";

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["JavaScript"] = "PDF中带有脚本，不能上传。" + HowToClean,
        ["Launch"] = "PDF中带有启动其他程序的动作，不能上传。" + HowToClean,
        ["EmbeddedFile"] = "PDF中带有附件，不能上传。请把附件单独上传，PDF" + HowToClean[1..],
        ["EmbeddedFiles"] = "PDF中带有附件，不能上传。请把附件单独上传，PDF" + HowToClean[1..],
        ["RichMedia"] = "PDF中带有多媒体，不能上传。" + HowToClean,
        ["XFA"] = "这是动态表单，其中可能带有脚本，不能上传。" + HowToClean,
        ["SubmitForm"] = "PDF中带有向外提交内容的动作，不能上传。" + HowToClean,
        ["ImportData"] = "PDF中带有导入外部数据的动作，不能上传。" + HowToClean,
        ["GoToE"] = "PDF中带有打开附件的动作，不能上传。" + HowToClean,
        ["Encrypt"] = "PDF加了密码或权限限制，评审人员可能打不开。请取消限制后上传，或" + HowToClean[1..],
    };

    public static Inspected Inspect(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.LastIndexOf("%%EOF"u8);
        if (end < 0 || bytes.IndexOf("startxref"u8) < 0) return Inspected.No(Broken);
        if (bytes[(end + "%%EOF".Length)..].IndexOfAnyExcept(" \t\r\n\0"u8) >= 0) return Inspected.No("PDF文件末尾附有其他内容，不能上传。" + HowToClean);
        var names = Names(bytes);
        if (Reason(names) is { } why) return Inspected.No(why);
        return Compressed(bytes, names.Count(n => n == CompressedObjects)) is { } inside ? Inspected.No(inside) : Inspected.Of(FileKind.Pdf);
    }

    private static string? Reason(IEnumerable<string> names) => names.Select(n => Refused.GetValueOrDefault(n)).FirstOrDefault(why => why is not null);

    /// <summary>Why something in a compressed object is refused; null where nothing is.</summary>
    /// <param name="expected">How often the file names compressed objects: all have to be found.</param>
    private static string? Compressed(ReadOnlySpan<byte> bytes, int expected)
    {
        var (found, left, before) = (0, MostUnpacked, 0);
        for (var next = bytes.IndexOf("stream"u8); next >= 0; next = IndexFrom(bytes, "stream"u8, before))
        {
            var dictionary = bytes[Math.Max(before, next - LongestDictionary)..next];
            before = next + "stream".Length;
            var last = dictionary.LastIndexOf("obj"u8);
            var names = Names(last < 0 ? dictionary : dictionary[last..]);
            var here = names.Count(n => n == CompressedObjects);
            if (here == 0) continue;
            found += here;
            if (Unpack(bytes[before..], names, ref left) is not { } content) return Broken;
            if (Reason(Names(content)) is { } why) return why;
        }

        return found == expected ? null : Broken;
    }

    /// <summary>The content of a stream that is packed once or not at all; null for any other.</summary>
    private static byte[]? Unpack(ReadOnlySpan<byte> stream, List<string> names, ref int left)
    {
        var from = stream.StartsWith("\r\n"u8) ? 2 : stream.StartsWith("\n"u8) || stream.StartsWith("\r"u8) ? 1 : 0;
        var end = stream.IndexOf("endstream"u8);
        if (end < from || names.Contains("Predictor") || (left -= end - from) < 0) return null;
        if (!names.Contains("Filter") && !names.Contains("F")) return stream[from..end].ToArray();
        var packings = names.Count(n => n.EndsWith("Decode", StringComparison.Ordinal) || n is "Fl" or "AHx" or "A85" or "LZW" or "RL" or "Crypt");
        if (packings != 1 || !(names.Contains("FlateDecode") || names.Contains("Fl")) || end - from < 2) return null;
        try
        {
            using var unpacked = new DeflateStream(new MemoryStream(stream[(from + 2)..end].ToArray(), writable: false), CompressionMode.Decompress);
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (var read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
            {
                if ((left -= read) < 0) return null;
                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Every name in it that matters here, in order; #xx resolved.</summary>
    private static List<string> Names(ReadOnlySpan<byte> bytes)
    {
        var names = new List<string>();
        Span<char> name = stackalloc char[LongestName];
        for (var at = bytes.IndexOf((byte)'/'); at >= 0; at = IndexFrom(bytes, "/"u8, at + 1))
        {
            var length = 0;
            for (var i = at + 1; i < bytes.Length && length < LongestName && !IsDelimiter(bytes[i]); i++)
            {
                var isEscape = bytes[i] == '#' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
                name[length++] = (char)(isEscape ? (Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0]) : bytes[i]);
                if (isEscape) i += 2;
            }

            if (Known(name[..length]) is { } known) names.Add(known);
        }

        return names;
    }

    private static readonly HashSet<string> Matter =
        [.. Refused.Keys, CompressedObjects, "Filter", "F", "Predictor", "FlateDecode", "Fl", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Crypt", "DCTDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode"];

    private static string? Known(ReadOnlySpan<char> name) => Matter.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) ? known : null;

    private static bool IsDelimiter(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32 or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private static int IndexFrom(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark, int from)
    {
        if (from >= bytes.Length) return -1;
        var next = bytes[from..].IndexOf(mark);
        return next < 0 ? -1 : from + next;
    }
}
