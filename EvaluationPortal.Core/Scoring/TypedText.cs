using System.Text;

namespace EvaluationPortal.Core.Scoring;

/// <summary>What a person typed into a cell, freed of the blanks that spreadsheets and input methods leave around it.</summary>
/// <param name="Words">As typed (NFC): what reasons are taken from.</param>
/// <param name="Plain">NFKC: what numbers are read from (<c>３．５</c> is <c>3.5</c>).</param>
internal sealed record TypedText(string Words, string Plain)
{
    private const int Longest = 4000;
    private const string InvisibleBlanks = "\u200B\u2060\uFEFF";
    private static readonly string[] NotApplicableWords = ["不涉及", "NA"];

    /// <summary>Null where the text is too long or not Unicode.</summary>
    public static TypedText? From(string typed)
    {
        if (typed.Length > Longest)
        {
            return null;
        }

        try
        {
            return new TypedText(Trimmed(typed.Normalize(NormalizationForm.FormC)), Trimmed(typed.Normalize(NormalizationForm.FormKC)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public bool IsBlank => Plain.Length == 0;

    /// <summary>The text as messages repeat it: one line, shortened.</summary>
    public string Quoted
    {
        get
        {
            var shown = new StringBuilder("“");
            foreach (var rune in Words.EnumerateRunes().Take(20))
            {
                shown.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
            }

            return shown.Append(shown.Length < Words.Length + 1 ? "…”" : "”").ToString();
        }
    }

    /// <summary>What follows 不涉及 or NA, without its separator; null where the text says neither.</summary>
    public string? AfterNotApplicable()
    {
        foreach (var word in NotApplicableWords)
        {
            var length = LengthOf(word);
            if (length > 0)
            {
                return Words[length..].TrimStart(' ', '\t', '\u00A0', '\u3000', ':', '：');
            }
        }

        return null;
    }

    /// <summary>
    /// The number that the text begins with and the words after it. The words must be set off by a blank or a colon or
    /// comma, or begin with a Chinese character; otherwise there is no number (<c>3,5</c>, <c>5/7</c>).
    /// </summary>
    public (decimal Number, string Words)? NumberAndWords()
    {
        var end = 0;
        while (end < Words.Length && Normal(Words[end]) is (>= '0' and <= '9') or '.')
        {
            end++;
        }

        var number = Decimals.Read(Words[..end].Normalize(NormalizationForm.FormKC));
        var rest = Words.AsSpan(end);
        if (rest.StartsWith("分", StringComparison.Ordinal))
        {
            rest = rest[1..];
        }

        var words = rest.TrimStart(" \t\u00A0\u3000:：,，");
        var separator = rest[..^words.Length];
        var separated = !separator.IsEmpty && !(separator.ContainsAny(",，") && words.Length > 0 && char.IsDigit(words[0]));
        return number is { } n && (words.IsEmpty || separated || (char.IsLetter(words[0]) && !char.IsAscii(words[0]))) ? (n, words.ToString()) : null;
    }

    private int LengthOf(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (i >= Words.Length || char.ToUpperInvariant(Normal(Words[i])) != word[i])
            {
                return 0;
            }
        }

        return word == "NA" && Words.Length > 2 && char.IsAsciiLetterOrDigit(Normal(Words[2])) ? 0 : word.Length;
    }

    private static char Normal(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static string Trimmed(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlankOrInvisible(text[start]))
        {
            start++;
        }

        while (end > start && IsBlankOrInvisible(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsBlankOrInvisible(char c) => char.IsWhiteSpace(c) || InvisibleBlanks.Contains(c, StringComparison.Ordinal);
}
