using System.Collections.Immutable;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes;

/// <summary>What one unit's scores add up to. Not assessed and refused indicators count nothing yet, but stay in the applicable maximum.</summary>
/// <param name="Raw">Sum of the points awarded.</param>
/// <param name="Applicable">Sum of 分值 of the indicators that apply.</param>
/// <param name="Pending">Sum of 分值 of those not assessed yet (待评).</param>
/// <param name="Total">The running total by the scheme's policy, two decimals, half away from zero; null where nothing applies.</param>
/// <param name="BestPossible">最高可达: the total if everything pending got full points.</param>
public sealed record Totals(decimal Raw, decimal Applicable, decimal Pending, decimal? Total, decimal? BestPossible)
{
    /// <summary>The same sums for each section, in printed order.</summary>
    public required ImmutableArray<SectionTotals> Sections { get; init; }

    /// <summary>The total as a sentence with its numbers.</summary>
    public required string Explanation { get; init; }
}

/// <summary>The sums of one section (一级指标).</summary>
/// <param name="Applicable">0 where nothing of the section applies.</param>
public sealed record SectionTotals(Section Section, decimal Raw, decimal Applicable, decimal Pending);

/// <summary>How scores become a unit's total.</summary>
public static class Totalling
{
    /// <summary>Adds up one unit's scores by the scheme's policy.</summary>
    /// <param name="scores">One score for every indicator of the scheme, in any order; one left out counts as pending.</param>
    public static Totals Total(this Scheme scheme, IEnumerable<(Indicator Indicator, Score Score)> scores)
    {
        var byCode = new Dictionary<IndicatorCode, Score>();
        foreach (var (indicator, score) in scores)
        {
            byCode[indicator.Code] = score;
        }

        var sections = scheme.Sections.Select(section => Sum(section, byCode)).ToImmutableArray();
        var raw = sections.Sum(section => section.Raw);
        var applicable = sections.Sum(section => section.Applicable);
        var pending = sections.Sum(section => section.Pending);
        var notApplicable = scheme.Indicators.Sum(indicator => indicator.MaxPoints) - applicable;
        decimal? total = applicable == 0 ? null : By(scheme.Totals, raw, applicable, notApplicable);
        decimal? best = applicable == 0 ? null : By(scheme.Totals, raw + pending, applicable, notApplicable);
        return new Totals(raw, applicable, pending, total, best)
        {
            Sections = sections,
            Explanation = Explain(scheme.Totals, raw, applicable, pending, notApplicable, total, best),
        };
    }

    private static SectionTotals Sum(Section section, Dictionary<IndicatorCode, Score> scores)
    {
        var (raw, applicable, pending) = (0m, 0m, 0m);
        foreach (var indicator in section.Indicators)
        {
            var score = scores.GetValueOrDefault(indicator.Code);
            raw += score?.PointsOrZero ?? 0;
            applicable += score is NotApplicable ? 0 : indicator.MaxPoints;
            pending += score is Awarded or NotApplicable ? 0 : indicator.MaxPoints;
        }

        return new SectionTotals(section, raw, applicable, pending);
    }

    private static decimal By(TotalsPolicy policy, decimal raw, decimal applicable, decimal notApplicable) => policy switch
    {
        TotalsPolicy.Converted => Decimals.Rounded(raw * 100 / applicable),
        TotalsPolicy.FullCredit => raw + notApplicable,
        TotalsPolicy.Unchanged => raw,
        _ => throw new System.Diagnostics.UnreachableException(policy.ToString()),
    };

    private static string Explain(TotalsPolicy policy, decimal raw, decimal applicable, decimal pending, decimal notApplicable, decimal? total, decimal? best)
    {
        if (total is null)
        {
            return "没有适用的指标，不计总分";
        }

        var not = notApplicable == 0 ? "" : $"（另有{Decimals.Text(notApplicable)}分不涉及）";
        var sum = $"已得{Decimals.Text(raw)}分，适用指标满分{Decimals.Text(applicable)}分{not}";
        var way = policy switch
        {
            // Out of 100 already: dividing by 100 and multiplying by it says nothing.
            TotalsPolicy.Converted when applicable == 100 => $"总分{Decimals.Text(total.Value)}分",
            TotalsPolicy.Converted => $"换算为百分制：{Decimals.Text(raw)} ÷ {Decimals.Text(applicable)} × 100 {(raw * 100 / applicable == total ? "=" : "≈")} {Decimals.Text(total.Value)}分",
            TotalsPolicy.FullCredit => $"不涉及的按满分计：{Decimals.Text(raw)} + {Decimals.Text(notApplicable)} = {Decimals.Text(total.Value)}分",
            TotalsPolicy.Unchanged => $"不涉及的不换算：总分{Decimals.Text(total.Value)}分",
            _ => throw new System.Diagnostics.UnreachableException(policy.ToString()),
        };
        return $"{sum}。{way}{(pending == 0 ? "" : $"。尚有{Decimals.Text(pending)}分待评，最高可达{Decimals.Text(best!.Value)}分")}";
    }
}
