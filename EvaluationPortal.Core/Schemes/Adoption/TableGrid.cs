using System.Collections.Immutable;
using System.Globalization;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>The cells of a table as they came, row by row; rows may differ in length.</summary>
/// <param name="Rows">Row 1 is the first line of the text or sheet; a merged cell's text is repeated down its rows.</param>
public sealed record TableGrid(ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Most rows of a table, its title and totals included.</summary>
    public const int MostRows = 500;

    /// <summary>Most columns.</summary>
    public const int MostColumns = 40;

    /// <summary>Longest text of one cell, in UTF-16 units.</summary>
    public const int MostCellCharacters = 2000;

    /// <summary>Longest pasted text, in UTF-16 units.</summary>
    public const int MostCharacters = 60_000;

    /// <summary>The sheet it came from; null for pasted text.</summary>
    public string? Sheet { get; init; }

    /// <summary>How people find a cell.</summary>
    /// <param name="row">From 1.</param>
    /// <param name="column">From 1.</param>
    public string PlaceOf(int row, int column) => PlaceIn(Sheet, row, column);

    /// <summary>How people find a cell of a sheet, or of pasted text where there is no sheet.</summary>
    public static string PlaceIn(string? sheet, int row, int column) =>
        sheet is null ? $"第{row}行第{column}列" : $"工作表“{sheet}”{ColumnName(column)}{row.ToString(CultureInfo.InvariantCulture)}单元格";

    /// <summary>The letters a spreadsheet has for a column.</summary>
    private static string ColumnName(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : $"{ColumnName((column - 1) / 26)}{(char)('A' + ((column - 1) % 26))}";
}

/// <summary>What reading a table gave: its cells, or why it cannot be taken. Never both.</summary>
/// <param name="Fault">Chinese: the row and column, or sheet and cell, and what to do.</param>
public sealed record GridReading(TableGrid? Grid, string? Fault)
{
    public static GridReading Of(TableGrid grid) => new(grid, null);

    public static GridReading Refused(string why) => new(null, why);
}
