using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>
/// The table in an .xlsx workbook: the first visible sheet that has heads. Read as a stream within bounds; what it links to is not
/// followed, formulas are not run (their stored results are read).
/// </summary>
public static class WorkbookFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    private const int MostParts = 500;
    private const long MostUnpacked = 60 * 1024 * 1024;
    private const long MostCharactersInPart = 20_000_000;

    /// <summary>Reads it; never throws for what is in it.</summary>
    public static GridReading Read(byte[] file)
    {
        if (file.Length > MostBytes) return GridReading.Refused($"文件有{file.Length / 1024 / 1024}MB，最大{MostBytes / 1024 / 1024}MB；请只保留考核评估表所在的工作表。");
        if (IsOldWorkbook(file)) return GridReading.Refused("这是旧格式的电子表格（.xls）或加了密码的文件；请用Excel或WPS另存为不加密的.xlsx文件，或直接复制粘贴。");
        if (Unpacking(file) is { } why) return GridReading.Refused(why);
        try
        {
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(file, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = MostCharactersInPart, AutoSave = false });
            return Read(workbook);
        }
        catch (Exception fault) when (fault is OpenXmlPackageException or XmlException or InvalidDataException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or IOException or NotSupportedException)
        {
            return GridReading.Refused("不是完好的.xlsx文件；请用Excel或WPS打开后另存为.xlsx，或直接复制粘贴。");
        }
    }

    private static GridReading Read(SpreadsheetDocument workbook)
    {
        var book = workbook.WorkbookPart;
        var sheets = book?.Workbook?.Sheets?.Elements<Sheet>().Where(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible).ToList() ?? [];
        if (book is null || sheets.Count == 0) return GridReading.Refused("文件中没有可见的工作表。");
        var words = new CellWords(book);
        GridReading? first = null;
        foreach (var sheet in sheets)
        {
            if (sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part) continue;
            var reading = SheetCells.Read(part, sheet.Name?.Value ?? "", words);
            if (reading.Grid is not { } grid || TableRows.HasHeads(grid)) return reading;
            first ??= reading;
        }

        return first is null
            ? GridReading.Refused("文件中没有工作表，只有图表。")
            : GridReading.Refused($"工作表“{string.Join("”“", sheets.Take(10).Select(sheet => sheet.Name?.Value))}”中都没有找到表头；第一行应有{string.Join('、', TableRows.HeadsWanted)}等列名。");
    }

    /// <summary>The compound format of .xls and of encrypted workbooks.</summary>
    private static bool IsOldWorkbook(byte[] file) => file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>Why the archive is not to be opened, by what it says of itself; what it unpacks to is bounded again while it is read.</summary>
    private static string? Unpacking(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostParts) return $"文件由{archive.Entries.Count}个部分组成，最多{MostParts}个；请另存为只含考核评估表的.xlsx文件。";
            var size = archive.Entries.Sum(Unpacked);
            return size > MostUnpacked ? $"文件解压后超过{MostUnpacked / 1024 / 1024}MB，不像一张考核评估表；请另存为只含考核评估表的.xlsx文件。" : null;
        }
        catch (InvalidDataException)
        {
            return "不是完好的.xlsx文件；请用Excel或WPS打开后另存为.xlsx，或直接复制粘贴。";
        }
    }

    /// <summary>Bytes that an entry really unpacks to, counted up to the bound: what it declares may be a lie.</summary>
    private static long Unpacked(ZipArchiveEntry entry)
    {
        if (entry.Length > MostUnpacked) return entry.Length;
        using var stream = entry.Open();
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (int read; size <= MostUnpacked && (read = stream.Read(buffer)) > 0;) size += read;
        return size;
    }
}
