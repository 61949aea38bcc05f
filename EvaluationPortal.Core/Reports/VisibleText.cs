using System.Globalization;
using System.Text;

namespace EvaluationPortal.Core.Reports;

/// <summary>Makes any text printable without losing a character: what has no picture of its own becomes a mark like [U+202E].</summary>
public static class VisibleText
{
    /// <summary>
    /// The text in NFC on one or more lines (<c>\n</c>). Control, bidirectional and other invisible characters, lone
    /// surrogates and characters without a glyph become [U+XXXX]; tabs and no-break spaces become spaces.
    /// </summary>
    /// <param name="hasGlyph">Whether the fonts can print a code point.</param>
    public static string Of(string text, Func<int, bool> hasGlyph)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in Composed(text))
        {
            if (rune is '\n')
                result.Append('\n');
            else if (rune is '\t' or 0xA0 or 0x202F)
                result.Append(' ');
            else if (IsInvisible(rune) || !hasGlyph(rune))
                result.Append("[U+").Append(rune.ToString("X4", CultureInfo.InvariantCulture)).Append(']');
            else
                result.Append(char.ConvertFromUtf32(rune));
        }
        return result.ToString();
    }

    private static IEnumerable<int> Composed(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (IsWellFormed(text))
            text = text.Normalize();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                yield return char.ConvertToUtf32(text[i], text[++i]);
            else
                yield return text[i];
        }
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD)
                return false;
        }
        return true;
    }

    private static bool IsInvisible(int rune) =>
        rune is not ' ' and not 0x3000 && (rune is >= 0xD800 and <= 0xDFFF or >= 0xFE00 and <= 0xFE0F or 0x115F or 0x1160 or 0x3164 or 0xFFA0
            || CharUnicodeInfo.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpaceSeparator);
}
