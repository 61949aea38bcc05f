using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluationPortal.Core.Exchange;

/// <summary>What cells of a workbook say in words: shared texts, numbers as people see them, dates as month and day.</summary>
internal sealed class CellWords
{
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly List<string> shared = [];
    private readonly HashSet<uint> dates = [];
    private readonly int offset;

    public CellWords(WorkbookPart book)
    {
        foreach (var text in book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>() ?? []) shared.Add(Words(text));
        offset = book.Workbook?.WorkbookProperties?.Date1904?.Value == true ? 1462 : 0;
        var styles = book.WorkbookStylesPart?.Stylesheet;
        var custom = styles?.NumberingFormats?.Elements<NumberingFormat>().Where(format => format.NumberFormatId is not null && IsDate(format.FormatCode?.Value ?? "")).Select(format => format.NumberFormatId!.Value).ToHashSet() ?? [];
        foreach (var (index, format) in (styles?.CellFormats?.Elements<CellFormat>() ?? []).Index())
        {
            if (format.NumberFormatId?.Value is { } id && (id is (>= 14 and <= 17) or (>= 27 and <= 31) or 22 or (>= 50 and <= 58) || custom.Contains(id))) dates.Add((uint)index);
        }
    }

    /// <summary>The text of a cell; empty where there is none.</summary>
    public string Of(Cell cell)
    {
        var type = cell.DataType?.Value;
        var value = cell.CellValue?.Text ?? "";
        if (type == CellValues.InlineString) return cell.InlineString is { } inline ? string.Concat(inline.Descendants<Text>().Select(text => text.Text)) : "";
        if (type == CellValues.SharedString) return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : "";
        if (type is not null && type != CellValues.Number) return value;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        if (cell.StyleIndex?.Value is { } style && dates.Contains(style) && number + offset is > 0 and < 2_958_466) return Epoch.AddDays(Math.Floor(number + offset)).ToString("M月d日", CultureInfo.InvariantCulture);
        return Math.Abs(number) < 1e9 ? Math.Round((decimal)number, 6).ToString("0.######", CultureInfo.InvariantCulture) : value;
    }

    /// <summary>Phonetic guides are not part of the words.</summary>
    private static string Words(SharedStringItem text) =>
        string.Concat(text.Elements<Text>().Select(plain => plain.Text).Concat(text.Elements<Run>().Select(run => run.Text?.Text ?? "")));

    private static bool IsDate(string format)
    {
        var plain = string.Concat(format.Split('"').Where((_, index) => index % 2 == 0)).ToUpperInvariant();
        return plain.Contains('Y', StringComparison.Ordinal) || (plain.Contains('M', StringComparison.Ordinal) && plain.Contains('D', StringComparison.Ordinal));
    }
}
