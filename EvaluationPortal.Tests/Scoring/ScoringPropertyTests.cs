using CsCheck;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

public sealed class ScoringPropertyTests
{
    private static readonly Gen<Indicator> Indicator = Gen.OneOf([.. Songjiang2022.Scheme.Indicators]);

    private static readonly Gen<Deduction> Deduction = Gen.Select(Gen.Int[1, 20], Gen.Int[1, 10], Gen.Int[0, 20], Gen.Int[1, 20].Nullable())
        .Select((max, each, floor, cap) => Table.Deduction(max / 2m, each / 4m, Math.Min(floor, max) / 2m, cap / 2m));

    [Fact]
    public void Points_are_between_zero_and_the_maximum_with_two_decimals_at_most() =>
        Gen.Select(Indicator, Observations.Any).Sample((indicator, observation) =>
            indicator.Rule.Apply(observation) is not Awarded awarded ||
            (awarded.Points >= 0 && awarded.Points <= indicator.MaxPoints && Decimals.Fits(awarded.Points, 2)));

    [Fact]
    public void Every_award_cites_its_clause_and_ends_in_its_points() =>
        Gen.Select(Indicator, Observations.Any).Sample((indicator, observation) =>
            indicator.Rule.Apply(observation) is not Awarded awarded ||
            (indicator.Rule.Clauses.Contains(awarded.Clause) &&
             awarded.Explanation.Contains($"评分标准：“{awarded.Clause}”。", StringComparison.Ordinal) &&
             awarded.Explanation.Split('（')[^1] is var end && (end.StartsWith("另有", StringComparison.Ordinal) || end.EndsWith($"{Decimals.Text(awarded.Points)}分", StringComparison.Ordinal))));

    [Fact]
    public void Every_refusal_says_why() =>
        Gen.Select(Indicator, Observations.Any).Sample((indicator, observation) => indicator.Rule.Apply(observation) is not Refused { Explanation.Length: 0 });

    [Fact]
    public void More_findings_never_give_more_points() =>
        Gen.Select(Deduction, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((rule, count, more) =>
            rule.Apply(Findings.OfCount(count + more)).PointsOrZero <= rule.Apply(Findings.OfCount(count)).PointsOrZero);

    [Fact]
    public void One_more_confirmed_finding_of_any_sort_never_gives_more_points() =>
        Gen.Select(Gen.OneOf("1.2", "6.2", "8.1"), Observations.Findings, Gen.Bool).Sample((code, observation, knockOut) =>
        {
            var findings = (Findings)observation;
            var more = new Findings([.. findings.List, new Finding(99, "又一条") { KnockOut = knockOut && code == "6.2" }]);
            return (Songjiang2022.Rule(code).Apply(findings), Songjiang2022.Rule(code).Apply(more)) is not (Awarded before, Awarded after) || after.Points <= before.Points;
        });

    [Fact]
    public void A_deduction_stays_between_its_floor_and_the_maximum() =>
        Gen.Select(Deduction, Gen.Int[0, 999]).Sample((rule, count) =>
            rule.Apply(Findings.OfCount(count)).PointsOrZero is var points && points >= rule.Floor && points <= rule.MaxPoints && points >= rule.MaxPoints - (rule.Cap ?? rule.MaxPoints));

    [Fact]
    public void Points_typed_for_a_deduction_are_the_points_it_gives() =>
        Gen.Select(Deduction, Gen.Int[0, 999]).Sample((rule, count) =>
        {
            var points = rule.Apply(Findings.OfCount(count)).PointsOrZero;
            return rule.Read(points.ToString(System.Globalization.CultureInfo.InvariantCulture), new()) is Understood { Observation: Findings read } && rule.Apply(read).PointsOrZero == points;
        });

    [Fact]
    public void A_higher_raw_score_never_gives_fewer_points() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[1, 1000]).Sample((one, other, full) =>
        {
            var rule = Songjiang2022.Rule("1.3");
            var low = rule.Apply(new Mark(Math.Min(one, other), full));
            var high = rule.Apply(new Mark(Math.Max(one, other), full));
            return high is Refused || low.PointsOrZero <= high.PointsOrZero;
        });

    [Fact]
    public void Parts_sum_to_the_raw_sum_and_the_total_stays_within_a_hundred() =>
        Gen.Select(Scores, Gen.OneOf("镇", "街道", "开发区", "区政府部门")).Sample((observations, kind) =>
        {
            var scheme = Songjiang2022.Scheme;
            var scores = scheme.Indicators.Zip(observations, (indicator, observation) => (indicator, indicator.Score(kind, observation))).ToList();
            var totals = scheme.Total(scores);
            Assert.Equal(scores.Sum(pair => pair.Item2.PointsOrZero), totals.Raw);
            Assert.Equal((totals.Raw, totals.Applicable, totals.Pending), (totals.Sections.Sum(s => s.Raw), totals.Sections.Sum(s => s.Applicable), totals.Sections.Sum(s => s.Pending)));
            Assert.Equal(100 - scores.Where(pair => pair.Item2 is NotApplicable).Sum(pair => pair.indicator.MaxPoints), totals.Applicable);
            Assert.True(totals.Raw + totals.Pending <= totals.Applicable);
            Assert.True(totals.Total is null || (totals.Total >= 0 && totals.Total <= totals.BestPossible && totals.BestPossible <= 100));
        });

    private static Gen<Observation?[]> Scores => Observations.Any.Null().Array[Songjiang2022.Scheme.Indicators.Length]!;
}
