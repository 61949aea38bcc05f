using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>How a text is set, in points.</summary>
public sealed record TextStyle(double Size, double LineHeight, FontWeight Weight = FontWeight.Regular, double Gray = 0);

/// <summary>Where a cell's lines stand between its edges.</summary>
public enum Align
{
    Left = 0,
    Center = 1,
    Right = 2,
}

/// <summary>A cell with its text broken into lines.</summary>
/// <param name="Width">With padding.</param>
/// <param name="Widths">Width of each line, in points.</param>
/// <param name="Url">Where its lines lead.</param>
public sealed record TextCell(double Width, ImmutableArray<string> Lines, ImmutableArray<double> Widths, TextStyle Style, Align Align, double Padding)
{
    public string? Url { get; init; }

    /// <summary>Height of its lines.</summary>
    public double TextHeight => Lines.Length * Style.LineHeight;

    /// <summary>The cell with some of its lines.</summary>
    public TextCell Part(Range lines) => this with { Lines = [.. Lines.AsSpan()[lines]], Widths = [.. Widths.AsSpan()[lines]] };

    /// <summary>Draws the lines with the first one's upper edge at <paramref name="top"/>.</summary>
    public void Draw(ImmutableArray<Drawn>.Builder page, double left, double top)
    {
        for (var i = 0; i < Lines.Length; i++, top += Style.LineHeight)
        {
            if (Lines[i].Length == 0)
                continue;
            var free = Width - (2 * Padding) - Widths[i];
            var x = left + Padding + (Align == Align.Right ? free : Align == Align.Center ? free / 2 : 0);
            // Chinese glyphs fill 0.88 em above and 0.12 em below the baseline: this centres them in the line.
            page.Add(new DrawnText(x, top + (Style.LineHeight / 2) + (Style.Size * 0.38), Lines[i], Style.Size, Style.Weight, Style.Gray));
        }
        // One link over all lines: an annotation a line would double the file where addresses are long.
        if (Url is not null && Lines.Length > 0)
            page.Add(new DrawnLink(left + Padding, top - TextHeight, Widths.Max(), TextHeight, Url));
    }
}

/// <summary>Cells side by side, with or without a frame. Up to eight lines stay together; more are split, three lines at least on each side.</summary>
public sealed record Row(ImmutableArray<TextCell> Cells) : Block
{
    private const int WholeUpTo = 8;
    private const int LeastLines = 3;

    /// <summary>White space above and below the lines.</summary>
    public double VerticalPadding { get; init; } = 3.5;

    public bool IsFramed { get; init; } = true;

    /// <summary>All cells begin on the first line (lists); otherwise short rows stand centred (tables).</summary>
    public bool IsTopAligned { get; init; }

    /// <summary>Gray of the ground, 0 to 1; null leaves it open.</summary>
    public double? Ground { get; init; }

    public override double Height => Cells.Max(c => c.TextHeight) + (2 * VerticalPadding);

    public override double LeastHeight => IsWhole ? Height : (LeastLines * Cells.Max(c => c.Style.LineHeight)) + (2 * VerticalPadding);

    private int LineCount => Cells.Max(c => c.Lines.Length);

    /// <summary>Short enough to be never split.</summary>
    public bool IsWhole => LineCount <= WholeUpTo;

    public override (Block First, Block Last)? Split(double room)
    {
        if (IsWhole)
            return null;
        var fitting = (int)((room - (2 * VerticalPadding)) / Cells.Max(c => c.Style.LineHeight));
        var first = Math.Min(fitting, LineCount - LeastLines);
        if (first < LeastLines)
            return null;
        // What fits into the first part stands whole in it; an index column repeats itself so that the rest can be told.
        return (this with { Cells = [.. Cells.Select(c => c.Part(..Math.Min(first, c.Lines.Length)))] },
            this with { Cells = [.. Cells.Select((c, i) => i == 0 && c.Lines.Length <= first ? c : c.Part(Math.Min(first, c.Lines.Length)..))], SpaceBefore = 0 });
    }

    public override void Draw(ImmutableArray<Drawn>.Builder page, double top)
    {
        var x = Paper.Left;
        if (Ground is { } gray)
            page.Add(new DrawnGround(x, top, Cells.Sum(c => c.Width), Height, gray));
        foreach (var cell in Cells)
        {
            // Beside a long text the short cells stand at its top, where the eye looks for them.
            cell.Draw(page, x, IsWhole && !IsTopAligned ? top + ((Height - cell.TextHeight) / 2) : top + VerticalPadding);
            if (IsFramed)
                page.Add(new DrawnFrame(x, top, cell.Width, Height, 0.5));
            x += cell.Width;
        }
    }
}
