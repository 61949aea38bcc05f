using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// Text of a table as it is stored and shown: full-width punctuation, half-width digits and letters, without the blanks and line
/// breaks that only its layout needed. The words stay those of the plan.
/// </summary>
public static partial class PlanText
{
    private const string HalfWidth = ",;:()?!";
    private const string FullWidth = "，；：（）？！";

    /// <summary>The text so written. Doing it twice changes nothing.</summary>
    public static string Of(string text)
    {
        var narrow = Narrow(text.Normalize(NormalizationForm.FormC));
        var joined = Blank().Replace(Listed().Replace(narrow, "${end}；"), blank => IsBetweenWords(narrow, blank) ? " " : "").Trim();
        return Quoted(Wide(joined));
    }

    /// <summary>Only the blanks and widths that matter to a number, a code or a column's name.</summary>
    public static string Plain(string text) => string.Concat(Narrow(text.Normalize(NormalizationForm.FormKC)).Where(c => !char.IsWhiteSpace(c) && !IsInvisible(c)));

    private static string Narrow(string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n").Where(c => !IsInvisible(c)))
        {
            narrow.Append(c is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') or '％' or '．' or '／' ? (char)(c - 0xFEE0) : c);
        }

        return narrow.ToString();
    }

    /// <summary>Control and format characters, those that turn the direction of text among them, mean nothing in a table.</summary>
    private static bool IsInvisible(char c) => c is not ('\n' or '\t') && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;

    private static bool IsBetweenWords(string text, Match blank) =>
        blank.Index > 0 && blank.Index + blank.Length < text.Length && char.IsAsciiLetterOrDigit(text[blank.Index - 1]) && char.IsAsciiLetterOrDigit(text[blank.Index + blank.Length])
        && !(char.IsAsciiDigit(text[blank.Index - 1]) && char.IsAsciiDigit(text[blank.Index + blank.Length]));

    private static string Wide(string text)
    {
        var wide = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var place = HalfWidth.IndexOf(text[at], StringComparison.Ordinal);
            if (place >= 0 && !IsWithinWord(text, at)) wide.Append(FullWidth[place]);
            else if (text[at] == '.' && IsChinese(text, at - 1) && (at + 1 == text.Length || IsChinese(text, at + 1))) wide.Append('。');
            else wide.Append(text[at]);
        }

        return wide.ToString();
    }

    /// <summary>17:00, 1,000 and https:// keep theirs.</summary>
    private static bool IsWithinWord(string text, int at) =>
        text[at] is ',' or ':' or '?' && at > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && (char.IsAsciiLetterOrDigit(text[at + 1]) || text[at + 1] == '/');

    private static bool IsChinese(string text, int at) => at >= 0 && at < text.Length && text[at] is >= '\u2E80' and not (>= '\uFF00' and <= '\uFFEF');

    /// <summary>Straight quotation marks in pairs become Chinese ones; an odd one is left for people to see.</summary>
    private static string Quoted(string text)
    {
        if (text.Count(c => c == '"') % 2 != 0) return text;
        var opens = false;
        return string.Concat(text.Select(c => c != '"' ? c : (opens = !opens) ? '“' : '”'));
    }

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blank();

    /// <summary>The end of a line that a numbered one follows, where no mark ends it.</summary>
    [GeneratedRegex(@"(?<end>[^\s；。，：;,:.])[^\S\n]*\n\s*(?=(\d{1,2}[.、．)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listed();
}
