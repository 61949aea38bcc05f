using System.Globalization;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>How much of a spreadsheet is read, and how its dates are written.</summary>
/// <param name="MostRows">Rows of one sheet, title and foot included.</param>
/// <param name="MostColumns">Columns of one sheet.</param>
/// <param name="MostCellCharacters">Characters of one cell, in UTF-16 units.</param>
/// <param name="Day">Format of a date.</param>
/// <param name="Advice">What to do about a sheet that is too large; a Chinese clause without its full stop.</param>
internal sealed record GridLimits(int MostRows, int MostColumns, int MostCellCharacters, string Day, string Advice)
{
    /// <summary>Cells that a file's sheets may take up together, empty ones before a filled one included.</summary>
    public const int MostCells = 300_000;

    /// <summary>Characters of a file's cells together, in UTF-16 units.</summary>
    public const int MostCharacters = 5_000_000;

    /// <summary>Sheets that are read.</summary>
    public const int MostSheets = 60;

    /// <summary>An evaluation table to be adopted: 1.1 may have become the first of January.</summary>
    public static GridLimits Adopting { get; } = new(TableGrid.MostRows, TableGrid.MostColumns, TableGrid.MostCellCharacters, "M月d日", "请删去考核评估表以外的内容");

    /// <summary>Scores, findings, lists to be read in.</summary>
    public static GridLimits Importing { get; } = new(5_000, 200, 4_000, "yyyy-MM-dd", "请删去用不着的内容，或分成几个文件");

    /// <summary>A unit's self-report: one cell may hold all that its field may.</summary>
    public static GridLimits Filing { get; } = new(2_000, 100, Evaluation.DraftValue.MostTyped, "yyyy-MM-dd", "请删去用不着的内容");

    /// <summary>Why a cell is not taken, by its place and length; null where it is.</summary>
    /// <param name="sheet">Null where there are no sheets.</param>
    /// <param name="row">From 1.</param>
    /// <param name="column">From 1.</param>
    public string? Fault(string? sheet, int row, int column, int length)
    {
        var named = sheet is null ? "" : $"工作表“{sheet}”";
        if (row < 1 || row > MostRows) return $"{named}第{row.ToString(CultureInfo.InvariantCulture)}行还有内容，最多{MostRows}行；{Advice}。";
        if (column < 1 || column > MostColumns) return $"{TableGrid.PlaceIn(sheet, row, column)}还有内容，最多{MostColumns}列；{Advice}。";
        return length > MostCellCharacters ? $"{TableGrid.PlaceIn(sheet, row, column)}有{length}个字符，最多{MostCellCharacters}个；请检查是否把整张表贴进了一格。" : null;
    }
}

/// <summary>What a file's cells have taken so far.</summary>
/// <param name="progress">Told the rows begun, now and then.</param>
internal sealed class CellBudget(IProgress<int>? progress)
{
    private const int RowsPerStep = 100;
    private int rows;

    private int cells;
    private int characters;

    /// <summary>Another row begins.</summary>
    public void Row()
    {
        if (++rows % RowsPerStep == 0) progress?.Report(rows);
    }

    /// <summary>Whether there is room for these as well.</summary>
    public bool Take(int moreCells, int moreCharacters) => (cells += moreCells) <= GridLimits.MostCells && (characters += moreCharacters) <= GridLimits.MostCharacters;
}
