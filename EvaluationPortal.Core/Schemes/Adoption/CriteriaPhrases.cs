using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Takes 评分标准 apart: the phrases that give or take points, each with its condition, and the sentences that hold none.</summary>
internal sealed partial class CriteriaPhrases
{
    private const string Ends = "。；;！\n";
    private const string Edges = "，、：,: 　（()）";

    /// <param name="criteria">评分标准 in <see cref="PlanText"/>.</param>
    public CriteriaPhrases(string criteria)
    {
        Criteria = criteria;
        List<Phrase> phrases = [];
        List<string> rest = [];
        for (var from = 0; from < criteria.Length;)
        {
            var length = criteria.AsSpan(from).IndexOfAny(Ends);
            var to = length < 0 ? criteria.Length : from + length;
            Sentence(from, to, phrases, rest);
            from = to + 1;
        }

        (Phrases, Rest) = ([.. phrases], [.. rest]);
    }

    public string Criteria { get; }

    /// <summary>In printed order.</summary>
    public ImmutableArray<Phrase> Phrases { get; }

    /// <summary>What gives and takes no points: lead-ins, elements, conversions, judgement.</summary>
    public ImmutableArray<string> Rest { get; }

    /// <summary>The words from the first of the phrases to the last, with the limits that follow directly.</summary>
    public string Quote(params IEnumerable<Phrase> phrases)
    {
        var list = phrases.ToList();
        var (start, end) = (list.Min(phrase => phrase.Start), list.Max(phrase => phrase.End));
        foreach (var limit in Phrases.Where(phrase => phrase.IsLimit && phrase.Start >= end))
        {
            if (!Criteria.AsSpan(end, limit.Start - end).ContainsAnyExcept("，、,") && limit.Condition.Length == 0) end = limit.End;
        }

        return Criteria[start..end].Trim('，', '、', '：', ' ');
    }

    /// <summary>All of it without the mark that ends it.</summary>
    public string Whole => Criteria.TrimEnd('。', '；', ' ');

    private void Sentence(int from, int to, List<Phrase> phrases, List<string> rest)
    {
        var matches = Points().Matches(Criteria[from..to]);
        var open = from;
        if (matches is [var first] && PointsFirst(from, to, first) is { } turned)
        {
            phrases.Add(turned);
            return;
        }

        foreach (Match match in matches)
        {
            var (start, end) = (from + match.Index, from + match.Index + match.Length);
            if (Read(match) is not { } read) continue;
            var begin = Condition(open, start);
            phrases.Add(new(read.Says, read.Points, Criteria[begin..start].Trim([.. Edges]), begin, end, match.Groups["after"].Value));
            open = end;
        }

        var left = Criteria[open..to].Trim([.. Edges]);
        if (left.Length > 1) rest.Add(left);
    }

    /// <summary>5分：全部公开 says the points before the condition.</summary>
    private Phrase? PointsFirst(int from, int to, Match match)
    {
        var end = from + match.Index + match.Length;
        return Criteria[from..(from + match.Index)].Trim([.. Edges]).Length == 0 && end < to && Criteria[end] == '：' && Read(match) is { Says: Says.Award or Says.Full or Says.Zero } read
            ? new(read.Says, read.Points, Criteria[end..to].Trim([.. Edges]), from, to)
            : null;
    }

    /// <summary>Where a condition begins: behind what ended before, and behind the lead-in of a list (根据完成情况评分：优秀…).</summary>
    private int Condition(int open, int phrase)
    {
        var begin = open;
        if (LeadIn().Match(Criteria[begin..phrase]) is { Success: true } lead) begin += lead.Length;
        while (begin < phrase && Edges.Contains(Criteria[begin], StringComparison.Ordinal)) begin++;
        return begin;
    }

    private static (Says Says, decimal Points)? Read(Match match)
    {
        foreach (var (group, says) in ByGroup)
        {
            if (match.Groups[group] is { Success: true } found) return (says, group is "half" ? 0.5m : says is Says.Share ? Number(found.Value) / 100 : Number(found.Value));
        }

        return null;
    }

    private static readonly (string Group, Says Says)[] ByGroup =
    [
        ("max", Says.Maximum), ("cap", Says.Cap), ("floor", Says.Floor), ("done", Says.DownToZero), ("ceiling", Says.Ceiling), ("zero", Says.Zero), ("freely", Says.DeductFreely),
        ("dband", Says.DeductFreely), ("half", Says.Share), ("share", Says.Share), ("deduct", Says.Deduct), ("full", Says.Full), ("bonus", Says.Bonus), ("band", Says.AwardBand), ("award", Says.Award),
    ];

    private static decimal Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : ChineseNumbers.Read(text) ?? 0;

    private const string N = @"\d{1,3}(\.\d{1,2})?|[一二两三四五六七八九十半]";
    private const string To = @"分?[-－–—~～∼至到]";

    [GeneratedRegex(
        $@"(?<![\d.])(满分|本项分值|分值|总分)(为|是|共)?(?<max>{N})分(?!为?封顶)"
        + $@"|(累计)?(最多|至多|最高|总计|累计|合计)(可|只)?扣(除|减|至)?(?<cap>{N})分(为止)?|(累计)?扣分(总计|累计|总数|上限)?(不超过|不得超过|最多|最高|上限|以|为){{0,2}}(?<cap>{N})分(为限|为止)?|扣满(?<cap>{N})分为止"
        + $@"|(最低|至少|不低于|保底)(得|计|为)?(?<floor>{N})分|扣[至到](?<floor>{N})分为止"
        + @"|(?<done>(直至|直到)?扣(完|光|至0分|到0分)(本项|该项)?(分值|得分|分数)?(为止)?|不倒扣(分)?|不计负分|不得负分)"
        + $@"|(最高|最多|累计|总计|合计)(不超过|可得|得|计|为)?(?<ceiling>{N})分|(?<ceiling>{N})分(为)?封顶|(总分|得分|累计|加分)?(不超过|不得超过|上限为?)(?<ceiling>{N})分"
        + @"|(本项|该项|此项|本指标|该指标|整项|全项)?(均|一律|(?<!否)则|即|直接|都)?(?<zero>(不|不能|不予|不可)(得|计|给|记|赋|评)分|(得|计|记|给|为|评|判)(零|0)分|(?<![\d.])0分|零分|一票否决|扣(除|完|减)?(全部(分值|得分|分数)?|全分|本项全部分值|该项全部分值|所有分值?))"
        + @"|(?<freely>(酌情|视情况?|视情形|适当|相应|酌量|视情节(轻重)?|据情)(予以|给予)?扣(减|除)?分)"
        + $@"|(酌情|视情况?|视情形|适当)?(各|均)?扣(除|减|去)?({N}){To}(?<dband>{N})分"
        + @"|(得|计|给|扣)(除)?(?<half>一半的?分值?|半数分值?|50%的?分值?|分值的?(一半|50%))|(?<half>减半)(得分|计分|给分)|(得|计|给)(分值的)?(?<share>\d{1,2})%(的?分值?|分)?"
        + $@"|(各|均|则|倒|即|再|就|应)?(扣|减)(除|减|去|掉)?(?<deduct>{N})分(?<after>[/／每](处|个|项|次|条|件|天|日|篇|例|期))?"
        + $@"|(额外|另|再|可)?(加|奖励)(?<bonus>{N})分|(予以|适当|酌情|额外|可)(?<bonus>加分)"
        + $@"|(可?得|计|给予?|赋|评)?(?<![\d.])({N}){To}(?<band>{N})分(?![钟之])"
        + $@"|(可|各|均|(?<!否)则|即|就)?(得|计|记|给予?|赋|评)(基本分|基础分|满分)?(?<award>{N})分(?![钟之])"
        + @"|(?<full>(得|计|给|记)(满|全)分|不扣分)"
        + @"|(?<![\d.第])(?<award>\d{1,3}(\.\d{1,2})?)分(?![钟值之析制为])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Points();

    [GeneratedRegex(@"^([^，：]*(评分|打分|计分|给分|赋分|评定)(标准)?|.*(如下|其中))[：，]|^[（(]?[\d一二三四五六七八九十]{1,2}[）).、．](?!\d)|^[①-⑳]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LeadIn();
}
