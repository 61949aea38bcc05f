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
        foreach (var (row, column, cell, endsRow) in Cells(text))
        {
            if (cell is null) return GridReading.Refused($"{TableGrid.PlaceIn(null, row, column)}的引号没有成对，其后的内容无法分格；请补上或删去这个引号。");
            if (cell.Length > TableGrid.MostCellCharacters) return GridReading.Refused(TooLong(TableGrid.PlaceIn(null, row, column), cell.Length));
            if (column > TableGrid.MostColumns) return GridReading.Refused($"第{row}行超过{TableGrid.MostColumns}列；请只复制考核评估表本身。");
            cells.Add(cell);
            if (!endsRow) continue;
            rows.Add(cells.DrainToImmutable());
            if (row > TableGrid.MostRows) return GridReading.Refused($"表格超过{TableGrid.MostRows}行；请只复制考核评估表本身。");
        }

        return GridReading.Of(new([.. rows]));
    }

    /// <summary>Its cells in reading order, whatever their number and length; the last is the one whose quotation marks do not pair.</summary>
    public static IEnumerable<TabbedCell> Cells(string text)
    {
        var (row, column) = (1, 1);
        for (var at = 0; at <= text.Length; at++)
        {
            var cell = Cell(text, ref at);
            var endsRow = at >= text.Length || text[at] != '\t';
            yield return new(row, column, cell, endsRow);
            if (cell is null) yield break;
            if (endsRow && at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n') at++;
            (row, column) = endsRow ? (row + 1, 1) : (row, column + 1);
        }
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

/// <summary>One cell of tabbed text.</summary>
/// <param name="Row">From 1; a line break within quotation marks begins no row.</param>
/// <param name="Column">From 1.</param>
/// <param name="Text">Null where its quotation marks do not pair: what follows cannot be told apart.</param>
/// <param name="EndsRow">The last of its row.</param>
public readonly record struct TabbedCell(int Row, int Column, string? Text, bool EndsRow);
