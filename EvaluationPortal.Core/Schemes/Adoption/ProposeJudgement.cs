using System.Collections.Immutable;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Points by judgement: 根据完成情况评分, 酌情给分, 得1-3分. Also what no other kind of rule can do.</summary>
internal static partial class ProposeJudgement
{
    private static readonly decimal[] Steps = [0.5m, 0.25m, 0.2m, 0.1m, 0.05m, 0.01m];

    public static Judgement Of(CriteriaPhrases text, decimal max, List<string> doubts)
    {
        if (!Judged().IsMatch(text.Criteria)) doubts.Add($"没有认出“{text.Whole}”的计分办法，暂按评定（0至{Decimals.Text(max)}分）提出，请选择规则的种类。");
        return With(text, max, StepFor(max), Elements(text.Whole));
    }

    /// <summary>得4-5分 / 得1-3分: the bands are for the assessor to keep.</summary>
    public static Judgement OfBands(CriteriaPhrases text, List<Phrase> phrases, decimal max, List<string> doubts)
    {
        var bands = phrases.Where(phrase => phrase.Says is Says.AwardBand).ToList();
        if (bands.Count > 0 && bands.Max(band => band.Points) != max) doubts.Add($"各档最高{Decimals.Text(bands.Max(band => band.Points))}分，与分值{Decimals.Text(max)}分不一致，请核对。");
        if (bands.Count > 1 || (bands.Count > 0 && phrases.Exists(phrase => phrase.Says is Says.Award))) doubts.Add("分数有几个区间：按评定提出，属于哪个区间由考评员把握并写明理由，请核对。");
        if (phrases.Exists(phrase => phrase.Says is Says.DeductFreely)) doubts.Add("扣多少分由考评员把握：按评定提出，低于满分须写明理由，请核对。");
        if (phrases.Exists(phrase => phrase.Says is Says.Deduct)) doubts.Add("也有按条扣分的情形，评定的规则不会自动扣分，请核对。");
        return With(text, max, StepFor(max), Elements(text.Whole));
    }

    /// <summary>每报送一篇得0.5分，最高得3分: counted up, which no rule does by itself.</summary>
    public static Judgement OfEach(CriteriaPhrases text, List<Phrase> phrases, decimal max, List<string> doubts)
    {
        var each = phrases.First(phrase => phrase.Says is Says.Award).Points;
        doubts.Add($"按件数累加得分（每件{Decimals.Text(each)}分）：按评定提出，每{Decimals.Text(each)}分一档，理由写明件数，请核对。");
        return With(text, max, max % each == 0 ? each : StepFor(max), (Elements: [], IsOpen: false));
    }

    /// <summary>Unequal parts that add up to the maximum.</summary>
    public static Judgement OfParts(CriteriaPhrases text, List<Phrase> phrases, decimal max, List<string> doubts)
    {
        var parts = phrases.Where(phrase => phrase.Says is Says.Award).ToList();
        doubts.Add($"各项分值相加为{Decimals.Text(max)}分：按评定提出，各项列为评分要素，请核对。");
        return With(text, max, StepFor(max), ([.. parts.Select(part => text.Quote(part)).Distinct()], IsOpen: false));
    }

    private static Judgement With(CriteriaPhrases text, decimal max, decimal step, (ImmutableArray<string> Elements, bool IsOpen) named) =>
        new(max, text.Whole, step, named.Elements, named.IsOpen);

    private static decimal StepFor(decimal max) => Steps.First(step => max % step == 0);

    /// <summary>评分要素 that the words name.</summary>
    private static (ImmutableArray<string> Elements, bool IsOpen) Elements(string text)
    {
        if (Named().Match(text) is not { Success: true } match) return ([], false);
        var elements = match.Groups["list"].Value.Split('、', '，', '和').Select(element => element.Trim()).Where(element => element.Length is > 0 and <= 60).Distinct().ToImmutableArray();
        return elements.Length < 2 ? ([], false) : (elements, match.Groups["open"].Success);
    }

    [GeneratedRegex("(根据|按照|依据|视|结合|由|对|按|从|综合).*(评|打|计|给|赋|得)分|酌情|视情|综合(评|考)|(评|打|赋)分", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Judged();

    [GeneratedRegex("(要素|内容|指标|重点)?(主要|重点)?(包括|包含|为|看)(?<list>[^。；]+?)(?<open>等(方面|内容|情况|要素)?)?$|从(?<list>[^。；]+?)(?<open>等)?(几个|[二两三四五六七八九\\d]个?)?方面", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
