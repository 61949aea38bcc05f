using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class Songjiang2022Tests
{
    private static readonly Scheme Scheme = Songjiang2022.Scheme;

    [Fact]
    public void The_table_has_26_indicators_and_100_points()
    {
        Assert.Equal(26, Scheme.Indicators.Length);
        Assert.Equal(100m, Scheme.Indicators.Sum(indicator => indicator.MaxPoints));
        Assert.Equal([20m, 15, 10, 5, 15, 10, 8, 10, 7], Scheme.Sections.Select(section => section.Weight));
        Assert.Equal(Scheme.Sections.Select(section => section.Weight), Scheme.Sections.Select(section => section.Indicators.Sum(indicator => indicator.MaxPoints)));
    }

    [Theory]
    [InlineData(Source.Office, 16, 62)]
    [InlineData(Source.ThirdParty, 7, 23)]
    [InlineData(Source.Bureau, 3, 15)]
    public void Each_assessor_has_its_indicators_and_points(Source assessor, int count, int points)
    {
        var own = Scheme.Indicators.Where(indicator => indicator.Assessor == assessor).ToList();
        Assert.Equal((count, points), (own.Count, own.Sum(indicator => indicator.MaxPoints)));
    }

    [Fact]
    public void Bureaus_assess_one_indicator_each() =>
        Assert.Equal(
            ["2.4 区司法局", "6.2 区财政局", "7.1 区民政局"],
            Scheme.Indicators.Where(indicator => indicator.Assessor == Source.Bureau).Select(indicator => $"{indicator.Code} {indicator.AssessorName}"));

    [Fact]
    public void Fourteen_indicators_need_a_filing()
    {
        var filed = Scheme.Indicators.Where(indicator => indicator.NeedsFiling).ToList();
        Assert.Equal((14, 55m), (filed.Count, filed.Sum(indicator => indicator.MaxPoints)));
    }

    [Theory]
    [InlineData(typeof(Tiers), "1.1 1.4 2.2 2.3 2.4 3.5 4.1 4.2 5.1 5.2 5.3 7.2")]
    [InlineData(typeof(Deduction), "1.2 6.2 8.1")]
    [InlineData(typeof(Conversion), "1.3 2.1 3.1 3.2 3.3 3.4 8.3")]
    [InlineData(typeof(Judgement), "6.1 7.1 8.2 9.1")]
    public void Each_indicator_has_the_kind_of_rule_of_the_mission(Type kind, string codes) =>
        Assert.Equal(codes, string.Join(' ', Scheme.Indicators.Where(indicator => indicator.Rule.GetType() == kind).Select(indicator => indicator.Code)));

    [Fact]
    public void A_zero_report_is_the_full_mark_only_for_disputes_and_rulings() =>
        Assert.Equal(["2.2", "2.4"], Scheme.Indicators.Where(indicator => indicator.ZeroReport == ZeroReport.Full).Select(indicator => indicator.Code.Value));

    [Fact]
    public void Village_affairs_are_asked_of_towns_and_subdistricts_only()
    {
        Assert.Equal(["镇", "街道"], Songjiang2022.Indicator("7.1").AppliesTo);
        Assert.All(Scheme.Indicators.Where(indicator => indicator.Code.Value != "7.1"), indicator => Assert.Empty(indicator.AppliesTo));
    }

    [Fact]
    public void Every_text_is_the_plans()
    {
        var cells = Songjiang2022.Plan().Split('|').Select(cell => cell.Trim()).ToList();
        foreach (var section in Scheme.Sections)
        {
            Assert.Contains(cells, cell => Verbatim.Same(cell, $"{section.Name}({section.Weight}%)"));
        }

        foreach (var indicator in Scheme.Indicators)
        {
            var row = cells.IndexOf(indicator.Code.Value);
            string[] texts = [indicator.Code.Value, indicator.Name, indicator.Content, indicator.Criteria, $"{indicator.MaxPoints}", "", indicator.Filing, indicator.Method];
            Assert.All(texts.Zip(cells.Skip(row)), pair => Assert.True(Verbatim.Same(pair.First, pair.Second), $"{indicator.Code}: {pair.First} / {pair.Second}"));
        }
    }

    [Fact]
    public void Shown_texts_have_full_width_punctuation_and_no_layout_blanks() =>
        Assert.All(Scheme.Indicators, indicator =>
            Assert.DoesNotContain(string.Concat(indicator.Name, indicator.Content, indicator.Criteria, indicator.Filing, indicator.Method), c => " \t\n,;:()".Contains(c, StringComparison.Ordinal)));

    [Fact]
    public void Every_outcome_cites_words_of_its_criteria() =>
        Assert.All(Scheme.Indicators, indicator => Assert.All(indicator.Rule.Clauses, clause => Assert.Contains(clause, indicator.Criteria, StringComparison.Ordinal)));

    [Fact]
    public void The_roster_has_the_fifty_units_in_the_official_order()
    {
        var units = Songjiang2022.Units;
        Assert.Equal(50, units.Length);
        Assert.Equal([11, 6, 1, 32], Scheme.UnitKinds.Select(kind => units.Count(unit => unit.Kind == kind.Name)));
        Assert.Equal(Enumerable.Range(1, 50), units.Select(unit => unit.Order));
        Assert.Equal(["泗泾镇", "区税务局"], [units[0].Name, units[^1].Name]);
        Assert.Equal([("街镇（含开发区）", 18), ("区政府部门", 32)], units.GroupBy(unit => unit.RankingGroup).Select(group => (group.Key, group.Count())));
        Assert.All(units, unit => Assert.Matches("^[a-z][a-z0-9-]*$", unit.Code.Value));
    }
}
