using System.Collections.Immutable;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>
/// The tables in an .xlsx workbook: its visible sheets. Read as a stream within bounds; what it links to is not followed, macros and
/// formulas are not run (their stored results are read).
/// </summary>
public static class WorkbookFile
{
    /// <summary>Largest file with a table to be adopted, in bytes.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    private const long MostCharactersInOutline = 2_000_000;

    /// <summary>Reads the first visible sheet that has the heads of an evaluation table; never throws for what is in the file.</summary>
    public static GridReading Read(byte[] file)
    {
        if (file.Length > MostBytes) return GridReading.Refused($"文件有{file.Length / 1024 / 1024}MB，最大{MostBytes / 1024 / 1024}MB；请只保留考核评估表所在的工作表。");
        var reading = Sheets(file, GridLimits.Adopting, CancellationToken.None);
        if (reading.Refusal is { } why) return GridReading.Refused(why);
        foreach (var sheet in reading.Sheets)
        {
            if (sheet.Grid is not { } grid) return GridReading.Refused(sheet.Fault!);
            if (TableRows.HasHeads(grid)) return GridReading.Of(grid);
        }

        return GridReading.Refused($"工作表“{string.Join("”“", reading.Sheets.Take(10).Select(sheet => sheet.Name))}”中都没有找到表头；第一行应有{string.Join('、', TableRows.HeadsWanted)}等列名。");
    }

    /// <summary>Reads every visible sheet; never throws for what is in the file.</summary>
    internal static SpreadsheetReading Sheets(byte[] file, GridLimits limits, CancellationToken stop, IProgress<int>? progress = null)
    {
        if (IsOldWorkbook(file)) return SpreadsheetReading.Refused("这是旧格式的电子表格（.xls）或加了密码的文件；请用Excel或WPS另存为不加密的.xlsx文件，或直接复制粘贴。");
        if (WorkbookArchive.Fault(file) is { } why) return SpreadsheetReading.Refused(why);
        try
        {
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(file, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = MostCharactersInOutline, AutoSave = false });
            return Sheets(workbook, limits, new CellBudget(progress), stop);
        }
        catch (Exception fault) when (fault is OpenXmlPackageException or XmlException or InvalidDataException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or IOException or NotSupportedException or InvalidCastException or ArithmeticException)
        {
            return SpreadsheetReading.Refused(WorkbookArchive.Broken);
        }
    }

    private static SpreadsheetReading Sheets(SpreadsheetDocument workbook, GridLimits limits, CellBudget budget, CancellationToken stop)
    {
        if (workbook.WorkbookPart is not { Workbook: { } outline } book) return SpreadsheetReading.Refused("文件中没有可见的工作表。");
        var all = outline.Sheets?.Elements<Sheet>().ToList() ?? [];
        var visible = all.Where(IsVisible).ToList();
        if (visible.Count == 0) return SpreadsheetReading.Refused("文件中没有可见的工作表。");
        if (visible.Count > GridLimits.MostSheets) return SpreadsheetReading.Refused($"文件有{visible.Count}张工作表，最多{GridLimits.MostSheets}张；请只保留要用的工作表。");
        var shared = SharedTexts.Read(book);
        if (shared.Refusal is { } why) return SpreadsheetReading.Refused(why);
        var (words, sheets) = (new CellWords(book, shared.Texts, limits.Day), ImmutableArray.CreateBuilder<SheetReading>());
        foreach (var sheet in visible)
        {
            if (sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part) continue;
            sheets.Add(new SheetCells(sheet.Name?.Value ?? "", words, limits, budget).Read(part.GetStream(FileMode.Open, FileAccess.Read), stop));
        }

        return sheets.Count == 0 ? SpreadsheetReading.Refused("文件中没有工作表，只有图表。") : new(sheets.ToImmutable(), [.. Notes(book, all, sheets)], null);
    }

    private static IEnumerable<string> Notes(WorkbookPart book, List<Sheet> all, IEnumerable<SheetReading> read)
    {
        foreach (var sheet in all.Where(sheet => !IsVisible(sheet)).Take(10)) yield return $"工作表“{sheet.Name?.Value}”是隐藏的，没有读；要读请取消隐藏后重新上传。";
        if (book.VbaProjectPart is not null) yield return "文件带有宏，宏没有运行，只读了表格内容。";
        if (book.ExternalWorkbookParts.Any()) yield return "文件引用了其他文件，没有去读；有关单元格读的是文件里存下的结果。";
        foreach (var sheet in read)
        {
            if (sheet.Formulas is { } formulas) yield return $"{formulas.Place}{(formulas.Count > 1 ? $"等{formulas.Count}格" : "")}是公式，读的是文件里存下的结果，没有重新计算。";
        }
    }

    private static bool IsVisible(Sheet sheet) => sheet.State is null || sheet.State.Value == SheetStateValues.Visible;

    /// <summary>The compound format of .xls and of encrypted workbooks.</summary>
    private static bool IsOldWorkbook(byte[] file) => file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);
}
