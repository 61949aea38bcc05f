namespace EvaluationPortal.Core.Exchange;

/// <summary>A spreadsheet as it was uploaded: a workbook or csv, told apart by what is in it, not by its name.</summary>
internal static class SpreadsheetFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Reads every visible sheet; never throws for what is in the file.</summary>
    /// <param name="progress">Told the rows read, of all sheets together.</param>
    public static SpreadsheetReading Read(byte[] file, GridLimits limits, CancellationToken stop, IProgress<int>? progress = null)
    {
        if (file.Length > MostBytes) return SpreadsheetReading.Refused($"文件有{file.Length / 1024 / 1024}MB，最大{MostBytes / 1024 / 1024}MB；{limits.Advice}。");
        if (file.Length == 0) return SpreadsheetReading.Refused("文件是空的；请检查是否选错了文件。");
        return file.AsSpan() is [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] ? WorkbookFile.Sheets(file, limits, stop, progress) : CsvFile.Read(file, limits, stop, progress);
    }
}
