using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes.Adoption;

public sealed class SchemeDraftTests
{
    private static readonly IndicatorCode First = new("1.1");

    [Fact]
    public void Fields_written_back_as_they_are_change_nothing()
    {
        var draft = Shipped();
        foreach (var indicator in Songjiang2022.Scheme.Indicators) draft.Take(draft.FieldsOf(indicator.Code).Select(field => KeyValuePair.Create(SchemeDraft.Field(indicator.Code, field.Key), field.Value)));
        Assert.Empty(draft.Faults);
        Assert.Equal(Songjiang2022.SchemeBytes, draft.File);
    }

    [Fact]
    public void What_is_typed_is_checked_where_it_stands()
    {
        var draft = Shipped();
        draft.Take([new("1.1/points", "６"), new("1.1/name", " 公文, 公开 "), new("section2/weight", "十五"), new("code", "")]);
        Assert.Equal(("公文，公开", 6m), (draft.Scheme.Find(First)!.Name, draft.Scheme.Find(First)!.MaxPoints));
        Assert.Equal(["第一档应等于分值6分，现为5分"], draft.FaultsOf(First).Select(fault => fault.Message));
        Assert.Equal(["/code", "/sections/0/weight", "/sections/1/weight", "/sections"], draft.FaultsOfTable.Select(fault => fault.Pointer));
        Assert.Empty(draft.FaultsOf(new("1.2")));
        Assert.Empty(draft.File);
    }

    [Fact]
    public void Another_kind_of_rule_takes_the_fields_it_knows()
    {
        var draft = Shipped();
        draft.Take([new("1.1/kind", "judgement"), new("1.1/clause", "完成此项工作得5分"), new("1.1/step", "1"), new("1.1/elements", "一\n二\n"), new("1.1/openEnded", "true")]);
        Assert.Empty(draft.Faults);
        var rule = Assert.IsType<Judgement>(draft.Scheme.Find(First)!.Rule);
        Assert.Equal((1m, "一、二", true), (rule.Step, string.Join('、', rule.Elements), rule.OpenEnded));
    }

    [Fact]
    public void Doubts_are_closed_by_who_looked_and_come_first_all_the_same()
    {
        var draft = new SchemeDraft(PlanTableTests.Proposed("粘贴自电子表格"));
        var open = draft.OpenDoubts;
        var first = draft.Order.First();
        Assert.NotEmpty(draft.DoubtsAbout(first));
        draft.Take([new(SchemeDraft.Confirmed(first), "true")]);
        Assert.Empty(draft.DoubtsAbout(first));
        Assert.Equal((open - 1, first), (draft.OpenDoubts, draft.Order.First()));
        Assert.Equal(Songjiang2022.Scheme.Indicators.Select(indicator => indicator.Code).Order(), draft.Order.Order());
    }

    [Fact]
    public void Every_kind_of_rule_has_fields_a_name_and_samples_that_score()
    {
        Assert.Equal(["conversion", "deduction", "judgement", "tiers"], SchemeFields.Kinds.Order(StringComparer.Ordinal));
        Assert.All(Songjiang2022.Scheme.Indicators, indicator =>
        {
            Assert.NotEmpty(RuleNames.Of(indicator.Rule));
            Assert.NotEmpty(SampleObservations.For(indicator.Rule));
            Assert.All(SampleObservations.For(indicator.Rule), sample => Assert.IsType<Awarded>(indicator.Rule.Apply(sample.Observation)));
        });
    }

    [Fact]
    public void Next_years_table_says_which_indicator_continues_which()
    {
        var text = PlanTable.AsTabbed().Replace(PlanTable.Title, "2023年松江区政务公开考核评估表", StringComparison.Ordinal).Replace("热点回应", "舆情引导", StringComparison.Ordinal);
        var proposed = ProposeScheme.From(TableRows.Read(TabbedText.Read(text).Grid!), Songjiang2022.Scheme);
        Assert.Equal(("songjiang-2023", "songjiang-2022"), (proposed.Scheme.Code, proposed.Scheme.Previous));
        Assert.All(proposed.Scheme.Indicators, indicator => Assert.Equal(indicator.Code, indicator.Continues));
        Assert.Contains("像是延续上年的4.1“热点回应”，请核对。", proposed.DoubtsAbout(new("4.1")));
        Assert.Contains("评分标准与上年的4.1相同，规则沿用上年的，请核对。", proposed.DoubtsAbout(new("4.1")));
        Assert.Empty(proposed.Checked().Faults);
    }

    [Fact]
    public void What_reads_as_last_year_is_taken_on_as_people_settled_it_then()
    {
        var text = PlanTable.AsTabbed().Replace(PlanTable.Title, "2023年松江区政务公开考核评估表", StringComparison.Ordinal);
        var proposed = ProposeScheme.From(TableRows.Read(TabbedText.Read(text).Grid!), Songjiang2022.Scheme);
        Assert.Empty(proposed.Doubts);
        Assert.All(Songjiang2022.Scheme.Indicators.Zip(proposed.Scheme.Indicators), pair => Assert.Equal(pair.First with { Continues = pair.First.Code }, pair.Second));
    }

    [Fact]
    public void What_was_settled_of_a_name_last_year_stays_though_its_criteria_are_new()
    {
        var text = PlanTable.AsTabbed().Replace(PlanTable.Title, "2023年松江区政务公开考核评估表", StringComparison.Ordinal).Replace("纠错一件不得分", "每纠错一件扣2分", StringComparison.Ordinal);
        var proposed = ProposeScheme.From(TableRows.Read(TabbedText.Read(text).Grid!), Songjiang2022.Scheme);
        var changed = proposed.Scheme.Find(new("2.4"))!;
        Assert.Equal(("复议诉讼", "区司法局", 2m), (changed.ShortName, changed.AssessorName, Assert.IsType<Deduction>(changed.Rule).PointsPerFinding));
        Assert.Empty(proposed.DoubtsAbout(new("2.4")));
    }

    private static SchemeDraft Shipped() => new(new(Songjiang2022.Scheme, ImmutableSortedDictionary<IndicatorCode, ImmutableArray<string>>.Empty, []));
}
