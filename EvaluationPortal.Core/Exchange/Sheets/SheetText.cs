using System.Xml;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>Text as a spreadsheet may hold it.</summary>
internal static class SheetText
{
    /// <summary>Most characters of a cell.</summary>
    private const int Most = 32_767;

    /// <summary>Without what no XML may hold, and no longer than a cell may be.</summary>
    public static string Legal(string text)
    {
        var kept = text.Length > Most ? text[..Most] : text;
        if (kept.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF') is false) return kept;
        var legal = new System.Text.StringBuilder(kept.Length);
        for (var at = 0; at < kept.Length; at++)
        {
            if (char.IsHighSurrogate(kept[at]) && at + 1 < kept.Length && char.IsLowSurrogate(kept[at + 1])) legal.Append(kept[at++]).Append(kept[at]);
            else if (XmlConvert.IsXmlChar(kept[at]) && kept[at] is not '\r') legal.Append(kept[at]);
        }
        return legal.ToString();
    }

    /// <summary>Whether a spreadsheet could take the text for a formula if somebody typed it.</summary>
    public static bool LooksLikeFormula(string text) =>
        // The full-width twins: some spreadsheets read them as the half-width ones.
        text.AsSpan().TrimStart(" \u00A0\u3000\u200B\uFEFF") is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];
}
