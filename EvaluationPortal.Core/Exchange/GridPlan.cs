using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>A table being laid out cell by cell: merged cells repeat their text down their rows, so that each row says what it belongs to.</summary>
internal sealed class GridPlan
{
    private readonly List<List<string?>> rows = [];

    /// <summary>Rows laid out so far.</summary>
    public int Count => rows.Count;

    public string? this[int row, int column] => row < rows.Count && column < rows[row].Count ? rows[row][column] : null;

    /// <summary>Cells that putting a text there would add, both counted from 0.</summary>
    public int Cost(int row, int column) => Math.Max(row + 1 - rows.Count, 0) + Math.Max(column + 1 - (row < rows.Count ? rows[row].Count : 0), 0);

    /// <summary>Puts a text into a cell; both count from 0.</summary>
    public void Put(int row, int column, string text)
    {
        while (rows.Count <= row) rows.Add([]);
        while (rows[row].Count <= column) rows[row].Add(null);
        rows[row][column] = text;
    }

    public TableGrid Finished(string? sheet) => new([.. rows.Select(row => row.Select(cell => cell ?? "").ToImmutableArray())]) { Sheet = sheet };
}
