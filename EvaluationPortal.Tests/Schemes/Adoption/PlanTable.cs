using System.Globalization;
using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluationPortal.Tests.Schemes.Adoption;

/// <summary>The evaluation table of the published plan, as it comes out of Excel, Word and a workbook: blanks, half-width marks, line breaks and all.</summary>
internal static class PlanTable
{
    public const string Title = "2022年松江区政务公开考核评估表";

    public static readonly string[] Heads = ["一级指标", "序号", "二级指标", "评分内容", "评分标准", "分值", "得分", "填报说明", "考评方式"];

    /// <summary>The rows as printed; a section stands in its first row only.</summary>
    public static IReadOnlyList<string[]> Rows { get; } = Read();

    /// <summary>As Excel puts it on the clipboard.</summary>
    public static string AsTabbed() =>
        string.Join("\r\n", Rows.Prepend(Heads).Prepend([Title, .. Enumerable.Repeat("", 8)]).Select(row => string.Join('\t', row.Select(Quoted)))) + "\r\n";

    /// <summary>As Word puts it on the clipboard: sections are merged cells.</summary>
    public static string AsHtml()
    {
        var html = new StringBuilder("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>@font-face{}</style><!--[if gte mso 9]><xml><o:x/></xml><![endif]--></head><body><!--StartFragment-->");
        html.Append("<p>附件</p><table border=1 class=MsoNormalTable>").Append(CultureInfo.InvariantCulture, $"<tr><td colspan=9><p>{Title}</p></td></tr><tr>").AppendJoin("", Heads.Select(head => $"<td width=60><p class=MsoNormal><b>{head}<o:p></o:p></b></p></td>")).Append("</tr>");
        foreach (var (at, row) in Rows.Index())
        {
            var rows = 1 + Rows.Skip(at + 1).TakeWhile(next => next[0].Length == 0).Count();
            html.Append("<tr style='height:1cm'>");
            if (row[0].Length > 0) html.Append(CultureInfo.InvariantCulture, $"<td rowspan={rows}>{Paragraphs(row[0])}</td>");
            html.AppendJoin("", row.Skip(1).Select(cell => $"<td><p class=MsoNormal><span lang=EN-US>{Paragraphs(cell)}</span></p></td>")).Append("</tr>");
        }

        return html.Append("</table><!--EndFragment--></body></html>").ToString();
    }

    /// <summary>As a workbook: a hidden sheet first, sections merged, numbers as numbers.</summary>
    public static byte[] AsWorkbook(Action<Cell, string>? alter = null)
    {
        using var file = new MemoryStream();
        using (var workbook = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = workbook.AddWorkbookPart();
            var sheets = new Sheets();
            book.Workbook = new Workbook(sheets);
            Add(book, sheets, "旧表", new SheetData(new Row(TextCell(1, 1, "不要的内容")) { RowIndex = 1 }), null, SheetStateValues.Hidden);
            var data = new SheetData();
            var merged = new MergeCells();
            foreach (var (at, cells) in Rows.Prepend(Heads).Prepend([Title]).Index())
            {
                var row = new Row { RowIndex = (uint)at + 1 };
                foreach (var (column, text) in cells.Index().Where(cell => cell.Item.Length > 0))
                {
                    var cell = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? NumberCell(at + 1, column + 1, number) : TextCell(at + 1, column + 1, text);
                    alter?.Invoke(cell, text);
                    row.Append(cell);
                }

                data.Append(row);
                if (at > 1 && cells[0].Length > 0 && Rows.Skip(at - 1).TakeWhile(next => next[0].Length == 0).Count() is > 0 and var more) merged.Append(new MergeCell { Reference = $"A{at + 1}:A{at + 1 + more}" });
            }

            merged.Append(new MergeCell { Reference = "A1:I1" });
            Add(book, sheets, "考核评估表", data, merged, SheetStateValues.Visible);
        }

        return file.ToArray();
    }

    private static void Add(WorkbookPart book, Sheets sheets, string name, SheetData data, MergeCells? merged, SheetStateValues state)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = merged is null ? new(data) : new(data, merged);
        sheets.Append(new Sheet { Name = name, SheetId = (uint)sheets.Count() + 1, Id = book.GetIdOfPart(part), State = state });
    }

    private static Cell TextCell(int row, int column, string text) => new() { CellReference = Reference(row, column), DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }) };

    private static Cell NumberCell(int row, int column, decimal number) => new() { CellReference = Reference(row, column), CellValue = new CellValue(number) };

    private static string Reference(int row, int column) => $"{(char)('A' + column - 1)}{row.ToString(CultureInfo.InvariantCulture)}";

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny("\n\t\"") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Paragraphs(string cell) => string.Join("<br>", cell.Split('\n').Select(WebUtility.HtmlEncode));

    private static List<string[]> Read()
    {
        var plan = Songjiang2022.Plan().ReplaceLineEndings("\n");
        var cells = plan[plan.LastIndexOf(Title, StringComparison.Ordinal)..].Split('|').Select(cell => cell.Trim()).ToList();
        List<string[]> rows = [];
        foreach (var (at, code) in cells.Index().Where(cell => Songjiang2022.Scheme.Indicators.Any(indicator => indicator.Code.Value == cell.Item)))
        {
            rows.Add([cells[at - 1].EndsWith(')') ? cells[at - 1] : "", code, .. cells.Skip(at + 1).Take(7)]);
        }

        return rows;
    }
}
