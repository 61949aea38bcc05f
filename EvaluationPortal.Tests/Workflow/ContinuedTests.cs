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
        var cycle = new Cycle { Code = "2022", Name = "2022年", Stage = Stage.Published, Scheme = Earlier, Units = Songjiang2022.Units, Settings = new(), Version = 1 };
        var report = new EarlierReport(cycle, new(1, "", [new(new("1.1")) { Text = "属性认定" }, new(new("1.4")) { Text = "工作计划" }, new(new("2.2"))], new("liaison"), null, DateTime.UnixEpoch));
        var (indicator, filing) = report.Of(Next, Find(Next, "1.1"))!.Value;
        Assert.Equal(("1.4", "工作计划"), (indicator.Code.Value, filing.Text));
        Assert.Null(report.Of(Next, Find(Next, "1.4")));
        Assert.Equal("属性认定", report.Of(Earlier, Find(Earlier, "1.1"))!.Value.Filing.Text);
        Assert.Null(report.Of(Earlier, Find(Earlier, "2.2")));
    }

    private static Indicator Find(Scheme scheme, string code) => scheme.Find(new(code))!;
}
