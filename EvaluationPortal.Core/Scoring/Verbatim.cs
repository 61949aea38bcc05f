using System.Text;

namespace EvaluationPortal.Core.Scoring;

/// <summary>Whether words are those of the plan: compared after NFKC without blanks, as its layout has stray ones.</summary>
public static class Verbatim
{
    public static bool Contains(string text, string words) => Essence(text).Contains(Essence(words), StringComparison.Ordinal);

    public static bool Same(string left, string right) => Essence(left) == Essence(right);

    /// <summary>Where the words stand in the text; null where they do not.</summary>
    public static Range? Find(string text, string words)
    {
        var essence = new StringBuilder(text.Length);
        List<int> origins = [];
        for (var at = 0; at < text.Length; at++)
        {
            var part = char.IsSurrogate(text[at]) ? text[at].ToString() : Essence(text[at].ToString());
            essence.Append(part);
            origins.AddRange(Enumerable.Repeat(at, part.Length));
        }

        var sought = Essence(words);
        var found = sought.Length == 0 ? -1 : essence.ToString().IndexOf(sought, StringComparison.Ordinal);
        return found < 0 ? null : origins[found]..(origins[found + sought.Length - 1] + 1);
    }

    private static string Essence(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
}
