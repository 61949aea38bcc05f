using System.Collections.Immutable;
using System.Globalization;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>
/// An observation as the fields of its editor, all text, and back: the form in which the browser keeps a draft. Which fields
/// there are follows the rule's <see cref="ObservationForm"/>.
/// </summary>
public static class EditorFields
{
    public const string NotApplicable = "na";
    public const string WhyNotApplicable = "na.reason";
    public const string Level = "level";
    public const string Findings = "findings";
    public const string Raw = "raw";
    public const string Full = "full";

    /// <summary>Numbers of the rows of 扣分说明.</summary>
    public const string Lost = "lost";
    public const string Points = "points";
    public const string Reason = "reason";

    /// <summary>Why the change is made; goes into the trail.</summary>
    public const string Note = "note";

    public const string Yes = "true";
    public const string No = "false";

    /// <summary>The field of the named item of that place.</summary>
    public static string Item(int at) => $"item{at}";

    /// <summary>A field of what is missing of that item: what, where, when, file.</summary>
    public static string OfItem(int at, string part) => $"item{at}.{part}";

    /// <summary>The field of a finding: what, where, when, foundBy, sameAs, confirmed, knockOut, file.</summary>
    public static string Of(int finding, string part) => $"f{finding}.{part}";

    /// <summary>The fields as they stand for an observation.</summary>
    /// <param name="fullMark">Set for the column: prefilled where no mark stands.</param>
    public static ImmutableDictionary<string, string> From(ObservationForm form, Observation? observation, decimal? fullMark)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string>();
        var none = observation as DoesNotApply;
        (fields[NotApplicable], fields[WhyNotApplicable], fields[Note]) = (none is null ? No : Yes, none?.Reason ?? "", "");
        switch (form)
        {
            case LevelForm:
                fields[Level] = observation is Level level ? $"{level.Ordinal}" : "";
                break;
            case FindingsForm findings:
                Add(fields, findings, (observation as Findings)?.List ?? []);
                break;
            case MarkForm:
                var mark = observation as Mark;
                LostFields.Add(fields, mark?.Lost ?? []);
                (fields[Raw], fields[Full]) = (mark is null ? "" : Decimals.Text(mark.Raw), (mark?.Full ?? fullMark) is { } full ? Decimals.Text(full) : "");
                break;
            case JudgementForm:
                var judged = observation as Judged;
                (fields[Points], fields[Reason]) = (judged is null ? "" : Decimals.Text(judged.Points), judged?.Reason ?? "");
                break;
        }
        return fields.ToImmutable();
    }

    private static void Add(ImmutableDictionary<string, string>.Builder fields, FindingsForm form, ImmutableArray<Finding> list)
    {
        for (var at = 0; at < form.Items.Length; at++)
        {
            var missing = list.FirstOrDefault(f => f.Item == form.Items[at]);
            fields[Item(at)] = missing is null ? No : Yes;
            FindingFields.Add(fields, part => OfItem(at, part), missing);
        }
        var free = list.Where(f => f.Item is null).ToList();
        fields[Findings] = string.Join(',', free.Select(f => f.Id));
        foreach (var finding in free)
        {
            FindingFields.Add(fields, part => Of(finding.Id, part), finding);
            fields[Of(finding.Id, "foundBy")] = finding.FoundBy ?? "";
            fields[Of(finding.Id, "sameAs")] = finding.SameAs is { } same ? $"{same}" : "";
            fields[Of(finding.Id, "confirmed")] = finding.Confirmed ? Yes : No;
            fields[Of(finding.Id, "knockOut")] = finding.KnockOut ? Yes : No;
        }
    }

    /// <summary>What the fields say: an observation, or what is still wanted.</summary>
    /// <param name="standing">The observation that stands; what the editor does not show of its findings is kept.</param>
    /// <param name="field">A field's text; empty where there is none.</param>
    public static FieldsReading Read(Indicator indicator, Observation? standing, Func<string, string> field)
    {
        if (field(NotApplicable) == Yes) return field(WhyNotApplicable).Trim() is { Length: > 0 } why ? new(new DoesNotApply(why), null) : new(null, "请写明不涉及的理由");
        return indicator.Rule.Form switch
        {
            LevelForm => int.TryParse(field(Level), CultureInfo.InvariantCulture, out var ordinal) ? new(new Level(ordinal), null) : new(null, "请选择一个档次"),
            FindingsForm form => FindingFields.Read(form, standing as Findings, field),
            MarkForm => ReadMark(indicator, field),
            JudgementForm => ReadJudged(indicator, field),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    private static FieldsReading ReadMark(Indicator indicator, Func<string, string> field)
    {
        var (raw, full) = (field(Raw).Trim(), field(Full).Trim());
        if (raw.Length == 0 || full.Length == 0) return new(null, raw.Length == 0 ? "请填写原始分" : "请填写满分");
        return indicator.Rule.Read($"{raw}/{full}", new()) switch
        {
            Understood { Observation: Mark mark } => LostFields.Read(mark, field),
            NotUnderstood not => new(null, not.Message),
            _ => new(null, indicator.Rule.LegalValues),
        };
    }

    private static FieldsReading ReadJudged(Indicator indicator, Func<string, string> field)
    {
        var reason = field(Reason).Trim();
        return indicator.Rule.Read(field(Points), new()) switch
        {
            Understood { Observation: Judged judged } => new(judged with { Reason = reason }, null),
            WantsReason wants => reason.Length > 0 ? new(new Judged(wants.Points, reason), null) : new(null, wants.Message),
            NotUnderstood not => new(null, not.Message),
            _ => new(null, $"请填写分值。{indicator.Rule.LegalValues}"),
        };
    }
}

/// <summary>What an editor's fields say.</summary>
/// <param name="Observation">Null where something is wanted.</param>
/// <param name="Wanted">What is missing or not understood, in words.</param>
public sealed record FieldsReading(Observation? Observation, string? Wanted);
