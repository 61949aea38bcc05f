using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>A sheet of a self-report whose heads are understood: a row an indicator, or a row a document of an indicator's list.</summary>
/// <param name="Head">Row of the heads, from 0.</param>
/// <param name="Columns">Places of the columns, from 0.</param>
/// <param name="Titled">The one indicator that its title or name speaks of.</param>
/// <param name="Notes">Columns that were not understood.</param>
internal sealed record FilingTable(SheetReading Reading, int Head, ImmutableDictionary<FilingColumn, int> Columns, Indicator? Titled, ImmutableArray<string> Notes)
{
    private const int MostAbove = 20;

    /// <summary>The columns of a list, in the order of <see cref="ListedDocument.Columns"/>.</summary>
    public static ImmutableArray<FilingColumn> OfList { get; } = [FilingColumn.Number, FilingColumn.Title, FilingColumn.Was, FilingColumn.Is, FilingColumn.Links];

    private static readonly FilingColumn[] OfFilings = [FilingColumn.Text, FilingColumn.Links, FilingColumn.Assessment, FilingColumn.Claim];

    /// <summary>Its rows are documents of a list.</summary>
    public bool IsList => Columns.ContainsKey(FilingColumn.Title);

    /// <summary>Places of the rows below the heads, from 0.</summary>
    public IEnumerable<int> Rows => Enumerable.Range(Head + 1, Reading.Grid!.Rows.Length - Head - 1);

    /// <summary>A cell; blank where there is no such column.</summary>
    public ImportCell Cell(int row, FilingColumn column)
    {
        if (!Columns.TryGetValue(column, out var at)) return new("", Reading.Grid!.PlaceOf(row + 1, 1), null);
        return new(TextGate.Clean(Text(Reading, row, at)), Reading.Grid!.PlaceOf(row + 1, at + 1), Reading.Unreadable.GetValueOrDefault((row, at)));
    }

    /// <summary>The table in a sheet: the line among the first ones that is understood best; null where none is.</summary>
    public static FilingTable? Find(SheetReading sheet, IndicatorWords words)
    {
        var grid = sheet.Grid!;
        var best = Enumerable.Range(0, Math.Min(MostAbove, grid.Rows.Length)).Select(row => (Row: row, Heads: grid.Rows[row].Select(FilingColumns.Of).ToList()))
            .Where(line => IsHead(line.Heads)).OrderByDescending(line => line.Heads.Count(h => h is not (null or FilingColumn.Passed))).FirstOrDefault();
        if (best.Heads is null) return null;
        var (columns, notes) = (ImmutableDictionary.CreateBuilder<FilingColumn, int>(), ImmutableArray.CreateBuilder<string>());
        foreach (var (at, column) in best.Heads.Index())
        {
            var why = column is null ? "看不懂" : column is not FilingColumn.Passed && columns.ContainsKey(column.Value) ? "与前面的一列重复" : null;
            if (why is null) columns.TryAdd(column!.Value, at);
            else if (Enumerable.Range(best.Row + 1, grid.Rows.Length - best.Row - 1).Any(row => Text(sheet, row, at).Length > 0)) notes.Add($"{grid.PlaceOf(best.Row + 1, at + 1)}的列名“{Shown(grid.Rows[best.Row][at])}”{why}，这一列没有读。");
        }
        columns.Remove(FilingColumn.Passed);
        var titles = grid.Rows[..best.Row].SelectMany(row => row).Append(sheet.Name ?? "").Select(words.Mentioned).OfType<Indicator>().Distinct().ToList();
        return new(sheet, best.Row, columns.ToImmutable(), titles.Count == 1 ? titles[0] : null, notes.ToImmutable());
    }

    private static bool IsHead(List<FilingColumn?> heads) =>
        (heads.Exists(h => h is FilingColumn.Code or FilingColumn.Name) && heads.Exists(h => h is { } column && OfFilings.Contains(column)))
        || (heads.Contains(FilingColumn.Title) && heads.Count(h => h is { } column && OfList.Contains(column)) > 2);

    private static string Text(SheetReading sheet, int row, int column) => column < sheet.Grid!.Rows[row].Length ? sheet.Grid.Rows[row][column] : "";

    private static string Shown(string text) => text.ReplaceLineEndings(" ") is { Length: > 30 } longer ? $"{longer[..30]}…" : text.ReplaceLineEndings(" ");
}
