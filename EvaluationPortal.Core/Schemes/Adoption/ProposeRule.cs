using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// Proposes how an indicator is scored from the words of its 评分标准: levels, deductions, conversion or judgement. What it cannot tell
/// it says; it never invents points.
/// </summary>
public static partial class ProposeRule
{
    /// <summary>Proposes a rule. Never throws.</summary>
    /// <param name="criteria">评分标准 in <see cref="PlanText"/>.</param>
    /// <param name="maxPoints">分值, above 0.</param>
    /// <param name="subject">What the indicator is about, for criteria that say only 有 and 没有.</param>
    /// <param name="content">评分内容, in which the things that can be missing are named.</param>
    public static ProposedRule For(string criteria, decimal maxPoints, string subject, string content)
    {
        var text = new CriteriaPhrases(criteria);
        var doubts = new List<string>();
        var phrases = Settled(text, maxPoints, doubts);
        var rule = Choose(text, phrases, maxPoints, new(subject, content), doubts);
        if (rule is Tiers or Deduction) doubts.AddRange(text.Rest.Where(rest => rest.Length > 3 && !Explains(rest)).Select(rest => $"“{rest}”没有读出分值，规则里没有体现，请核对。"));
        doubts.AddRange(text.Phrases.Where(phrase => phrase.Says is Says.Bonus).Select(phrase => $"“{text.Quote(phrase)}”是加分，规则不会给出超过{Decimals.Text(maxPoints)}分的得分，没有体现。"));
        return new(rule, [.. doubts.Distinct()]);
    }

    private static ScoringRule Choose(CriteriaPhrases text, List<Phrase> phrases, decimal max, Subject subject, List<string> doubts)
    {
        var hasDeduction = phrases.Exists(phrase => phrase.Says is Says.Deduct);
        if (!hasDeduction && Converted().Match(text.Criteria) is { Success: true } converted) return Convert(text, converted, max, doubts);
        if (phrases.Exists(phrase => phrase.Says is Says.AwardBand or Says.DeductFreely)) return ProposeJudgement.OfBands(text, phrases, max, doubts);
        if (hasDeduction) return ProposeDeduction.Of(text, phrases, max, subject, doubts);
        if (phrases.Exists(phrase => phrase.Says is Says.Award && CountedFinding.Of(phrase.Condition, phrase.After) is not null && IsEach(phrase.Condition))) return ProposeJudgement.OfEach(text, phrases, max, doubts);
        if (ProposeTiers.AreParts(phrases, max)) return ProposeDeduction.OfParts(text, phrases, max, doubts);
        if (phrases.Exists(phrase => phrase.Says is Says.Award or Says.Zero)) return ProposeTiers.Of(text, phrases, max, subject, doubts);
        return ProposeJudgement.Of(text, max, doubts);
    }

    /// <summary>The phrases with full marks and shares turned into points.</summary>
    private static List<Phrase> Settled(CriteriaPhrases text, decimal max, List<string> doubts)
    {
        foreach (var named in text.Phrases.Where(phrase => phrase.Says is Says.Maximum && phrase.Points != max))
        {
            doubts.Add($"评分标准写“{text.Quote(named)}”，与分值{Decimals.Text(max)}分不一致，请核对。");
        }

        return [.. text.Phrases.Select(phrase => phrase.Says switch
        {
            Says.Full => phrase with { Says = Says.Award, Points = max },
            Says.Share => phrase with { Says = Says.Award, Points = Decimals.Rounded(max * phrase.Points) },
            Says.Award when phrase.Points == 0 => phrase with { Says = Says.Zero },
            _ => phrase,
        })];
    }

    private static Conversion Convert(CriteriaPhrases text, Match converted, decimal max, List<string> doubts)
    {
        var sentence = text.Whole.Split('。', '；').First(part => part.Contains(converted.Value, StringComparison.Ordinal));
        var source = Source().Match(sentence) is { Success: true } named ? named.Groups["source"].Value : "";
        if (source.Length == 0) doubts.Add("评分标准没有写明按谁给的得分折算，请填写得分来源。");
        else if (source.EndsWith('率')) doubts.Add($"按“{source}”计分：录入时得分填实际数、满分填应有数（如已办结数和应办结数），请核对是否如此。");
        if (text.Phrases.Any(phrase => phrase.Says is Says.Award or Says.Zero && !text.Quote(phrase).Equals(sentence, StringComparison.Ordinal))) doubts.Add("折算之外还写有得分或不得分的情形，折算的规则不包括这些情形，请核对。");
        return new(max, sentence, source.Length is > 0 and <= 30 ? source : "外部评估");
    }

    private static bool IsEach(string condition) => condition.Contains('每', StringComparison.Ordinal);

    /// <summary>Sentences that explain and need no points.</summary>
    private static bool Explains(string rest) => Explanation().IsMatch(rest);

    [GeneratedRegex("折算|换算|折合|折成|(按|以).{0,12}比例(计|得|给|赋|评|打)|(按|以|依据|根据).{0,14}(率|百分比)(计|得|给|赋|评|打)?分|得分率|乘以|×", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Converted();

    [GeneratedRegex("(?<source>第三方(专业)?(机构)?(评估|测评|评价|检查|监测|调查)?)|(?<source>(满意度|社会)(调查|测评|评议|评价))|(根据|按照|依据|按|以)(?<source>[^，；。、]{2,24}?率)|(根据|按照|依据|按|以)(?<source>[^，；。、]{2,20}?)(的)?(得分|成绩|分数|评分|结果)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();

    [GeneratedRegex("要素|包括|参照|以.*为准|说明|备注|注：|由.*(负责|提供|认定)|(评分|打分|计分|给分|赋分|评定|考核|考评|检查)$|^(根据|按照|依据|视)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Explanation();
}

/// <summary>What an indicator is about: its thing in a few words, and 评分内容.</summary>
internal sealed record Subject(string Thing, string Content);
