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

    /// <summary>
    /// How much closer than its advance the next character stands, in em: of two full-width marks side by side the inner
    /// white half falls away, so that ”。 and ：“ leave no hole in a line.
    /// </summary>
    public double Squeeze(int rune, int next) =>
        Punctuation.IsSqueezed(rune, next) && Of(rune) >= 0.99 && Of(next) >= 0.99 ? 0.5 : 0;

    /// <summary>Width of a text in em.</summary>
    public double Of(ReadOnlySpan<char> text)
    {
        var (width, previous) = (0d, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune.Value) - Squeeze(previous, rune.Value);
            previous = rune.Value;
        }
        return width;
    }

    /// <summary>Where each character of a line begins, in em from the line's start.</summary>
    public IEnumerable<double> Starts(string text)
    {
        var (end, previous) = (0d, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            end -= Squeeze(previous, rune.Value);
            yield return end;
            end += Of(rune.Value);
            previous = rune.Value;
        }
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
