using System.Globalization;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>
/// 自评 in the words of its rule, as a spreadsheet has it: a level's label; the items that are missing, one a line; how many findings; a
/// score with its full mark; points. What it writes it reads.
/// </summary>
public static class SelfAssessmentText
{
    /// <summary>Takes a self-assessment back.</summary>
    public const string None = "未自评";

    private const string Nothing = "无";
    private const char Between = '|';
    private const int MostFacts = 4;
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>The words; empty for none, and for one that the rule does not take.</summary>
    public static string Of(Indicator indicator, Observation? observation) => (indicator.Rule.Form, observation) switch
    {
        (LevelForm form, Level level) => form.Levels.FirstOrDefault(l => l.Ordinal == level.Ordinal)?.Label ?? "",
        (FindingsForm { Items.IsEmpty: false }, Findings findings) => findings.List.IsEmpty ? Nothing : string.Join('\n', findings.List.Select(Line)),
        (FindingsForm, Findings findings) => findings.List.Length.ToString(CultureInfo.InvariantCulture),
        (MarkForm, Mark mark) => $"{Decimals.Text(mark.Raw)}/{Decimals.Text(mark.Full)}",
        (JudgementForm, Judged judged) => Decimals.Text(judged.Points),
        _ => "",
    };

    /// <summary>How it is filled in, for that rule; a Chinese clause.</summary>
    public static string Legal(Indicator indicator) => indicator.Rule.Form is FindingsForm { Items.IsEmpty: false } form
        ? $"没有缺项的写“{Nothing}”，缺项一行一项，如“{form.Items[0]} {Between} 说明 {Between} 网址 {Between} 2022-11-20”；可写的项是{string.Join('、', form.Items)}"
        : indicator.Rule.LegalValues;

    /// <summary>What was written, as the draft's canonical text, empty where it is taken back; or why it is not understood.</summary>
    /// <param name="reason">Why points are below the maximum; empty for none.</param>
    public static DraftValue Read(Indicator indicator, string text, string reason)
    {
        if (PlanText.Plain(text) == None) return new("", null);
        var (observation, fault) = Understood(indicator, text, reason);
        return observation is null ? new(null, fault ?? $"“{text}”看不懂；{Legal(indicator)}。") : DraftValue.Of(indicator, DraftField.Assessment, ObservationJson.Write(observation));
    }

    private static (Observation? Observation, string? Fault) Understood(Indicator indicator, string text, string reason)
    {
        switch (indicator.Rule.Form)
        {
            case LevelForm form when Decimals.Read(PlanText.Plain(text).TrimEnd('分')) is null:
                return LevelWords.Find(form, text) is { } level ? (new Level(level.Ordinal), null) : (null, LevelWords.Unknown(form, text));
            case FindingsForm { Items.IsEmpty: false } form:
                return Missing(form, text);
            case FindingsForm:
                return PlanText.Plain(text) == Nothing ? (Findings.None, null)
                    : int.TryParse(PlanText.Plain(text).TrimEnd('个'), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1000 ? (Findings.OfCount(count), null)
                    : (null, $"“{text}”看不懂；写自查发现的问题数，没有问题写“{Nothing}”或0。");
            case JudgementForm when Decimals.Read(PlanText.Plain(text).TrimEnd('分')) is { } points:
                var judged = new Judged(Decimals.Trimmed(points), reason);
                // A reason that is still missing is the filing page's to ask for.
                return indicator.Rule.Apply(judged with { Reason = reason.Length == 0 ? text : reason }) is Refused refused ? (null, $"{refused.Explanation.TrimEnd('。')}。") : (judged, null);
        }
        return indicator.Rule.Read(text, new(MayBeNotApplicable: indicator.MayBeNotApplicable)) switch
        {
            Understood understood => (understood.Observation, null),
            WantsReason wants => (new Judged(wants.Points, reason), null),
            NotUnderstood not => (null, $"{not.Message.TrimEnd('。')}。"),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    private static (Observation?, string?) Missing(FindingsForm form, string text)
    {
        if (PlanText.Plain(text) is Nothing or "0") return (Findings.None, null);
        List<Finding> missing = [];
        foreach (var line in text.Split('\n').SelectMany(l => l.Contains(Between, StringComparison.Ordinal) ? (string[])[l] : l.Split('；', ';')).Where(l => l.Trim().Length > 0))
        {
            var facts = line.Split(Between, MostFacts, StringSplitOptions.TrimEntries).Concat(Enumerable.Repeat("", MostFacts)).ToArray();
            if (form.Items.FirstOrDefault(i => Verbatim.Same(i, facts[0])) is not { } item) return (null, $"没有“{facts[0]}”这一项；只能是{string.Join('、', form.Items)}，没有缺项的写“{Nothing}”。");
            if (missing.Exists(m => m.Item == item)) return (null, $"“{item}”写了不止一次；请只保留一行。");
            DateOnly? day = DateOnly.TryParseExact(facts[3], Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
            if (day is null && facts[3].Length > 0) return (null, $"“{item}”的日期“{facts[3]}”看不懂；应如2022-11-20。");
            missing.Add(new(missing.Count + 1, facts[1]) { Item = item, Where = facts[2].Length > 0 ? facts[2] : null, When = day });
        }
        return (new Findings([.. missing]), null);
    }

    private static string Line(Finding finding)
    {
        string[] facts = [finding.Item ?? "", Told(finding.What), Told(finding.Where), finding.When is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ""];
        return string.Join($" {Between} ", facts[..(Array.FindLastIndex(facts, f => f.Length > 0) + 1)]);
    }

    /// <summary>On one line, and without what parts the facts.</summary>
    private static string Told(string? text) => (text ?? "").ReplaceLineEndings(" ").Replace(Between, '｜');
}
