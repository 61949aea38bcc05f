namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>Makes cells of texts: visible characters only, broken into lines and measured.</summary>
public sealed class Typesetter(TypeMetrics metrics)
{
    /// <summary>A cell of the given width; its text may have any length and any characters.</summary>
    public TextCell Cell(string text, double width, TextStyle style, Align align = Align.Left, double padding = 4, string? url = null)
    {
        var advances = metrics[style.Weight];
        var lines = LineBreaking.Lines(Visible(text), (width - (2 * padding)) / style.Size, advances);
        return new TextCell(width, lines, [.. lines.Select(l => advances.Of(l) * style.Size)], style, align, padding) { Url = url };
    }

    /// <summary>One line at a place; right-aligned and centred lines end or centre at <paramref name="x"/>.</summary>
    public DrawnText Line(string text, double x, double baseline, TextStyle style, Align align = Align.Left)
    {
        text = Visible(text).Replace('\n', ' ');
        var width = metrics[style.Weight].Of(text) * style.Size;
        return new DrawnText(align == Align.Right ? x - width : align == Align.Center ? x - (width / 2) : x, baseline, text, style.Size, style.Weight, style.Gray);
    }

    /// <summary>The text on one line, shortened with … where it is wider than <paramref name="width"/> points.</summary>
    public string Shortened(string text, double width, TextStyle style)
    {
        text = Visible(text).Replace('\n', ' ');
        var lines = LineBreaking.Lines(text, width / style.Size, metrics[style.Weight]);
        return lines.Length == 1 ? text : LineBreaking.Lines(text, (width / style.Size) - 1, metrics[style.Weight])[0] + "…";
    }

    /// <summary>Width of a visible text in points.</summary>
    public double Width(string text, TextStyle style) => metrics[style.Weight].Of(text) * style.Size;

    private string Visible(string text) => VisibleText.Of(text, metrics.Has);
}
