using System.IO.Compression;

namespace EvaluationPortal.Core.Exchange;

/// <summary>The archive that a workbook is, looked at before it is opened: what it says of itself, and what it really unpacks to.</summary>
internal static class WorkbookArchive
{
    private const int MostParts = 500;
    private const long MostUnpacked = 60 * 1024 * 1024;

    /// <summary>Contents and relations are held at once.</summary>
    private const long MostOutline = 1024 * 1024;

    public const string Broken = "不是完好的.xlsx文件；请用Excel或WPS打开后另存为.xlsx，或直接复制粘贴。";

    /// <summary>Why the archive is not to be opened; null where it is.</summary>
    public static string? Fault(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostParts) return $"文件由{archive.Entries.Count}个部分组成，最多{MostParts}个；请另存为只含要用的工作表的.xlsx文件。";
            return OtherKind(archive) ?? TooLarge(archive);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return Broken;
        }
    }

    private static string? OtherKind(ZipArchive archive)
    {
        var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        const string saveAs = "请用Excel或WPS另存为.xlsx文件。";
        if (names.Contains("xl/workbook.bin")) return $"这是二进制格式的电子表格（.xlsb）；{saveAs}";
        if (names.Contains("content.xml") && names.Contains("mimetype")) return $"这是OpenDocument格式的文件（.ods等）；{saveAs}";
        if (names.Contains("word/document.xml")) return $"这是文字文档（.docx），不是电子表格；请把表格复制到Excel或WPS表格中，{saveAs}";
        if (names.Contains("ppt/presentation.xml")) return $"这是演示文稿（.pptx），不是电子表格；{saveAs}";
        return names.Contains("[Content_Types].xml") ? null : $"这是压缩包，不是电子表格；请解压后选择其中的.xlsx文件。";
    }

    private static string? TooLarge(ZipArchive archive)
    {
        var left = MostUnpacked;
        string? tooLarge = null;
        foreach (var entry in archive.Entries)
        {
            var size = entry.Length > MostUnpacked ? entry.Length : Unpacked(entry, left);
            var most = entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase) ? MostOutline : BoundedXml.MostPart;
            if (size > most && IsText(entry)) tooLarge ??= $"文件中的{Shown(entry)}解压后有{size / 1024 / 1024}MB，最大{most / 1024 / 1024}MB；请只保留要用的工作表，删去空行空列后另存为.xlsx。";
            left -= size;
            if (left < 0) return $"文件解压后超过{MostUnpacked / 1024 / 1024}MB，不像一张要读入的表；请另存为只含要用的工作表的.xlsx文件。";
        }

        return tooLarge;
    }

    private static bool IsText(ZipArchiveEntry entry) => !entry.FullName.StartsWith("xl/media/", StringComparison.OrdinalIgnoreCase);

    private static string Shown(ZipArchiveEntry entry) => entry.FullName.Length > 60 ? $"{entry.FullName[..60]}…" : entry.FullName;

    /// <summary>Bytes that an entry really unpacks to, counted up to the bound: what it declares may be a lie.</summary>
    private static long Unpacked(ZipArchiveEntry entry, long most)
    {
        using var stream = entry.Open();
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (int read; size <= most && (read = stream.Read(buffer)) > 0;) size += read;
        return size;
    }
}
