using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>
/// How high the rows of a sheet are. Some programs take a row without a height as one line high and print what is wrapped in it over
/// the rows beside it, so every row says its height; those that fit rows to their text go on doing so.
/// </summary>
internal static class SheetHeights
{
    /// <summary>Points of one line of text, and what is left above and below.</summary>
    private const int Line = 15, Around = 3;

    /// <summary>Points: the highest that spreadsheets take.</summary>
    private const int Most = 409;

    /// <summary>Characters of a column that hold no text: its margins.</summary>
    private const double Margins = 0.5;

    /// <summary>Characters that a Chinese one is wide (15 of the 8 pixels of a digit, at the workbooks' size), and what bold adds.</summary>
    private const double Wide = 1.9, Bold = 1.05;

    /// <summary>Points that a row needs for its highest cell; one line where merged cells begin, which have the room of several.</summary>
    /// <param name="at">From 0.</param>
    public static int Of(Sheet sheet, int at, ImmutableArray<SheetCell> row)
    {
        if (sheet.Merged.Any(range => SheetPlaces.FirstRow(range) == at)) return Line + Around;
        var lines = 1;
        foreach (var (column, cell) in row.Index())
        {
            if (cell.Look is SheetLook.Text or SheetLook.Head or SheetLook.Bold or SheetLook.Quoted && cell.Text is { Length: > 0 } text && column < sheet.Columns.Length)
            {
                lines = Math.Max(lines, Lines(text, sheet.Columns[column].Width - Margins, cell.Look is SheetLook.Head or SheetLook.Bold ? Bold : 1));
            }
        }
        return Math.Min((Line * lines) + Around, Most);
    }

    /// <summary>Lines that a text takes in a column of so many half-width characters; bold ones are wider.</summary>
    private static int Lines(string text, double width, double perCharacter)
    {
        var lines = 0;
        foreach (var paragraph in text.AsSpan().EnumerateLines())
        {
            var taken = 0.0;
            foreach (var rune in paragraph.EnumerateRunes()) taken += (IsWide(rune) ? Wide : 1) * perCharacter;
            lines += Math.Clamp((int)Math.Ceiling(taken / Math.Max(width, 1)), 1, Most);
        }
        return lines;
    }

    /// <summary>Chinese characters and full-width punctuation, the quotation marks and dashes that Chinese type sets as wide among them.</summary>
    private static bool IsWide(Rune rune) => rune.Value >= 0x1100 || rune.Value is >= 0x2010 and <= 0x2030 or '×' or '−' or '÷' or '·';
}
