using System.Collections.Immutable;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>A sheet to be written, as a workbook (<see cref="Workbook"/>) or as csv (<see cref="CsvText"/>).</summary>
/// <param name="Name">Of the sheet's tab; what spreadsheets do not take in a name is left out, and 31 characters stay.</param>
/// <param name="Columns">As many as the longest row has cells.</param>
/// <param name="Rows">Written as they come, once.</param>
public sealed record Sheet(string Name, ImmutableArray<SheetColumn> Columns, IEnumerable<ImmutableArray<SheetCell>> Rows)
{
    /// <summary>Rows of heads at the top: they stay in sight and are repeated on every printed page.</summary>
    public int HeadRows { get; init; } = 1;

    /// <summary>Rows that csv leaves out, e.g. a title; the first of <see cref="HeadRows"/>.</summary>
    public int TitleRows { get; init; }

    /// <summary>Columns on the left that stay in sight.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>Cells that are one, e.g. <c>A1:C1</c>.</summary>
    public ImmutableArray<string> Merged { get; init; } = [];

    /// <summary>Points to be coloured by what is missing; null where there are none.</summary>
    public ScoreColours? Colours { get; init; }

    /// <summary>Cells with a list to choose from.</summary>
    public ImmutableArray<SheetChoices> Choices { get; init; } = [];

    /// <summary>Printed one page wide.</summary>
    public SheetPaper Paper { get; init; }

    /// <summary>Rows, one for each unit, that can still be read on one page.</summary>
    public const int MostRowsOnOnePage = 60;

    /// <summary>Printed one page high too, smaller where that is needed: for what would leave a few rows on a page of their own.</summary>
    public bool OnOnePage { get; init; }
}

/// <summary>What a sheet is printed on.</summary>
public enum SheetPaper
{
    /// <summary>A4 upright.</summary>
    Upright = 0,

    /// <summary>A4 across.</summary>
    Across = 1,

    /// <summary>A3 across.</summary>
    Wide = 2,
}

/// <summary>A column.</summary>
/// <param name="Width">In characters.</param>
/// <param name="IsDetail">Can be folded away beside the column after it, which sums it up.</param>
public sealed record SheetColumn(double Width, bool IsDetail = false);

/// <summary>A list to choose from.</summary>
/// <param name="Range">The cells that have it.</param>
/// <param name="Source">Where its values stand, as a formula names them, e.g. <c>'可选值'!$A$2:$A$51</c>.</param>
/// <param name="Refusal">Shown for what is not on it; null where anything else may be typed too.</param>
public sealed record SheetChoices(string Range, string Source, string? Refusal = null);

/// <summary>The colours of points: nothing awarded, less than the maximum, not assessed yet, not applicable.</summary>
/// <param name="Range">The points, e.g. <c>D4:AC53</c>.</param>
/// <param name="Maximum">The maximum of the first of them, as a formula sees it, e.g. <c>D$3</c>.</param>
public sealed record ScoreColours(string Range, string Maximum);

/// <summary>A cell: text, a number or nothing. Text is text, whatever it begins with: none of it is ever a formula.</summary>
/// <param name="Note">Shown where the mouse rests on the cell; null for none.</param>
public sealed record SheetCell(string? Text, decimal? Number, SheetLook Look, string? Note = null)
{
    public static SheetCell Empty { get; } = new(null, null, SheetLook.Text);

    public static SheetCell Of(string? text, SheetLook look = SheetLook.Text) => new(text, null, look);

    public static SheetCell Of(decimal number, SheetLook look = SheetLook.Points) => new(null, number, look);
}

/// <summary>How a cell looks; the place in the workbook's list of styles.</summary>
public enum SheetLook
{
    Text = 0,
    Title = 1,
    Head = 2,

    /// <summary>Points without zeros after them.</summary>
    Points = 3,

    /// <summary>Two decimals, bold.</summary>
    Total = 4,
    Centred = 5,
    Bold = 6,

    /// <summary>A whole number.</summary>
    Count = 7,

    /// <summary>A text that begins as a formula would: shown with the mark that keeps it text when it is edited.</summary>
    Quoted = 8,
}
