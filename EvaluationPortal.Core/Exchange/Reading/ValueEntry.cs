using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>A level by its label, its place or its points; points with a reason; a converted score.</summary>
internal static class ValueEntry
{
    public static ImportedRow Row(ImportEntry entry)
    {
        var (value, reason) = (entry.Text(ImportField.Value), entry.Text(ImportField.Reason) is { Length: > 0 } given ? given : entry.Text(ImportField.What));
        if (entry.Indicator!.Rule.Form is MarkForm) return MarkEntry.Row(entry);
        if (value.Length == 0) return entry.Row(reason, fault: $"没有填等次或得分；{entry.Indicator.Rule.LegalValues}。");
        if (MarkEntry.IsNotApplicable(value)) return entry.Row($"{value} {reason}".Trim());
        return entry.Indicator.Rule.Form switch
        {
            LevelForm form => Level(entry, form, value),
            JudgementForm when reason.Length > 0 && ImportNumbers.Read(value) is { } points => Judged(entry, new(Decimals.Trimmed(points), reason)),
            _ => entry.Row(value),
        };
    }

    private static ImportedRow Level(ImportEntry entry, LevelForm form, string value)
    {
        if (ImportNumbers.Read(value) is not null) return entry.Row(value);
        return LevelWords.Find(form, value) is not { } level
            ? entry.Row(value, fault: LevelWords.Unknown(form, value))
            : entry.Row(value, new Level(level.Ordinal));
    }

    private static ImportedRow Judged(ImportEntry entry, Judged judged) =>
        entry.Row($"{Decimals.Text(judged.Points)} {judged.Reason}", judged, entry.Indicator!.Rule.Apply(judged) is Refused refused ? $"{refused.Explanation}。" : null);
}
