namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>How wide every character of one font is. Enough for Chinese and digits, which need no shaping.</summary>
/// <param name="advances">By code point, in font units; negative where the font has no glyph.</param>
/// <param name="unitsPerEm">Font units in one em.</param>
public sealed class AdvanceTable(short[] advances, int unitsPerEm)
{
    /// <summary>Whether the font has a glyph for the code point.</summary>
    public bool Has(int rune) => (uint)rune < (uint)advances.Length && advances[rune] >= 0;

    /// <summary>Width in em; one em for what the font lacks.</summary>
    public double Of(int rune) => Has(rune) ? (double)advances[rune] / unitsPerEm : 1;

    /// <summary>Width of a text in em.</summary>
    public double Of(ReadOnlySpan<char> text)
    {
        var width = 0d;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune.Value);
        return width;
    }
}

/// <summary>The two weights of the report card.</summary>
public enum FontWeight
{
    Regular = 0,
    Bold = 1,
}

/// <summary>The measures of both weights: all that layout knows of a font.</summary>
public sealed record TypeMetrics(AdvanceTable Regular, AdvanceTable Bold)
{
    public AdvanceTable this[FontWeight weight] => weight == FontWeight.Bold ? Bold : Regular;

    /// <summary>Whether both weights can print the code point.</summary>
    public bool Has(int rune) => Regular.Has(rune) && Bold.Has(rune);
}
