using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>
/// Breaks a text into lines as Chinese typography asks: no closing punctuation at a line's start, no opening at its end,
/// numbers and Latin words whole, and what is longer than a line (addresses) broken anywhere.
/// </summary>
public static class LineBreaking
{
    /// <summary>Lines of this many em keep 得2分 together; in narrower ones 第12页， would not fit whole.</summary>
    private const double Roomy = 7;

    /// <summary>The lines of the text; at least one. Blanks at a line's end are dropped.</summary>
    /// <param name="width">Line width in em.</param>
    public static ImmutableArray<string> Lines(string text, double width, AdvanceTable advances)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var paragraph in text.Split('\n'))
            Break(paragraph, width, advances, lines);
        return lines.ToImmutable();
    }

    private static void Break(string text, double width, AdvanceTable advances, ImmutableArray<string>.Builder lines)
    {
        var (start, lastBreak, used, previous) = (0, 0, 0d, 0);
        for (var i = 0; i < text.Length;)
        {
            var rune = Rune.GetRuneAt(text, i);
            var advance = advances.Of(rune.Value) - advances.Squeeze(previous, rune.Value);
            if (i > start && MayBreak(previous, rune.Value, width))
                lastBreak = i;
            // A hair of tolerance: sums of advances must not depend on where a line began.
            if (used + advance > width + 1e-6 && i > start && rune.Value != ' ')
            {
                var end = lastBreak > start && UnbreakableWidth(text, lastBreak, advances, width) <= width ? lastBreak : i;
                lines.Add(text[start..end].TrimEnd(' '));
                (start, lastBreak, used, previous, i) = (end, end, 0, 0, end);
                continue;
            }
            used += advance;
            previous = rune.Value;
            i += rune.Utf16SequenceLength;
        }
        lines.Add(text[start..].TrimEnd(' '));
    }

    private static double UnbreakableWidth(string text, int from, AdvanceTable advances, double enough)
    {
        var (width, previous) = (0d, 0);
        foreach (var rune in text.AsSpan(from).EnumerateRunes())
        {
            if (width > enough || (previous != 0 && MayBreak(previous, rune.Value, enough)) || rune.Value == ' ')
                break;
            width += advances.Of(rune.Value);
            previous = rune.Value;
        }
        return width;
    }

    private static bool MayBreak(int before, int after, double width)
    {
        if (after == ' ')
            return false;
        if (before == ' ')
            return true;
        if (Punctuation.IsClosing(after) || Punctuation.IsOpening(before) || (before is >= '0' and <= '9' && Punctuation.IsMeasureWord(after)))
            return false;
        if (width >= Roomy && Punctuation.LeadsNumber(before) && after is >= '0' and <= '9')
            return false;
        return !IsWord(after) || !(IsWord(before) || (Punctuation.BindsToDigit(before) && after is >= '0' and <= '9'));
    }

    // + and _ hold [U+202E] and file names together.
    private static bool IsWord(int rune) => rune is '+' or '_' || (rune < 0x250 && Rune.IsLetterOrDigit(new Rune(rune)));
}
