using System.Collections.Immutable;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Points off for each finding: 发现一个错误扣1分，扣完为止.</summary>
internal static partial class ProposeDeduction
{
    public static ScoringRule Of(CriteriaPhrases text, List<Phrase> phrases, decimal max, Subject subject, List<string> doubts)
    {
        var taken = phrases.Where(phrase => phrase.Says is Says.Deduct && phrase.Points > 0).ToList();
        if (taken.Count == 0) return ProposeJudgement.Of(text, max, doubts);
        var counted = taken.ConvertAll(phrase => CountedFinding.Of(phrase.Condition, phrase.After));
        if (counted.TrueForAll(count => count is null) && AsLevels(phrases, taken, max) is { } levels)
        {
            doubts.AddRange(taken.Select(phrase => $"“{text.Quote(phrase)}”没有写按次数扣分，按得{Decimals.Text(max - phrase.Points)}分的一档提出，请核对。"));
            return ProposeTiers.Of(text, levels, max, subject, doubts);
        }

        var least = taken.Min(phrase => phrase.Points);
        var conditions = taken.Select(phrase => TierWords.Of(phrase.Condition)).Distinct().ToImmutableArray();
        if (counted.TrueForAll(count => count is null) && conditions.Length > 1 && conditions.Length == taken.Count && taken.TrueForAll(phrase => phrase.Points == least))
        {
            doubts.Add($"{taken.Count}种情形没有写按次数扣分，按每种最多扣一次{Decimals.Text(least)}分提出，请核对。");
            return With(text, phrases, taken, max, new("有{n}种情形", $"{ChineseNumbers.Write(conditions.Length)}种情形均未发生"), conditions, doubts);
        }

        Ask(text, taken, counted, least, doubts);
        var items = Items(counted, subject.Content, max, least, doubts);
        var words = counted.Find(count => count is not null) is { } first ? taken.Count == 1 ? first.Words : Several(counted) : CountedFinding.Uncounted(taken[0].Condition);
        return With(text, phrases, taken, max, items.IsEmpty ? words : words with { None = $"{ChineseNumbers.Write(items.Length)}项均已落实" }, items, doubts);
    }

    private static Deduction With(CriteriaPhrases text, List<Phrase> phrases, List<Phrase> taken, decimal max, FindingWords words, ImmutableArray<string> items, List<string> doubts)
    {
        var least = taken.Min(phrase => phrase.Points);
        return new Deduction(max, least, Fitting(words), text.Quote(taken), Full(text, phrases, taken, max, doubts), Floor(phrases, max), Cap(phrases, max), KnockedOut(text, phrases, doubts), items);
    }

    /// <summary>Equal parts, each of which can be missing (公开A得1分，公开B得1分); unequal ones are judged.</summary>
    public static ScoringRule OfParts(CriteriaPhrases text, List<Phrase> phrases, decimal max, List<string> doubts)
    {
        var parts = phrases.Where(phrase => phrase.Says is Says.Award).ToList();
        var labels = parts.ConvertAll(part => TierWords.Of(part.Condition));
        if (parts.Exists(part => part.Points != parts[0].Points) || labels.Exists(label => label.Length == 0) || labels.Distinct().Count() != labels.Count) return ProposeJudgement.OfParts(text, phrases, max, doubts);
        doubts.Add($"{labels.Count}项分别得{Decimals.Text(parts[0].Points)}分、合计{Decimals.Text(max)}分，按“缺1项扣{Decimals.Text(parts[0].Points)}分”提出，请核对。");
        var words = new FindingWords("缺{n}项", $"{ChineseNumbers.Write(labels.Count)}项均已落实");
        return new Deduction(max, parts[0].Points, words, text.Quote(parts), text.Quote(parts), 0, null, KnockedOut(text, phrases, doubts), [.. labels]);
    }

    private static void Ask(CriteriaPhrases text, List<Phrase> taken, List<CountedFinding?> counted, decimal least, List<string> doubts)
    {
        foreach (var (phrase, count) in taken.Zip(counted))
        {
            if (count is null) doubts.Add($"“{text.Quote(phrase)}”没有写按次数扣分，按每出现一次扣{Decimals.Text(phrase.Points)}分提出，请核对。");
            if (phrase.Points != least) doubts.Add($"有不同的扣分：规则每条扣{Decimals.Text(least)}分，“{text.Quote(phrase)}”的情形须记{Decimals.Text(phrase.Points / least)}条，请核对。");
        }

        if (taken.Count > 1 && taken.TrueForAll(phrase => phrase.Points == least)) doubts.Add($"有{taken.Count}种扣分情形，都是每条扣{Decimals.Text(least)}分，合在一起计数，请核对。");
    }

    /// <summary>按时报送得2分，迟报扣1分，未报送不得分: what is taken once is a level.</summary>
    private static List<Phrase>? AsLevels(List<Phrase> phrases, List<Phrase> taken, decimal max) =>
        taken is [var once] && once.Points < max && !phrases.Exists(phrase => phrase.IsLimit)
            ? [.. phrases.Select(phrase => phrase == once ? once with { Says = Says.Award, Points = max - once.Points } : phrase)]
            : null;

    private static FindingWords Several(List<CountedFinding?> counted) =>
        counted.OfType<CountedFinding>().All(count => count.CountsMissing) ? new("缺{n}项", "没有缺项") : new("发现{n}个问题", "未发现问题");

    private static FindingWords Fitting(FindingWords words) => new(words.Found.Length > 60 ? "发现{n}个问题" : words.Found, words.None.Length > 60 ? "未发现问题" : words.None);

    private static string Full(CriteriaPhrases text, List<Phrase> phrases, List<Phrase> taken, decimal max, List<string> doubts)
    {
        var awards = phrases.Where(phrase => phrase.Says is Says.Award).ToList();
        foreach (var middle in awards.Where(award => award.Points != max)) doubts.Add($"“{text.Quote(middle)}”与按条扣分不能并存，没有体现，请核对。");
        if (awards.Find(award => award.Points == max) is { } full) return text.Quote(full);
        if (phrases.Exists(phrase => phrase.Says is Says.Maximum)) return text.Quote(phrases.First(phrase => phrase.Says is Says.Maximum));
        return text.Quote(taken);
    }

    private static decimal Floor(List<Phrase> phrases, decimal max) => phrases.Find(phrase => phrase.Says is Says.Floor && phrase.Points < max)?.Points ?? 0;

    private static decimal? Cap(List<Phrase> phrases, decimal max) => phrases.Find(phrase => phrase.Says is Says.Cap && phrase.Points < max)?.Points;

    private static KnockOut? KnockedOut(CriteriaPhrases text, List<Phrase> phrases, List<string> doubts)
    {
        var zeros = phrases.Where(phrase => phrase.Says is Says.Zero).ToList();
        if (zeros.Count == 0) return null;
        var label = string.Join("，或", zeros.Select(zero => TierWords.Of(zero.Condition)).Where(word => word.Length > 0));
        var quote = text.Quote(zeros);
        var isOne = !text.Phrases.Any(phrase => phrase.Start > zeros[0].Start && phrase.End < zeros[^1].End && phrase.Says is not Says.Zero);
        if (zeros.Count > 1) doubts.Add($"有{zeros.Count}种不得分情形，合为一种，请核对。");
        if (Threshold().IsMatch(label)) doubts.Add($"“{label}”按不得分情形提出，达到时由考评员认定，不会随条数自动认定，请核对。");
        return new(label.Length is > 0 and <= 60 ? label : "不得分情形", isOne ? quote : text.Quote(zeros[0]));
    }

    /// <summary>The things that can be missing where 缺1项 counts them: the parts of 评分内容, those of each quarter four times.</summary>
    private static ImmutableArray<string> Items(List<CountedFinding?> counted, string content, decimal max, decimal each, List<string> doubts)
    {
        if (counted is not [{ CountsMissing: true } only] || !only.Words.Found.StartsWith("缺{n}项", StringComparison.Ordinal)) return [];
        var items = content.Split('，', '；', '。').Select(part => part.Trim()).Where(part => part.Length > 1).SelectMany(EachTime).Distinct().ToImmutableArray();
        if (items.Length < 2 || items.Length * each > max + each || items.Any(item => item.Length > 60))
        {
            doubts.Add("“缺1项”的各项没有列名，请逐项填写，或留空由考评员写明缺什么。");
            return [];
        }

        doubts.Add($"“缺1项”的各项按评分内容列为{items.Length}项{(items.Length * each == max ? "" : $"（全缺扣{Decimals.Text(items.Length * each)}分，分值{Decimals.Text(max)}分）")}：{string.Join('、', items)}，请核对并精简文字。");
        return items;
    }

    private static IEnumerable<string> EachTime(string part)
    {
        var (each, times) = (Each().Match(part).Value, Array.Empty<string>());
        times = each switch
        {
            "每季度" => ["第一季度", "第二季度", "第三季度", "第四季度"],
            "每半年" => ["上半年", "下半年"],
            _ => [each],
        };
        return times.Select(time => each.Length == 0 ? part : part.Replace(each, time, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[\d一二两三四五六七八九十](处|个|次|条|件|项|例|起|篇|天|日)(及|或|含)?以上|(达到|超过)[\d一二两三四五六七八九十]+(处|个|次|条|件|项|例|起|篇|天|日)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Threshold();

    [GeneratedRegex("每季度|每半年", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Each();
}
