using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>A raw score with its full mark, which is never assumed: it stands beside the score, in the heading, in a row 满分, or nowhere.</summary>
internal static class MarkEntry
{
    /// <summary>The row; without a full mark, the bare score as it would be typed.</summary>
    public static ImportedRow Row(ImportEntry entry)
    {
        var text = entry.Text(ImportField.Raw) is { Length: > 0 } raw ? raw : entry.Text(ImportField.Value);
        var legal = entry.Indicator!.Rule.LegalValues;
        if (IsNotApplicable(text)) return entry.Row($"{text} {entry.Text(ImportField.Reason)}".Trim());
        if (text.Length == 0) return entry.Row("", fault: $"没有得分；{legal}。");
        if (ImportNumbers.Mark(text) is not { } said) return entry.Row(text, fault: $"“{text}”看不懂；{legal}。");
        var (besides, typed) = (entry.Full, entry.Text(ImportField.Full));
        if (typed.Length > 0 && (besides = ImportNumbers.Read(typed)) is null) return entry.Row($"{text}/{typed}", fault: $"满分“{typed}”看不懂；{legal}。");
        if (said.Full is { } own && besides is { } other && own != other) return entry.Row(text, fault: $"得分写作“{text}”，满分又写作{Decimals.Text(other)}，两处不一致；请改为一致。");
        if ((said.Full ?? besides) is not { } full) return entry.Row(text);
        var mark = new Mark(Decimals.Trimmed(said.Raw), Decimals.Trimmed(full));
        return entry.Row($"{Decimals.Text(mark.Raw)}/{Decimals.Text(mark.Full)}", mark, entry.Indicator.Rule.Apply(mark) is Refused refused ? $"{refused.Explanation}。" : null);
    }

    public static bool IsNotApplicable(string text) => TypedText.From(text)?.AfterNotApplicable() is not null;
}
