using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>
/// Reads a spreadsheet (.xlsx, .csv) of scores, results or findings. What is not understood is told, not guessed; units stay as the
/// file names them.
/// </summary>
public static class ImportFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = SpreadsheetFile.MostBytes;

    /// <summary>Reads it; never throws for what is in it.</summary>
    /// <param name="name">The file's; told in the refusal.</param>
    /// <param name="only">The indicator of rows that name none, where whoever delivers has one alone.</param>
    /// <param name="progress">Told the rows read.</param>
    public static ImportReading Read(byte[] file, string name, ImportKind kind, Cycle cycle, IndicatorCode? only, CancellationToken stop, IProgress<int>? progress = null)
    {
        var reading = SpreadsheetFile.Read(file, GridLimits.Importing, stop, progress);
        if (reading.Refusal is { } why) return ImportReading.Refused(why);
        if (reading.Sheets.FirstOrDefault(sheet => sheet.Fault is not null) is { Fault: { } fault }) return ImportReading.Refused(fault);
        var (words, notes, rows, read) = (new IndicatorWords(cycle), reading.Notes.ToBuilder(), KindOf(kind, cycle), false);
        foreach (var sheet in reading.Sheets.Where(sheet => !TemplateLists.Explains(sheet.Name) && sheet.Grid!.Rows.Length > 0))
        {
            stop.ThrowIfCancellationRequested();
            if (ImportTable.Find(sheet, words) is not { } table)
            {
                notes.Add($"{(sheet.Name is null ? "文件" : $"工作表“{sheet.Name}”")}没有找到表头，没有读；{rows.Wanted}。");
                continue;
            }

            read = true;
            notes.AddRange(table.Notes);
            var entries = new ImportEntries(table, words, only is { } code ? cycle.Scheme.Find(code) : null);
            rows.Begin(table, entries);
            foreach (var entry in entries.All(stop)) rows.Take(entry);
        }

        return read ? new(rows.Finished(), [.. notes, .. rows.Notes], null) : ImportReading.Refused($"“{name}”里没有看得懂的表：前20行中要有一行列名，{rows.Wanted}。可以下载模板填写。");
    }

    private static ImportRows KindOf(ImportKind kind, Cycle cycle) => kind switch
    {
        ImportKind.ThirdPartyScores => new ThirdPartyRows(cycle),
        ImportKind.BureauResult => new BureauRows(cycle),
        ImportKind.BoardScores => new BoardRows(cycle),
        ImportKind.SiteFindings => new SiteFindingRows(cycle),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
