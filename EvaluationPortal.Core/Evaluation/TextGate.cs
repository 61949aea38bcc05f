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
    /// The text as it is stored: NFC, trimmed; control and bidirectional characters and noncharacters as visible marks such as
    /// [U+202E], line breaks (all as \n) and tabs kept, lone surrogates as U+FFFD. Cleaning twice changes nothing.
    /// </summary>
    public static string Clean(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (Misleads(rune)) visible.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            else visible.Append(rune);
        }
        return visible.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>Why a text cannot be taken, or null: it is longer than <see cref="MostCharacters"/> once cleaned.</summary>
    public static string? TooLong(string cleaned, string name) =>
        cleaned.Length > MostCharacters ? $"{name}有{cleaned.Length}个字符，最多{MostCharacters}个，请精简后再保存。" : null;

    private static bool Misleads(Rune rune) => rune.Value is not ('\n' or '\t')
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && !IsJoiner(rune))
            || IsNoncharacter(rune));

    /// <summary>Joiners belong inside emoji and some scripts' words.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>Not for interchange; normalization throws on U+FFFE.</summary>
    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
