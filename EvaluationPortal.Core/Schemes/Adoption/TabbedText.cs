using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// A table as text, the way Excel and WPS put it on the clipboard: cells apart by tabs, rows by line ends, a cell with either of them
/// in quotation marks, a mark within doubled. The form in which a table is pasted, kept, corrected and read again.
/// </summary>
public static class TabbedText
{
    /// <summary>Reads it; never throws for what is in it.</summary>
    public static GridReading Read(string text)
    {
        if (text.Length > TableGrid.MostCharacters) return GridReading.Refused($"内容有{text.Length}个字符，最多{TableGrid.MostCharacters}个；请只复制考核评估表本身。");
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var cells = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at <= text.Length; at++)
        {
            if (Cell(text, ref at) is not { } cell) return GridReading.Refused($"{TableGrid.PlaceIn(null, rows.Count + 1, cells.Count + 1)}的引号没有成对，其后的内容无法分格；请补上或删去这个引号。");
            if (cell.Length > TableGrid.MostCellCharacters) return GridReading.Refused(TooLong(TableGrid.PlaceIn(null, rows.Count + 1, cells.Count + 1), cell.Length));
            cells.Add(cell);
            if (cells.Count > TableGrid.MostColumns) return GridReading.Refused($"第{rows.Count + 1}行超过{TableGrid.MostColumns}列；请只复制考核评估表本身。");
            if (at < text.Length && text[at] == '\t') continue;
            if (at < text.Length && text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
            rows.Add(cells.DrainToImmutable());
            if (rows.Count > TableGrid.MostRows) return GridReading.Refused($"表格超过{TableGrid.MostRows}行；请只复制考核评估表本身。");
        }

        return GridReading.Of(new([.. rows]));
    }

    /// <summary>Writes it so that <see cref="Read"/> gives it back.</summary>
    public static string Write(TableGrid grid) =>
        string.Join('\n', grid.Rows.Select(row => string.Join('\t', row.Select(cell => cell.AsSpan().ContainsAny("\t\n\r\"") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell))));

    internal static string TooLong(string place, int length) => $"{place}有{length}个字符，最多{TableGrid.MostCellCharacters}个；请检查是否把整张表贴进了一格。";

    /// <summary>One cell from there on; leaves the place at what ends it. Null where its quotation marks do not pair.</summary>
    private static string? Cell(string text, ref int at)
    {
        if (at < text.Length && text[at] == '"')
        {
            if (Quoted(text, at) is { } quoted)
            {
                at = quoted.End;
                return quoted.Cell;
            }

            if (!EndsQuotedOnItsLine(text, at)) return null;
        }

        var end = text.AsSpan(at).IndexOfAny("\t\n\r");
        var from = at;
        at = end < 0 ? text.Length : at + end;
        return text[from..at];
    }

    /// <summary>A cell wholly in quotation marks; null where the mark belongs to the words.</summary>
    private static (string Cell, int End)? Quoted(string text, int from)
    {
        var cell = new StringBuilder();
        for (var at = from + 1; at < text.Length; at++)
        {
            if (text[at] != '"') cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
            else return at + 1 == text.Length || text[at + 1] is '\t' or '\n' or '\r' ? (cell.ToString(), at + 1) : null;
        }

        return null;
    }

    /// <summary>"政策找人"的落实情况: words that begin with a quotation that is over on the same line.</summary>
    private static bool EndsQuotedOnItsLine(string text, int from)
    {
        var end = text.AsSpan(from + 1).IndexOfAny("\t\n\r");
        return text.AsSpan(from + 1, end < 0 ? text.Length - from - 1 : end).Contains('"');
    }
}
