using System.Text;

namespace EvaluationPortal.Core.Scoring;

/// <summary>Whether words are those of the plan: compared after NFKC without blanks, as its layout has stray ones.</summary>
public static class Verbatim
{
    public static bool Contains(string text, string words) => Essence(text).Contains(Essence(words), StringComparison.Ordinal);

    public static bool Same(string left, string right) => Essence(left) == Essence(right);

    private static string Essence(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
}
