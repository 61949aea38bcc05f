using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>The cells of one sheet, read as a stream: a sheet that names a million rows is refused at the first too many.</summary>
internal static class SheetCells
{
    private const int MostMerged = 5_000;

    public static GridReading Read(WorksheetPart part, string sheet, CellWords words)
    {
        var plan = new GridPlan();
        List<string> merged = [];
        using var reader = OpenXmlReader.Create(part);
        var (row, column) = (0, 0);
        while (reader.Read())
        {
            if (!reader.IsStartElement) continue;
            if (reader.ElementType == typeof(Row))
            {
                row = reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value is { } number && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : row + 1;
                column = 0;
            }
            else if (reader.ElementType == typeof(Cell) && reader.LoadCurrentElement() is Cell cell)
            {
                column = ColumnOf(cell.CellReference?.Value) ?? column + 1;
                var text = words.Of(cell).Trim();
                if (text.Length == 0) continue;
                if (Fault(sheet, row, column, text) is { } fault) return GridReading.Refused(fault);
                plan.Put(row - 1, column - 1, text);
            }
            else if (reader.ElementType == typeof(MergeCell) && merged.Count < MostMerged && reader.Attributes.FirstOrDefault(a => a.LocalName == "ref").Value is { } range) merged.Add(range);
        }

        foreach (var range in merged) Repeat(plan, range);
        return GridReading.Of(plan.Finished(sheet));
    }

    private static string? Fault(string sheet, int row, int column, string text)
    {
        if (row is < 1 or > TableGrid.MostRows) return $"工作表“{sheet}”第{row}行还有内容，最多{TableGrid.MostRows}行；请删去考核评估表以外的内容。";
        if (column is < 1 or > TableGrid.MostColumns) return $"{TableGrid.PlaceIn(sheet, row, column)}还有内容，最多{TableGrid.MostColumns}列；请删去考核评估表以外的内容。";
        return text.Length > TableGrid.MostCellCharacters ? TabbedText.TooLong(TableGrid.PlaceIn(sheet, row, column), text.Length) : null;
    }

    /// <summary>Repeats a merged cell's text down its first column.</summary>
    private static void Repeat(GridPlan plan, string range)
    {
        if (range.Split(':') is not [var from, var to] || ColumnOf(from) is not { } column || RowOf(from) is not { } top || RowOf(to) is not { } bottom) return;
        if (column > TableGrid.MostColumns || bottom > TableGrid.MostRows || plan[top - 1, column - 1] is not { } text) return;
        for (var row = top; row < bottom; row++) plan.Put(row, column - 1, text);
    }

    /// <summary>From 1; null where the reference names none.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference?.TakeWhile(char.IsAsciiLetterUpper).Take(4) ?? []) column = (column * 26) + letter - 'A' + 1;
        return column == 0 ? null : column;
    }

    private static int? RowOf(string reference) => int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0 ? row : null;
}
