using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// A document that is a zip file inside: OOXML, OFD or ODF. Every part is unpacked once, counted against a bound and looked at;
/// documents embedded in it are inspected as files of their own.
/// </summary>
internal sealed class ZipContainer
{
    /// <summary>All parts together, unpacked, with those embedded; in bytes. A bomb ends here.</summary>
    private const long MostUnpacked = 512L * 1024 * 1024;

    /// <summary>A part that has to be read as a whole; in bytes.</summary>
    private const int MostRead = 32 * 1024 * 1024;

    private const int DeepestEmbedding = 3;
    private const int Begins = 512;

    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
        "exe", "dll", "com", "scr", "pif", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "jar", "lnk", "reg", "cpl", "sh", "class", "html", "htm", "swf",
    };

    private readonly byte[] _bytes;
    private readonly int _depth;
    private long _left;

    private ZipContainer(byte[] bytes, ImmutableArray<ZipPart> parts, long left, int depth) => (_bytes, Parts, _left, _depth) = (bytes, parts, left, depth);

    public ImmutableArray<ZipPart> Parts { get; }

    /// <summary>Whether files of that kind are zip files.</summary>
    public static bool Holds(FileKind kind) => kind == FileKind.Docx || kind == FileKind.Xlsx || kind == FileKind.Pptx || kind == FileKind.Ofd || kind == FileKind.Odt || kind == FileKind.Ods || kind == FileKind.Odp;

    public static Inspected Inspect(byte[] bytes)
    {
        var left = MostUnpacked;
        return Inspect(bytes, ref left, 0);
    }

    /// <summary>The part with that name, in any case of its letters; null where there is none.</summary>
    public ZipPart? Find(string name) => Parts.Where(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Select(p => (ZipPart?)p).FirstOrDefault();

    /// <summary>A part's whole content; null where it is too long or cannot be unpacked.</summary>
    public byte[]? Read(ZipPart part)
    {
        if (part.Length > MostRead) return null;
        var content = new byte[part.Length];
        try
        {
            using var from = Open(part);
            return from.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && from.ReadByte() < 0 ? content : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static Inspected Inspect(byte[] bytes, ref long left, int depth)
    {
        var (parts, why) = ZipDirectory.Read(bytes);
        var isDocument = parts.Any(p => p.Name is "[Content_Types].xml" or "OFD.xml" or "mimetype");
        if (why is not null) return Inspected.No(LooksLikeDocument(bytes) ? why : Foreign.Archive);
        if (!isDocument) return Inspected.No(Foreign.Archive);
        var container = new ZipContainer(bytes, parts, left, depth);
        var inspected = container.Find("OFD.xml") is { } ofd ? OfdFile.Inspect(container, ofd)
            : container.Find("[Content_Types].xml") is not null ? OoxmlFile.Inspect(container)
            : OdfFile.Inspect(container);
        if (inspected is Inspected.Taken && container.Unpack() is { } fault) inspected = Inspected.No(fault);
        left = container._left;
        return inspected;
    }

    /// <summary>Says of a broken file whether to repair or to unpack it.</summary>
    private static bool LooksLikeDocument(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("[Content_Types].xml"u8) >= 0 || bytes.IndexOf("OFD.xml"u8) >= 0 || bytes.IndexOf("mimetypeapplication/vnd.oasis"u8) >= 0;

    /// <summary>Why one of the parts is refused; null where none is.</summary>
    private string? Unpack()
    {
        foreach (var part in Parts.Where(p => !p.IsFolder))
        {
            if (Programs.Contains(part.Extension)) return $"文件里嵌有程序、脚本或网页（{Shown(part.Name)}），不能上传。请删去后重新保存，再上传。";
            if (Unpack(part) is { } why) return why;
        }

        return null;
    }

    private string? Unpack(ZipPart part)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            using var from = Open(part);
            var start = from.ReadAtLeast(buffer, Begins, throwOnEndOfStream: false);
            if (Foreign.IsProgram(buffer.AsSpan(0, start))) return "文件里嵌有可执行程序，不能上传。请删去后重新保存，再上传。";
            var (isZip, isCompound) = (buffer.AsSpan(0, start).StartsWith("PK\x03\x04"u8), buffer.AsSpan(0, start).StartsWith(CompoundFile.Magic));
            var length = (long)start;
            for (var read = start; read > 0; length += read)
            {
                _left -= read;
                if (_left < 0) return "文件解开后过大，不能上传。请精简内容或拆成几个文件后上传。";
                read = from.Read(buffer);
            }

            if (length != part.Length) return "文件内部结构不完整或不一致，可能已损坏。请用原来的软件打开后重新保存，再上传。";
            return isZip || isCompound ? Embedded(part, isZip) : null;
        }
        catch (InvalidDataException)
        {
            return "文件内部有无法解开的部分，可能已损坏。请用原来的软件打开后重新保存，再上传。";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string? Embedded(ZipPart part, bool isZip)
    {
        if (_depth == DeepestEmbedding || Read(part) is not { } content) return "文件里嵌套的文件过大或层数过多，不能上传。请把嵌入的文件另存后单独上传。";
        if (isZip) return Inspect(content, ref _left, _depth + 1) is Inspected.Refused refused ? $"文件里嵌有不能上传的内容（{Shown(part.Name)}）：{refused.Why}" : null;
        return OldOfficeFile.Embedded(content) is { } why ? $"文件里嵌有不能上传的内容（{Shown(part.Name)}）：{why}" : null;
    }

    private Stream Open(ZipPart part)
    {
        var packed = new MemoryStream(_bytes, part.Content, part.Packed, writable: false);
        return part.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
    }

    private static string Shown(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(60)]);
}
