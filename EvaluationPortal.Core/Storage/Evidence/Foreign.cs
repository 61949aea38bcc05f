using System.Text;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>What a file is that is not taken, so that the refusal can say what to do about it.</summary>
internal static class Foreign
{
    internal const string Archive = "这是压缩包，请解压后上传其中的文件。";
    internal const string Program = "这是可执行程序或它的一部分，不能上传。";
    private const string Script = "这是脚本文件，不能上传。";
    private const string Media = "这是音频或视频，不能上传。请上传截图，或把所在网址填入说明。";
    private const string Page = "这是网页文件，其中可能带有脚本。请把网页截图，或打印为PDF后上传。";
    private const string Svg = "这是SVG图片，其中可能带有脚本。请另存为PNG后上传。";
    private const string RichText = "这是RTF文件，其中可能嵌有其他内容。请用Word或WPS另存为docx后上传。";
    private const string Mail = "这是邮件文件。请把邮件打印为PDF，附件单独上传。";
    private const string Unknown = $"无法识别这个文件，可能已损坏，或不是可以上传的类型。可以上传{FileKind.Named}。";
    private const int Looked = 4096;

    private static readonly (int At, byte[] Magic, string What)[] Magics =
    [
        (0, "MZ"u8.ToArray(), Program), (0, [0x7F, (byte)'E', (byte)'L', (byte)'F'], Program), (0, [0xCA, 0xFE, 0xBA, 0xBE], Program),
        (0, [0xFE, 0xED, 0xFA, 0xCE], Program), (0, [0xFE, 0xED, 0xFA, 0xCF], Program), (0, [0xCE, 0xFA, 0xED, 0xFE], Program), (0, [0xCF, 0xFA, 0xED, 0xFE], Program),
        (0, "dex\n"u8.ToArray(), Program), (0, "\0asm"u8.ToArray(), Program), (0, "!<arch>"u8.ToArray(), Program), (0, "ITSF"u8.ToArray(), Program),
        (0, [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], "这是快捷方式，请上传它指向的文件本身。"),
        (0, "FWS"u8.ToArray(), Program), (0, "CWS"u8.ToArray(), Program), (0, "ZWS"u8.ToArray(), Program),
        (0, "PK"u8.ToArray(), Archive), (0, "Rar!"u8.ToArray(), Archive), (0, [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], Archive), (0, [0x1F, 0x8B], Archive), (0, [0x1F, 0x9D], Archive),
        (0, "BZh"u8.ToArray(), Archive), (0, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00], Archive), (0, [0x28, 0xB5, 0x2F, 0xFD], Archive), (0, "MSCF"u8.ToArray(), Archive),
        (257, "ustar"u8.ToArray(), Archive), (2, "-lh"u8.ToArray(), Archive), (7, "**ACE**"u8.ToArray(), Archive), (0, [0x60, 0xEA], Archive), (0x8001, "CD001"u8.ToArray(), Archive),
        (4, "ftyp"u8.ToArray(), Media), (0, "ID3"u8.ToArray(), Media), (0, "OggS"u8.ToArray(), Media), (0, "RIFF"u8.ToArray(), Media), (0, [0x1A, 0x45, 0xDF, 0xA3], Media), (0, "FLV"u8.ToArray(), Media), (0, "#!AMR"u8.ToArray(), Media),
        (0, [0x30, 0x26, 0xB2, 0x75], Media),
        (0, "{\\rtf"u8.ToArray(), RichText),
    ];

    /// <summary>The sentence for a file that is of no kind that is taken.</summary>
    public static string What(ReadOnlySpan<byte> bytes)
    {
        foreach (var (at, magic, what) in Magics)
        {
            if (Has(bytes, at, magic)) return what;
        }

        return Text(bytes) is { } text ? OfText(text) : Unknown;
    }

    /// <summary>Whether it begins as a program does.</summary>
    public static bool IsProgram(ReadOnlySpan<byte> bytes)
    {
        foreach (var (at, magic, what) in Magics)
        {
            if (ReferenceEquals(what, Program) && Has(bytes, at, magic)) return true;
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<byte> bytes, int at, byte[] magic) => bytes.Length >= at + magic.Length && bytes[at..].StartsWith(magic);

    private static string OfText(string text)
    {
        if (text.Contains("<svg", StringComparison.OrdinalIgnoreCase)) return Svg;
        if (text.StartsWith('<') && text.Contains("<html", StringComparison.OrdinalIgnoreCase)) return Page;
        string[] pages = ["<!doctype html", "<head", "<body", "<script", "<iframe", "<meta", "<hta:", "<table", "<div", "<img", "mime-version:\n", "<?php", "<%"];
        if (Array.Exists(pages, page => text.StartsWith(page, StringComparison.OrdinalIgnoreCase))) return Page;
        if (text.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase)) return text.Contains("multipart/related", StringComparison.OrdinalIgnoreCase) ? Page : Mail;
        if (text.StartsWith("From:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Received:", StringComparison.OrdinalIgnoreCase)) return Mail;
        if (text.StartsWith("[InternetShortcut]", StringComparison.OrdinalIgnoreCase)) return "这是网址快捷方式，请把网址填入说明。";
        string[] scripts = ["#!", "@echo", "windows registry editor", "<job", "<package", "<scriptlet", "<component", "[autorun]", "[version]"];
        if (Array.Exists(scripts, script => text.StartsWith(script, StringComparison.OrdinalIgnoreCase))) return Script;
        if (text.StartsWith("<?xml", StringComparison.Ordinal) || text.StartsWith('<')) return "这是XML文件，其中可能带有脚本。请另存为Word、Excel或PDF后上传。";
        return "这是纯文本文件或脚本，不能上传。请把内容填入说明，或另存为Word、PDF后上传。";
    }

    /// <summary>The beginning as text, without what stands before the first mark; null where it is none.</summary>
    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, Looked)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(start[2..]).Trim();
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(start[2..]).Trim();
        if (start.IndexOfAnyInRange((byte)0x00, (byte)0x08) >= 0) return null;
        return Encoding.UTF8.GetString(start).Trim('\uFEFF', ' ', '\t', '\r', '\n', '\f', '\v');
    }
}
