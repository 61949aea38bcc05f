using System.Text.Json.Nodes;
using EvaluationPortal.Core.Exchange;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes.Adoption;

/// <summary>The plan's own table, pasted and uploaded, becomes the shipped scheme but for what nobody could read out of it.</summary>
public sealed class PlanTableTests(ITestOutputHelper output)
{
    private const int MostRulesToCorrect = 3;

    public static TheoryData<string> Ways => ["粘贴自电子表格", "粘贴自Word", "上传电子表格"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_plans_table_becomes_the_shipped_scheme_with_at_most_three_rules_to_correct(string way)
    {
        var proposed = Proposed(way).Scheme;
        var corrected = Songjiang2022.Scheme.Indicators.Where(shipped => RuleText(proposed.Find(shipped.Code)!) != RuleText(shipped)).ToList();
        foreach (var shipped in corrected) output.WriteLine($"{shipped.Code}：\n  提出 {RuleText(proposed.Find(shipped.Code)!)}\n  应为 {RuleText(shipped)}");
        Assert.True(corrected.Count <= MostRulesToCorrect, $"{corrected.Count}条规则需要改正：{string.Join('、', corrected.Select(indicator => indicator.Code))}");
    }

    /// <summary>Only words differ: every rule gives the points that the shipped one gives, and cites the same clauses.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_rule_scores_as_the_shipped_one_does(string way)
    {
        var proposed = Proposed(way).Scheme;
        Assert.All(Songjiang2022.Scheme.Indicators, shipped =>
        {
            var rule = proposed.Find(shipped.Code)!.Rule;
            Assert.Equal(shipped.Rule.GetType(), rule.GetType());
            Assert.Equal(shipped.Rule.Clauses, rule.Clauses);
            Assert.Equal(shipped.Rule.LegalValues, rule.LegalValues);
            Assert.Equal((shipped.Rule as Tiers)?.Levels.Select(level => level.Points), (rule as Tiers)?.Levels.Select(level => level.Points));
            Assert.Equal((shipped.Rule as Deduction)?.Items.Length, (rule as Deduction)?.Items.Length);
            Assert.Equal((shipped.Rule as Deduction)?.KnockOut, (rule as Deduction)?.KnockOut);
            Assert.Equal((shipped.Rule as Deduction)?.PointsPerFinding, (rule as Deduction)?.PointsPerFinding);
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Texts_points_and_assessors_are_the_shipped_ones(string way)
    {
        var proposed = Proposed(way).Scheme;
        Assert.Equal((Songjiang2022.Scheme.Name, Songjiang2022.Scheme.Code, TotalsPolicy.Converted), (proposed.Name, proposed.Code, proposed.Totals));
        Assert.Equal(Songjiang2022.Scheme.Sections.Select(section => (section.Name, section.Weight)), proposed.Sections.Select(section => (section.Name, section.Weight)));
        Assert.All(Songjiang2022.Scheme.Indicators.Zip(proposed.Indicators), pair =>
        {
            Assert.Equal(Printed(pair.First), Printed(pair.Second));
            Assert.Equal((pair.First.Assessor, pair.First.AssessorName, pair.First.NeedsFiling, pair.First.ZeroReport), (pair.Second.Assessor, pair.Second.AssessorName, pair.Second.NeedsFiling, pair.Second.ZeroReport));
            Assert.Equal(pair.First.AppliesTo, pair.Second.AppliesTo);
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_the_table_does_not_say_is_asked_or_is_as_shipped(string way)
    {
        var proposed = Proposed(way);
        var other = Songjiang2022.Scheme.Indicators.Where(shipped => proposed.Scheme.Find(shipped.Code)!.MayBeNotApplicable != shipped.MayBeNotApplicable).Select(shipped => shipped.Code.Value).ToList();
        var shorter = Songjiang2022.Scheme.Indicators.Where(shipped => proposed.Scheme.Find(shipped.Code)!.ShortName != shipped.ShortName).ToList();
        output.WriteLine($"不涉及不同：{string.Join('、', other)}");
        output.WriteLine($"简称不同：{string.Join('、', shorter.Select(shipped => $"{shipped.Code}{proposed.Scheme.Find(shipped.Code)!.ShortName}（{shipped.ShortName}）"))}");
        foreach (var (code, doubts) in proposed.Doubts) output.WriteLine($"{code}：{string.Join(' ', doubts)}");
        Assert.Empty(other);
        Assert.All(shorter, shipped => Assert.True(shipped.Name == proposed.Scheme.Find(shipped.Code)!.ShortName || proposed.DoubtsAbout(shipped.Code).Any(doubt => doubt.StartsWith("简称", StringComparison.Ordinal))));
        Assert.Empty(proposed.General);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_is_proposed_passes_the_checker_as_it_is(string way)
    {
        var reading = Proposed(way).Checked();
        Assert.Empty(reading.Faults);
        Assert.Equal(SchemeFile.Write(reading.Scheme!), SchemeFile.Write(Proposed(way).Scheme));
    }

    internal static ProposedScheme Proposed(string way)
    {
        var grid = way switch
        {
            "粘贴自Word" => PastedHtml.Read(PlanTable.AsHtml()),
            "上传电子表格" => WorkbookFile.Read(PlanTable.AsWorkbook()),
            _ => TabbedText.Read(PlanTable.AsTabbed()),
        };
        Assert.Null(grid.Fault);

        // Whatever came is kept as text, and read again from it.
        var again = TabbedText.Read(TabbedText.Write(grid.Grid!));
        var rows = TableRows.Read(again.Grid!);
        Assert.Empty(rows.Faults);
        return ProposeScheme.From(rows, Songjiang2022.Scheme);
    }

    private static (string, string, string, decimal, string, string) Printed(Indicator indicator) =>
        (indicator.Name, indicator.Content, indicator.Criteria, indicator.MaxPoints, indicator.Filing, indicator.Method);

    private static string RuleText(Indicator indicator) => JsonNode.Parse(SchemeFile.Write(Songjiang2022.Scheme.With(indicator)))!["sections"]!.AsArray()
        .SelectMany(section => section!["indicators"]!.AsArray()).Single(found => found!["code"]!.GetValue<string>() == indicator.Code.Value)!["rule"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
