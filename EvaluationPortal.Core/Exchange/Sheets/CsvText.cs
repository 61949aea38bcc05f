using System.Globalization;
using System.Text;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>
/// Csv for spreadsheets: UTF-8 with a byte order mark, every text quoted, and no cell that a spreadsheet would take for a formula: those
/// get an apostrophe before them.
/// </summary>
public static class CsvText
{
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The sheet without what stands above its heads.</summary>
    public static byte[] Of(Sheet sheet)
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, Encoding, leaveOpen: true) { NewLine = "\r\n" })
        {
            foreach (var row in sheet.Rows.Skip(sheet.TitleRows)) writer.WriteLine(Line(row.Select(cell => cell.Number is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : Cell(cell.Text))));
        }
        return bytes.ToArray();
    }

    /// <summary>The text as one cell.</summary>
    public static string Cell(string? text)
    {
        text ??= "";
        return $"\"{(SheetText.LooksLikeFormula(text) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Cells as one line, without its end.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells);
}
