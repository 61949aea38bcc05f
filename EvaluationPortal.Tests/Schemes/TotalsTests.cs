using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class TotalsTests
{
    private static readonly Scheme Scheme = Songjiang2022.Scheme;

    /// <summary>Full points everywhere, but for what is said.</summary>
    private static IEnumerable<(Indicator, Score)> Full(string kind, params (string Code, Score Score)[] but) =>
        Scheme.Indicators.Select(indicator => (
            indicator,
            but.FirstOrDefault(pair => pair.Code == indicator.Code.Value).Score
                ?? (indicator.AppliesToKind(kind) ? new Awarded(indicator.MaxPoints, "", "") : indicator.Score(kind, null))));

    [Fact]
    public void Full_points_everywhere_are_a_hundred()
    {
        var totals = Scheme.Total(Full("镇"));
        Assert.Equal((100m, 100m, 0m, 100m, 100m), (totals.Raw, totals.Applicable, totals.Pending, totals.Total, totals.BestPossible));
        Assert.Equal("已得100分，适用指标满分100分。总分100分", totals.Explanation);
    }

    [Fact]
    public void What_does_not_apply_leaves_the_maximum_and_the_rest_is_converted()
    {
        var totals = Scheme.Total(Full("区政府部门", ("5.1", new Awarded(4, "", ""))));
        Assert.Equal((91m, 95m, 95.79m), (totals.Raw, totals.Applicable, totals.Total));
        Assert.Equal("已得91分，适用指标满分95分（另有5分不涉及）。换算为百分制：91 ÷ 95 × 100 ≈ 95.79分", totals.Explanation);
    }

    [Fact]
    public void Pending_and_refused_count_nothing_yet_but_stay_in_the_maximum()
    {
        var totals = Scheme.Total(Full("镇", ("5.1", new Pending("")), ("9.1", new Refused(""))));
        Assert.Equal((85m, 100m, 15m, 85m, 100m), (totals.Raw, totals.Applicable, totals.Pending, totals.Total, totals.BestPossible));
        Assert.EndsWith("。尚有15分待评，最高可达100分", totals.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void An_indicator_left_out_is_pending() =>
        Assert.Equal((100m, 100m), (Scheme.Total([]).Pending, Scheme.Total([]).BestPossible));

    [Fact]
    public void The_converted_total_is_rounded_half_away_from_zero()
    {
        // 0.5 of 80 is 0.625 in a hundred.
        var scores = Scheme.Indicators.Select(indicator => (indicator, (Score)(indicator.Code.Value switch
        {
            "8.1" => new Awarded(0.5m, "", ""),
            "1.1" or "1.2" or "1.3" or "1.4" => new NotApplicable(""),
            _ => new Awarded(0, "", ""),
        })));
        var totals = Scheme.Total(scores);
        Assert.Equal((80m, 0.63m), (totals.Applicable, totals.Total));
    }

    [Fact]
    public void Nothing_that_applies_has_no_total()
    {
        var totals = Scheme.Total(Scheme.Indicators.Select(indicator => (indicator, (Score)new NotApplicable(""))));
        Assert.Equal((0m, 0m, null, null), (totals.Raw, totals.Applicable, totals.Total, totals.BestPossible));
        Assert.Equal("没有适用的指标，不计总分", totals.Explanation);
    }

    [Fact]
    public void Full_credit_counts_what_does_not_apply_as_full()
    {
        var totals = (Scheme with { Totals = TotalsPolicy.FullCredit }).Total(Full("开发区", ("5.1", new Pending(""))));
        Assert.Equal((87m, 95m, 92m, 100m), (totals.Raw, totals.Applicable, totals.Total, totals.BestPossible));
        Assert.Equal("已得87分，适用指标满分95分（另有5分不涉及）。不涉及的按满分计：87 + 5 = 92分。尚有8分待评，最高可达100分", totals.Explanation);
    }

    [Fact]
    public void Unchanged_leaves_the_points_as_they_are()
    {
        var totals = (Scheme with { Totals = TotalsPolicy.Unchanged }).Total(Full("开发区"));
        Assert.Equal((95m, 95m), (totals.Total, totals.BestPossible));
        Assert.Equal("已得95分，适用指标满分95分（另有5分不涉及）。不涉及的不换算：总分95分", totals.Explanation);
    }

    [Fact]
    public void Sections_have_their_own_sums()
    {
        var totals = Scheme.Total(Full("区政府部门", ("1.2", new Awarded(2, "", "")), ("1.4", new Pending(""))));
        Assert.Equal(new SectionTotals(Scheme.Sections[0], 12, 20, 5), totals.Sections[0]);
        Assert.Equal(new SectionTotals(Scheme.Sections[6], 3, 3, 0), totals.Sections[6]);
    }

    [Fact]
    public void A_policy_that_is_not_there_is_a_fault_of_the_program() =>
        Assert.Throws<System.Diagnostics.UnreachableException>(() => (Scheme with { Totals = (TotalsPolicy)9 }).Total(Full("镇")));
}
