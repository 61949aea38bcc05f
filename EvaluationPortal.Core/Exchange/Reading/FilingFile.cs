using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>
/// Reads a spreadsheet (.xlsx, .csv) with a unit's self-report, as <see cref="FilingTemplate"/> makes it. Blank cells say nothing: what
/// stands is kept. What is not understood is told, not guessed.
/// </summary>
public static class FilingFile
{
    private const string Wanted = "须有“序号”或“二级指标”列，和“填报说明”“网站链接”“自评”“零报告/不涉及”等列；清单须有“文号”“标题”“原属性”“现属性”“链接”";

    /// <summary>Reads it; never throws for what is in it.</summary>
    /// <param name="name">The file's; told in the refusal.</param>
    /// <param name="progress">Told the rows read.</param>
    public static ImportReading Read(byte[] file, string name, Cycle cycle, Unit unit, CancellationToken stop, IProgress<int>? progress = null)
    {
        var reading = SpreadsheetFile.Read(file, GridLimits.Filing, stop, progress);
        if (reading.Refusal is { } why) return ImportReading.Refused(why);
        if (reading.Sheets.FirstOrDefault(sheet => sheet.Fault is not null) is { Fault: { } fault }) return ImportReading.Refused(fault);
        var (words, notes, rows, read) = (new IndicatorWords(cycle), reading.Notes.ToBuilder(), ImmutableArray.CreateBuilder<ImportedRow>(), false);
        foreach (var sheet in reading.Sheets.Where(sheet => !TemplateLists.Explains(sheet.Name) && sheet.Grid!.Rows.Length > 0))
        {
            stop.ThrowIfCancellationRequested();
            if (FilingTable.Find(sheet, words) is not { } table)
            {
                notes.Add($"{(sheet.Name is null ? "文件" : $"工作表“{sheet.Name}”")}没有找到表头，没有读；{Wanted}。");
                continue;
            }
            read = true;
            notes.AddRange(table.Notes);
            rows.AddRange(table.IsList ? new ListRows(cycle, unit, words).Of(table) : new FilingRows(cycle, unit, words).Of(table));
        }
        return read ? new(rows.ToImmutable(), notes.ToImmutable(), null) : ImportReading.Refused($"“{name}”里没有看得懂的表：前20行中要有一行列名，{Wanted}。可以下载填报表填写。");
    }
}
