using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>Which indicator of an earlier table one of this year's continues.</summary>
public sealed class ContinuedTests
{
    private static readonly Scheme Earlier = Songjiang2022.Scheme;

    /// <summary>Next year's table: 1.1 continues 1.4, 1.4 is new.</summary>
    private static readonly Scheme Next = (Earlier with { Code = "songjiang-2023", Previous = Earlier.Code, Digest = "2023" })
        .With(Find(Earlier, "1.1") with { Continues = new("1.4") });

    [Fact]
    public void It_is_the_one_named_and_no_other_of_the_same_code()
    {
        Assert.Equal("1.4", Next.ContinuedFrom(Earlier, Find(Next, "1.1"))!.Code.Value);
        Assert.Null(Next.ContinuedFrom(Earlier, Find(Next, "1.4")));
    }

    [Fact]
    public void The_same_table_or_another_edition_of_it_continues_itself_and_a_stranger_nothing()
    {
        Assert.Equal("1.4", Earlier.ContinuedFrom(Earlier, Find(Earlier, "1.4"))!.Code.Value);
        Assert.Equal("1.4", (Earlier with { Digest = "corrected" }).ContinuedFrom(Earlier, Find(Earlier, "1.4"))!.Code.Value);
        Assert.Null((Next with { Previous = "elsewhere-2022" }).ContinuedFrom(Earlier, Find(Next, "1.1")));
    }

    [Fact]
    public void Last_years_text_is_what_was_filed_for_the_indicator_continued()
    {
        var filed = new FiledReport(1, "", [new(new("1.1")) { Text = "属性认定" }, new(new("1.4")) { Text = "工作计划" }, new(new("2.2"))], new("liaison"), null, DateTime.UnixEpoch);
        var report = new EarlierReport(Assert.Single(EarlierYear.Of(Year("2023", Next), [Year("2022", Earlier)])), new("sijing"), filed);
        var (indicator, filing) = report.Of(Find(Next, "1.1"))!.Value;
        Assert.Equal(("1.4", "工作计划"), (indicator.Code.Value, filing.Text));
        Assert.Null(report.Of(Find(Next, "1.4")));
        var again = report with { Year = Assert.Single(EarlierYear.Of(Year("2023", Earlier), [Year("2022", Earlier)])) };
        Assert.Equal("属性认定", again.Of(Find(Earlier, "1.1"))!.Value.Filing.Text);
        Assert.Null(again.Of(Find(Earlier, "2.2")));
    }

    [Fact]
    public void Years_before_go_back_from_the_newest_through_predecessors_and_continued_indicators_and_leave_rehearsals_out()
    {
        var third = (Next with { Code = "songjiang-2024", Previous = Next.Code, Digest = "2024" }).With(Find(Next, "1.2") with { Continues = new("1.1") });
        var today = Year("2024", third, ("town", ["sijing-new", "sheshan"]));
        Cycle[] all = [today, Year("2023-trial", Next) with { Settings = new() { IsRehearsal = true } }, Year("2022", Earlier), Year("2023", Next, ("sijing-new", ["sijing", "chedun"])), Year("2025", third)];
        var years = EarlierYear.Of(today, all).ToList();
        Assert.Equal(["2023", "2022"], years.Select(y => y.Cycle.Code));
        Assert.Equal(["town", "sijing-new", "sheshan"], years[0].Before(new UnitCode("town")).Select(u => u.Value));
        Assert.Equal(["town", "sijing-new", "sijing", "chedun", "sheshan"], years[1].Before(new UnitCode("town")).Select(u => u.Value));
        Assert.Equal(["xinqiao"], years[1].Before(new UnitCode("xinqiao")).Select(u => u.Value));
        Assert.Equal(("1.1", "1.4"), (years[0].Before(Find(third, "1.2"))!.Code.Value, years[1].Before(Find(third, "1.2"))!.Code.Value));
        Assert.Null(years[1].Before(Find(third, "1.1")));
    }

    private static Cycle Year(string code, Scheme scheme, params (string Code, string[] Predecessors)[] added) => new()
    {
        Code = code, Name = $"{code}年", Stage = Stage.Published, Scheme = scheme, Settings = new(), Version = 1,
        Units = [.. Songjiang2022.Units, .. added.Select(u => new Unit(new(u.Code), u.Code, [], "镇", "街镇", 60) { Predecessors = [.. u.Predecessors.Select(p => new UnitCode(p))] })],
    };

    private static Indicator Find(Scheme scheme, string code) => scheme.Find(new(code))!;
}
