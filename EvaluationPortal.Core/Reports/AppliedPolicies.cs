using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Reports;

/// <summary>
/// 适用规则: how this card came about where the plan is silent (mission.md), each rule one sentence with its numbers, drawn from
/// the table, the cycle's settings and the scorecard.
/// </summary>
internal static class AppliedPolicies
{
    public const string Office = "区政府办公室";

    /// <summary>The sentences in the order of the sum: total, states, single rules, rank.</summary>
    /// <param name="rank">Null where the reader may not see it.</param>
    public static ImmutableArray<string> Of(Cycle cycle, Scorecard card, Rank? rank)
    {
        var scheme = cycle.Scheme;
        string?[] sentences =
        [
            $"{card.Totals.Explanation}。",
            scheme.Totals is TotalsPolicy.Converted ? "每项得分四舍五入保留两位小数后相加，换算后的总分保留两位小数。" : "每项得分四舍五入保留两位小数后相加。",
            NotApplicable(card),
            Waiting(card),
            OwnUnit(card.Unit, scheme),
            Codes(scheme, i => i.ZeroReport is ZeroReport.Full) is { } full ? $"零报告（本年度没有此类事项）：{full}按满分计，其余由考评员认定。零报告不等于不涉及。" : null,
            .. Deductions(cycle),
            Codes(scheme, i => i.Rule is Conversion) is { } converted ? $"{converted}按“原始分 ÷ 满分 × 分值”折算。{FullMarks(cycle)}" : null,
            .. Judgements(scheme),
            .. Raters(cycle),
            rank is null ? null : Ranking(card.Unit, rank),
            rank is null ? null : cycle.Settings.Grades?.Text,
        ];
        return [.. sentences.OfType<string>()];
    }

    private static string? NotApplicable(Scorecard card)
    {
        var cells = card.Cells.Where(c => c.Score is NotApplicable).ToList();
        return cells.Count == 0 ? null
            : $"不涉及的指标{cells.Count}项，分值合计{Decimals.Text(cells.Sum(c => c.Indicator.MaxPoints))}分（{Listed(cells.Select(c => c.Indicator))}），不计入适用指标满分。";
    }

    private static string? Waiting(Scorecard card)
    {
        var cells = card.Cells.Where(c => c.Score is Pending or Refused).ToList();
        return cells.Count == 0 ? null
            : $"待评的指标{cells.Count}项，分值合计{Decimals.Text(card.Totals.Pending)}分（{Listed(cells.Select(c => c.Indicator))}），暂不计分，不等于得0分。";
    }

    private static string? OwnUnit(Unit unit, Scheme scheme) =>
        Codes(scheme, i => Cycle.AssessorOf(unit, i) != i.Assessor) is { } codes ? $"任何单位不评定本单位：{codes}由{Office}评定。" : null;

    private static IEnumerable<string> Deductions(Cycle cycle)
    {
        var rules = cycle.Scheme.Indicators.Where(i => i.Rule is Deduction).Select(i => (i.Code, Rule: (Deduction)i.Rule)).ToList();
        if (rules.Count == 0) yield break;
        var each = rules.Select(r => $"{r.Code}每{(r.Rule.Items.IsEmpty ? "个问题" : "缺一项")}扣{Decimals.Text(r.Rule.PointsPerFinding)}分");
        yield return $"扣分只计已确认的问题，扣完为止：{string.Join('，', each)}。{(cycle.Settings.MendingRestoresPoints ? "问题整改销号后不再扣分。" : "之后整改不恢复得分。")}";
        foreach (var (code, rule) in rules.Where(r => !r.Rule.Items.IsEmpty))
        {
            yield return $"{code}按{rule.Items.Length}项计：{string.Join('、', rule.Items)}。";
        }
        foreach (var (code, rule) in rules.Where(r => r.Rule.KnockOut is not null))
        {
            yield return $"{code}有“{rule.KnockOut!.Label}”情形的，不论其他问题多少，得0分。";
        }
    }

    private static IEnumerable<string> Judgements(Scheme scheme) =>
        from indicator in scheme.Indicators
        where indicator.Rule is Judgement
        group indicator.Code by ((Judgement)indicator.Rule).Step into sameStep
        select $"{string.Join('、', sameStep)}由评定者在0分至满分之间按{Decimals.Text(sameStep.Key)}分一档评定，未得满分的写明理由。";

    private static IEnumerable<string> Raters(Cycle cycle) =>
        from set in cycle.Settings.Raters
        where cycle.IndexOf(set.Key) >= 0
        group set.Key by set.Value into sameNumber
        select $"{string.Join('、', sameNumber)}由{sameNumber.Key}人各自评分，取平均分，四舍五入保留两位小数；不足{sameNumber.Key}人的为待评。";

    private static string? FullMarks(Cycle cycle)
    {
        var set = cycle.Settings.FullMarks.Where(f => cycle.IndexOf(f.Key) >= 0).Select(f => $"{f.Key}的满分统一为{Decimals.Text(f.Value)}分");
        return string.Join('，', set) is { Length: > 0 } all ? $"{all}。" : null;
    }

    private static string Ranking(Unit unit, Rank rank) => rank.Place is null
        ? $"“{unit.RankingGroup}”可排名的单位不足{Rank.FewestUnits}家，不排名次。"
        : $"名次在“{unit.RankingGroup}”{rank.OfUnits}家单位中按总分排列，总分相同的并列（如1、2、2、4）{(rank.Provisional ? "；组内尚有待评指标，名次为暂列" : "")}。";

    private static string? Codes(Scheme scheme, Func<Indicator, bool> which) =>
        Listed(scheme.Indicators.Where(which)) is { Length: > 0 } codes ? codes : null;

    private static string Listed(IEnumerable<Indicator> indicators) => string.Join('、', indicators.Select(i => i.Code));
}
