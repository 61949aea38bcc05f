using System.Globalization;
using System.Text;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>
/// The one gate for text that a person typed or a file brought: normal form C, nothing invisible that could mislead a reader
/// or break a database, and a length that fields, use cases and messages share.
/// </summary>
public static class TextGate
{
    /// <summary>Longest reason, description of a finding, or place, in UTF-16 units.</summary>
    public const int MostCharacters = 2000;

    /// <summary>
    /// The text as it is stored: NFC, trimmed; control and bidirectional characters, fillers and noncharacters as visible marks
    /// such as [U+202E], line breaks (all as \n) and tabs kept, lone surrogates as U+FFFD. Nothing where nothing of it can be seen:
    /// that is no reason and no description. Cleaning twice changes nothing.
    /// </summary>
    public static string Clean(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (Misleads(rune)) visible.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            else visible.Append(rune);
        }
        var clean = visible.ToString().Normalize(NormalizationForm.FormC).Trim();
        return clean.EnumerateRunes().All(HasNoLook) ? "" : clean;
    }

    /// <summary>Why a text cannot be taken, or null: it is longer than <see cref="MostCharacters"/> once cleaned.</summary>
    public static string? TooLong(string cleaned, string name) =>
        cleaned.Length > MostCharacters ? $"{name}有{cleaned.Length}个字符，最多{MostCharacters}个，请精简后再保存。" : null;

    private static bool Misleads(Rune rune) => rune.Value is not ('\n' or '\t')
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && !IsJoiner(rune))
            || IsFiller(rune)
            || IsNoncharacter(rune));

    /// <summary>Letters and symbols that are drawn as nothing: Hangul fillers, the blank of Braille.</summary>
    private static bool IsFiller(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;

    /// <summary>What is only seen together with another character.</summary>
    private static bool HasNoLook(Rune rune) => IsJoiner(rune) || Rune.IsWhiteSpace(rune) || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Joiners belong inside emoji and some scripts' words.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>Not for interchange; normalization throws on U+FFFE.</summary>
    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
