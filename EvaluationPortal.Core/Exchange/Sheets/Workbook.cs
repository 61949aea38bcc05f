using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>Sheets as an .xlsx workbook. It holds no formula but the rules of its colours and lists, no macro and no link.</summary>
public static class Workbook
{
    private const uint A3 = 8, A4 = 9;
    private const int MostName = 31;

    /// <summary>Points of height: two lines.</summary>
    private const int HeadHeight = 34;

    public static byte[] Of(params ReadOnlySpan<Sheet> sheets)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetStyles.Make();
            var (list, names) = (new DocumentFormat.OpenXml.Spreadsheet.Sheets(), new DefinedNames());
            foreach (var sheet in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                Write(part, sheet);
                var (at, name) = ((uint)list.ChildElements.Count, Named(sheet.Name));
                list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(part), SheetId = at + 1, Name = name });
                if (sheet.HeadRows > 0) names.Append(PrintTitles(name, sheet.HeadRows, at));
            }
            book.Workbook = new(list, names);
        }
        return bytes.ToArray();
    }

    private static void Write(WorksheetPart part, Sheet sheet)
    {
        List<(int, int, string)> notes = [];
        string? boxes = null;
        using var writer = OpenXmlWriter.Create(part);
        Begin(writer, sheet);
        foreach (var (at, row) in sheet.Rows.Index())
        {
            Write(writer, sheet, at, row);
            foreach (var (column, cell) in row.Index())
            {
                if (cell.Note is { } note) notes.Add((at, column, note));
            }
        }
        End(writer, sheet);
        if (notes.Count > 0) boxes = SheetNotes.Write(part, notes);
        if (boxes is not null) writer.WriteElement(new LegacyDrawing { Id = boxes });
        writer.WriteEndElement();
    }

    /// <summary>What stands before the rows; the worksheet and its rows stay open.</summary>
    internal static void Begin(OpenXmlWriter writer, Sheet sheet)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new OutlineProperties { SummaryRight = true }, new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(Views(sheet));
        writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = 18, OutlineLevelColumn = (byte)(sheet.Columns.Any(c => c.IsDetail) ? 1 : 0) });
        writer.WriteElement(new Columns(sheet.Columns.Select((column, at) => new Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = column.Width, CustomWidth = true, OutlineLevel = (byte)(column.IsDetail ? 1 : 0) })));
        writer.WriteStartElement(new SheetData());
    }

    /// <param name="at">From 0.</param>
    internal static void Write(OpenXmlWriter writer, Sheet sheet, int at, ImmutableArray<SheetCell> row)
    {
        var height = SheetHeights.Of(sheet, at, row);
        writer.WriteStartElement(at < sheet.HeadRows && row.All(cell => cell.Number is null) ? new Row { RowIndex = (uint)at + 1, Height = Math.Max(height, HeadHeight), CustomHeight = true } : new Row { RowIndex = (uint)at + 1, Height = height });
        foreach (var (column, cell) in row.Index()) writer.WriteElement(Written(cell, at, column));
        writer.WriteEndElement();
    }

    /// <summary>Closes the rows and writes what stands after them; the worksheet stays open.</summary>
    internal static void End(OpenXmlWriter writer, Sheet sheet)
    {
        writer.WriteEndElement();
        if (!sheet.Merged.IsEmpty) writer.WriteElement(new MergeCells(sheet.Merged.Select(range => new MergeCell { Reference = range })));
        if (sheet.Colours is { } colours) writer.WriteElement(SheetStyles.Rules(colours));
        if (!sheet.Choices.IsEmpty) writer.WriteElement(Lists(sheet.Choices));
        writer.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { PaperSize = sheet.Paper is SheetPaper.Wide ? A3 : A4, Orientation = sheet.Paper is SheetPaper.Upright ? OrientationValues.Portrait : OrientationValues.Landscape, FitToWidth = 1, FitToHeight = sheet.OnOnePage ? 1U : 0 });
        writer.WriteElement(new HeaderFooter(new OddFooter("&C第 &P 页，共 &N 页")));
    }

    /// <summary>The heads of a sheet, repeated on every printed page.</summary>
    internal static DefinedName PrintTitles(string name, int rows, uint at) =>
        new($"'{name.Replace("'", "''", StringComparison.Ordinal)}'!$1:${rows}") { Name = "_xlnm.Print_Titles", LocalSheetId = at };

    private static Cell Written(SheetCell cell, int row, int column)
    {
        var place = SheetPlaces.Cell(row, column);
        if (cell.Number is { } number) return new(new CellValue(number)) { CellReference = place, StyleIndex = (uint)cell.Look };
        if (cell.Text is not { Length: > 0 } text) return new() { CellReference = place, StyleIndex = (uint)cell.Look };
        var look = cell.Look is SheetLook.Text && SheetText.LooksLikeFormula(text) ? SheetLook.Quoted : cell.Look;
        return new(new InlineString(new Text(SheetText.Legal(text)) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = place, StyleIndex = (uint)look, DataType = CellValues.InlineString };
    }

    private static DataValidations Lists(ImmutableArray<SheetChoices> lists) => new(lists.Select(list => new DataValidation(new Formula1(list.Source))
    {
        Type = DataValidationValues.List, AllowBlank = true, ShowErrorMessage = list.Refusal is not null, ErrorTitle = list.Refusal is null ? null : "请从列表中选择", Error = list.Refusal,
        SequenceOfReferences = new ListValue<StringValue> { InnerText = list.Range },
    }))
    { Count = (uint)lists.Length };

    private static SheetViews Views(Sheet sheet)
    {
        var view = new SheetView { WorkbookViewId = 0, ShowGridLines = false };
        if (sheet.HeadRows > 0 || sheet.FrozenColumns > 0)
        {
            var pane = (sheet.HeadRows > 0, sheet.FrozenColumns > 0) switch { (true, true) => PaneValues.BottomRight, (true, false) => PaneValues.BottomLeft, _ => PaneValues.TopRight };
            view.Append(new Pane { TopLeftCell = SheetPlaces.Cell(sheet.HeadRows, sheet.FrozenColumns), ActivePane = pane, State = PaneStateValues.Frozen, VerticalSplit = sheet.HeadRows > 0 ? sheet.HeadRows : null, HorizontalSplit = sheet.FrozenColumns > 0 ? sheet.FrozenColumns : null });
            view.Append(new Selection { Pane = pane, ActiveCell = SheetPlaces.Cell(sheet.HeadRows, sheet.FrozenColumns), SequenceOfReferences = new ListValue<StringValue> { InnerText = SheetPlaces.Cell(sheet.HeadRows, sheet.FrozenColumns) } });
        }
        return new(view);
    }

    internal static string Named(string name)
    {
        var legal = string.Concat(name.Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\''))).Trim();
        return legal.Length == 0 ? "表" : legal.Length > MostName ? legal[..MostName] : legal;
    }
}
