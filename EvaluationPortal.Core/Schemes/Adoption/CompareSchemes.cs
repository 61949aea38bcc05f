using System.Collections.Immutable;
using System.Text;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Lays a table beside last year's: which indicator continues which, what changed, what is new and what is gone.</summary>
public static class CompareSchemes
{
    /// <summary>Below this likeness two indicators are not taken for one.</summary>
    private const double Alike = 0.4;

    /// <summary>Compares them: new indicators in printed order, then those of last year that nothing continues.</summary>
    /// <remarks>What the table itself says continues comes first; the rest by likeness, the most alike pair first, each used once.</remarks>
    public static ImmutableArray<IndicatorChange> Of(Scheme last, Scheme next)
    {
        Dictionary<IndicatorCode, (Indicator Before, double Likeness)> pairs = [];
        HashSet<IndicatorCode> used = [];
        foreach (var indicator in next.Indicators)
        {
            if (indicator.Continues is { } code && last.Find(code) is { } said && used.Add(code)) pairs[indicator.Code] = (said, Likeness(said, indicator));
        }

        var likely = from after in next.Indicators
                     where !pairs.ContainsKey(after.Code)
                     from before in last.Indicators
                     let likeness = Likeness(before, after)
                     where likeness >= Alike
                     orderby likeness descending, after.Code, before.Code
                     select (Before: before, After: after, Likeness: likeness);
        foreach (var (before, after, likeness) in likely.ToList())
        {
            if (pairs.ContainsKey(after.Code) || !used.Add(before.Code)) continue;
            pairs[after.Code] = (before, likeness);
        }

        return
        [
            .. next.Indicators.Select(after => pairs.TryGetValue(after.Code, out var pair) ? new IndicatorChange(pair.Before, after, Changes(pair.Before, after), pair.Likeness) : new(null, after, ["新增"], 0)),
            .. last.Indicators.Where(before => !used.Contains(before.Code)).Select(before => new IndicatorChange(before, null, ["取消"], 0)),
        ];
    }

    /// <summary>0 for nothing in common, 1 for the same words: the name counts most, then what is asked, then how it is scored.</summary>
    public static double Likeness(Indicator before, Indicator after) =>
        (0.5 * Likeness(before.Name, after.Name)) + (0.35 * Likeness(before.Content, after.Content)) + (0.15 * Likeness(before.Criteria, after.Criteria));

    private static ImmutableArray<string> Changes(Indicator before, Indicator after)
    {
        List<string> changes = [];
        if (before.Code != after.Code) changes.Add($"序号由{before.Code}改为{after.Code}");
        if (!Verbatim.Same(before.Name, after.Name)) changes.Add($"名称由“{before.Name}”改为“{after.Name}”");
        if (before.MaxPoints != after.MaxPoints) changes.Add($"分值由{Decimals.Text(before.MaxPoints)}分改为{Decimals.Text(after.MaxPoints)}分");
        if (!Verbatim.Same(before.Content, after.Content)) changes.Add("评分内容有改动");
        if (!Verbatim.Same(before.Criteria, after.Criteria)) changes.Add("评分标准有改动");
        if (before.Rule.GetType() != after.Rule.GetType()) changes.Add($"规则由{RuleNames.Of(before.Rule)}改为{RuleNames.Of(after.Rule)}");
        else if (RuleKinds.Write(before.Rule).ToJsonString() != RuleKinds.Write(after.Rule).ToJsonString()) changes.Add("规则有改动");
        if (before.AssessorName != after.AssessorName) changes.Add($"评分单位由{before.AssessorName}改为{after.AssessorName}");
        if (!before.AppliesTo.SequenceEqual(after.AppliesTo)) changes.Add($"适用范围由{Kinds(before)}改为{Kinds(after)}");
        if (before.Filing != after.Filing) changes.Add($"填报说明由“{before.Filing}”改为“{after.Filing}”");
        if (before.ZeroReport != after.ZeroReport || before.MayBeNotApplicable != after.MayBeNotApplicable) changes.Add("零报告或不涉及的设定有改动");
        return [.. changes];
    }

    private static string Kinds(Indicator indicator) => indicator.AppliesTo.IsEmpty ? "全部单位" : string.Join('、', indicator.AppliesTo);

    /// <summary>Dice's coefficient over pairs of neighbouring characters.</summary>
    private static double Likeness(string left, string right)
    {
        var (a, b) = (Pairs(left), Pairs(right));
        if (a.Count == 0 || b.Count == 0) return Verbatim.Same(left, right) ? 1 : 0;
        return 2.0 * a.Sum(pair => Math.Min(pair.Value, b.GetValueOrDefault(pair.Key))) / (a.Values.Sum() + b.Values.Sum());
    }

    private static Dictionary<string, int> Pairs(string text)
    {
        var letters = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit));
        Dictionary<string, int> pairs = [];
        for (var at = 0; at + 1 < letters.Length; at++) pairs[letters[at..(at + 2)]] = pairs.GetValueOrDefault(letters[at..(at + 2)]) + 1;
        return pairs;
    }
}

/// <summary>What became of an indicator.</summary>
/// <param name="Before">Last year's; null where it is new.</param>
/// <param name="After">This year's; null where it was dropped.</param>
/// <param name="Changes">Chinese phrases; empty where nothing changed.</param>
/// <param name="Likeness">Of the two, 0 to 1; 0 where there are no two.</param>
public sealed record IndicatorChange(Indicator? Before, Indicator? After, ImmutableArray<string> Changes, double Likeness);
