using System.Buffers.Binary;

namespace EvaluationPortal.Core.Reports.Pdf;

/// <summary>Finds font files and tells TrueType outlines from others without reading the whole file.</summary>
internal static class FontFile
{
    private const uint Collection = 0x74746366; // ttcf
    private const uint GlyphTable = 0x676C7966; // glyf

    // By preference; regular first, then its bold where the family has one. Names as their vendors ship them.
    private static readonly (string Regular, string Bold)[] SystemFamilies =
    [
        ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"),
        ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"),
        ("SourceHanSansSC-Regular.ttf", "SourceHanSansSC-Bold.ttf"),
        ("msyh.ttc", "msyhbd.ttc"),
        ("wqy-microhei.ttc", "wqy-microhei.ttc"),
        ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
        ("simhei.ttf", "simhei.ttf"),
        ("STHeiti Light.ttc", "STHeiti Medium.ttc"),
        ("DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf"),
        ("Arial Unicode.ttf", "Arial Unicode.ttf"),
    ];

    /// <summary>The first family of the list found in the folders, with TrueType outlines; null where there is none.</summary>
    public static (string Regular, string Bold)? FindSystemFamily(IEnumerable<string> folders)
    {
        var files = folders.Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.tt?", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Order(StringComparer.Ordinal)
            .GroupBy(f => Path.GetFileName(f), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var (regular, bold) in SystemFamilies)
        {
            if (files.TryGetValue(regular, out var file) && IsTrueType(file))
                return (file, files.GetValueOrDefault(bold, file));
        }
        return null;
    }

    /// <summary>Where Linux, Windows and macOS keep fonts.</summary>
    public static IEnumerable<string> SystemFolders()
    {
        yield return Environment.GetFolderPath(Environment.SpecialFolder.Fonts);
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts");
        yield return "/usr/share/fonts";
        yield return "/usr/local/share/fonts";
        yield return "/System/Library/Fonts";
        yield return "/Library/Fonts";
    }

    /// <summary>Whether the file's (first) font has TrueType outlines.</summary>
    public static bool IsTrueType(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[16];
        if (file.ReadAtLeast(head, 16, throwOnEndOfStream: false) < 16)
            return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(head) == Collection)
        {
            file.Position = BinaryPrimitives.ReadUInt32BigEndian(head[12..]);
            if (file.ReadAtLeast(head, 16, throwOnEndOfStream: false) < 16)
                return false;
            file.Position -= 4;
        }
        else
        {
            file.Position = 12;
        }
        int tables = BinaryPrimitives.ReadUInt16BigEndian(head[4..]);
        for (var i = 0; i < tables && file.ReadAtLeast(head, 16, throwOnEndOfStream: false) == 16; i++)
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(head) == GlyphTable)
                return true;
        }
        return false;
    }
}
