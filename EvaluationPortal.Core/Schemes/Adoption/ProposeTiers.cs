using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Levels: 全面落实得5分，部分有欠缺得3分，未开展不得分.</summary>
internal static class ProposeTiers
{
    /// <summary>Equal parts that add up to the maximum (公开A得1分，公开B得1分 of 2), no levels.</summary>
    public static bool AreParts(List<Phrase> phrases, decimal max)
    {
        var awards = phrases.Where(phrase => phrase.Says is Says.Award).ToList();
        return awards.Count > 1 && awards.TrueForAll(award => award.Points < max) && awards.Sum(award => award.Points) == max;
    }

    public static ScoringRule Of(CriteriaPhrases text, List<Phrase> phrases, decimal max, Subject subject, List<string> doubts)
    {
        var levels = phrases.Where(phrase => phrase.Says is Says.Award or Says.Zero)
            .GroupBy(phrase => phrase.Says is Says.Zero ? 0 : phrase.Points)
            .OrderByDescending(group => group.Key)
            .Select(group => LevelOf(text, group.Key, [.. group], doubts))
            .ToList();
        if (levels[0].Points != max && levels[0].Points > 0) doubts.Add($"最高一档是{Decimals.Text(levels[0].Points)}分，与分值{Decimals.Text(max)}分不一致，请核对。");
        if (levels[0].Points == 0) levels.Insert(0, Unsaid(text, max, $"不属于“{TierWords.Of(levels[0].Condition)}”", "得满分", doubts));
        if (levels.Count == 1) levels.Add(Unsaid(text, 0, $"未达到“{TierWords.Of(levels[0].Condition)}”", "不得分", doubts));
        else if (levels[^1].Points > 0) doubts.Add($"没有写不得分的情形，最低一档是{Decimals.Text(levels[^1].Points)}分，请核对。");
        return new Tiers(max, [.. Labelled(levels, subject.Thing, doubts)]);
    }

    private static LevelFound LevelOf(CriteriaPhrases text, decimal points, List<Phrase> phrases, List<string> doubts)
    {
        if (phrases is [var only]) return new(points, only.Condition, text.Quote(only));
        var quote = text.Quote(phrases);
        var strangers = text.Phrases.Any(phrase => phrase.Start > phrases[0].Start && phrase.End < phrases[^1].End && phrase.Says is Says.Award or Says.Zero or Says.Deduct && !phrases.Exists(own => own.Start == phrase.Start));
        doubts.Add($"有{phrases.Count}种情形都{(points == 0 ? "不得分" : $"得{Decimals.Text(points)}分")}，合为一档，请核对。");
        return new(points, string.Join("，或", phrases.Select(phrase => TierWords.Of(phrase.Condition))), strangers ? text.Quote(phrases[0]) : quote);
    }

    /// <summary>A level that the words leave to be understood.</summary>
    private static LevelFound Unsaid(CriteriaPhrases text, decimal points, string label, string what, List<string> doubts)
    {
        doubts.Add($"评分标准没有写什么情形{what}，按“{label}”提出，请核对。");
        return new(points, label, text.Whole);
    }

    private static IEnumerable<Tier> Labelled(List<LevelFound> levels, string subject, List<string> doubts)
    {
        var (best, worst) = TierWords.Between(levels[0].Condition, levels[^1].Points == 0 ? levels[^1].Condition : "", subject, levels.Count == 2);
        HashSet<string> seen = [];
        foreach (var (index, level) in levels.Index())
        {
            var label = index == 0 ? best : index == levels.Count - 1 && level.Points == 0 ? worst : TierWords.Of(level.Condition);
            if (index > 0 && level.Points > 0 && TierWords.Alternatives(label) is var either && either != label)
            {
                doubts.Add($"“{label}”之间的顿号按“或”理解，有一种情形就是这一档，请核对。");
                label = either;
            }

            if (level.Condition.Length == 0) doubts.Add($"没有读出得{Decimals.Text(level.Points)}分要符合什么条件，请填写。");
            if (label.Length == 0) label = $"得{Decimals.Text(level.Points)}分的情形";
            yield return new(level.Points, seen.Add(label) ? label : $"{label}（第{index + 1}档）", level.Clause);
        }
    }

    private sealed record LevelFound(decimal Points, string Condition, string Clause);
}
