using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>A column that is understood.</summary>
/// <param name="At">From 0.</param>
/// <param name="Indicator">Null where it says something of the whole row.</param>
/// <param name="Full">The full mark that its heading gives; null for none.</param>
internal sealed record ImportColumn(int At, Indicator? Indicator, ImportField Field, decimal? Full);

/// <summary>A sheet whose heads are understood.</summary>
/// <param name="Head">Row of the heads, from 0.</param>
/// <param name="Titled">The one indicator that its title or name speaks of.</param>
/// <param name="Notes">Columns that were not understood.</param>
internal sealed record ImportTable(SheetReading Reading, int Head, ImmutableArray<ImportColumn> Columns, Indicator? Titled, ImmutableArray<string> Notes)
{
    private const int MostAbove = 20;

    private TableGrid Grid => Reading.Grid!;

    /// <summary>Whether some column says that.</summary>
    public bool Has(ImportField field) => Columns.Any(column => column.Field == field);

    /// <summary>Rows of the table, its foot included.</summary>
    public int Rows => Grid.Rows.Length;

    /// <summary>A cell; its text is cleaned.</summary>
    public ImportCell Cell(int row, int column) => new(
        Evaluation.TextGate.Clean(Text(Grid, row, column)), Grid.PlaceOf(row + 1, column + 1), Reading.Unreadable.GetValueOrDefault((row, column)));

    /// <summary>The table in a sheet: the line among the first ones that is understood best; null where none is.</summary>
    public static ImportTable? Find(SheetReading sheet, IndicatorWords words)
    {
        var grid = sheet.Grid!;
        var best = Enumerable.Range(0, Math.Min(MostAbove, grid.Rows.Length)).Select(row => (Row: row, Heads: Heads(grid, row, words)))
            .Where(line => line.Heads.Any(head => IsUnit(head.Heading)) && line.Heads.Any(head => !IsUnit(head.Heading) && IsUnderstood(head.Heading)))
            .OrderByDescending(line => line.Heads.Count(head => IsUnderstood(head.Heading))).FirstOrDefault();
        if (best.Heads is null) return null;
        var titles = grid.Rows[..best.Row].SelectMany(row => row).Append(sheet.Name ?? "").Select(words.Mentioned).OfType<Indicator>().Distinct().ToList();
        var (columns, notes) = (ImmutableArray.CreateBuilder<ImportColumn>(), ImmutableArray.CreateBuilder<string>());
        foreach (var (at, heading, text) in best.Heads)
        {
            var why = heading.Conflict ?? (heading.Field is null ? "看不懂" : columns.Any(c => heading.Field is not ImportField.Passed && (c.Indicator, c.Field) == (heading.Indicator, heading.Field)) ? "与前面的一列重复" : null);
            if (why is null) columns.Add(new(at, heading.Indicator, heading.Field!.Value, heading.Full));
            else if (Enumerable.Range(best.Row + 1, grid.Rows.Length - best.Row - 1).Any(row => Text(grid, row, at).Length > 0)) notes.Add($"{grid.PlaceOf(best.Row + 1, at + 1)}的列名“{Shown(text)}”{why}，这一列没有读。");
        }

        return new(sheet, best.Row, columns.ToImmutable(), titles.Count == 1 ? titles[0] : null, notes.ToImmutable());
    }

    private static List<(int At, ImportHeading Heading, string Text)> Heads(TableGrid grid, int row, IndicatorWords words)
    {
        List<(int, ImportHeading, string)> heads = [];
        var above = "";
        for (var at = 0; at < grid.Rows[row].Length || (row > 0 && at < grid.Rows[row - 1].Length); at++)
        {
            var (text, over) = (Text(grid, row, at), row > 0 ? Text(grid, row - 1, at) : "");
            if (over.Length > 0) above = over;
            if (text.Length == 0 && words.Heading(over) is { Field: ImportField.Unit or ImportField.UnitCode } unit) heads.Add((at, unit, over));
            if (text.Length == 0) continue;
            var heading = words.Heading(text);
            // 原始分 under 1.3: the indicator stands above, in a cell merged over its columns.
            if (heading is { Indicator: null, Field: { } field } && ImportFields.IsOfIndicator(field) && words.Heading(above) is { Indicator: { } indicator } over2) heading = new(indicator, field, field is ImportField.Raw or ImportField.Value ? over2.Full : null, null);
            heads.Add((at, heading, text));
        }

        return heads;
    }

    private static bool IsUnit(ImportHeading heading) => heading.Field is ImportField.Unit or ImportField.UnitCode or ImportField.Site;

    private static bool IsUnderstood(ImportHeading heading) => heading.Field is not (null or ImportField.Passed);

    private static string Text(TableGrid grid, int row, int column) => column < grid.Rows[row].Length ? grid.Rows[row][column] : "";

    private static string Shown(string text) => text.ReplaceLineEndings(" ") is { Length: > 30 } longer ? $"{longer[..30]}…" : text.ReplaceLineEndings(" ");
}

/// <summary>A cell of a file.</summary>
/// <param name="Place">How people find it.</param>
/// <param name="Why">Why it means nothing (#REF!); null where it does.</param>
internal sealed record ImportCell(string Text, string Place, string? Why)
{
    public bool IsBlank => Text.Length == 0 && Why is null;
}
