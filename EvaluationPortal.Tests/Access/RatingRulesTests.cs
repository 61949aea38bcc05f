using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using static EvaluationPortal.Tests.Access.RuleCast;

namespace EvaluationPortal.Tests.Access;

/// <summary>Whose rating is whose where several rate, and who sees the others'.</summary>
public sealed class RatingRulesTests
{
    private static readonly Rating First = new("reviewer-1", 4.5m, "材料不完整"), Second = new("reviewer-2", 3m, "无成效");

    private static readonly Unit Alone = Unit("yueyang"), Rated = Alone with { Raters = Alone.Raters.Add(new("6.1"), 2) };

    [Fact]
    public void A_judgement_from_before_several_were_wanted_is_its_authors_rating()
    {
        Assert.Equal([new("reviewer-1", 4m, "不够")], RatingRules.RatingsOf(new Judged(4m, "不够"), "reviewer-1"));
        Assert.Equal([new("", 4m, "不够")], RatingRules.RatingsOf(new Judged(4m, "不够"), null));
        Assert.Equal([First, Second], RatingRules.RatingsOf(Standing(First, Second)));
        Assert.Empty(RatingRules.RatingsOf(null, "reviewer-1"));
        Assert.Empty(RatingRules.RatingsOf((Assessment?)null));
        Assert.Empty(RatingRules.RatingsOf(Standing(First) with { Observation = new DoesNotApply("没有此项工作") }));
    }

    [Fact]
    public void An_editor_starts_from_the_own_rating_where_several_rate()
    {
        var own = Own("reviewer-2", Rated, Standing(First, Second))!;
        Assert.Equal(new Judged(3m, "无成效"), own.Observation);
        Assert.Equal(new PersonId("reviewer-2"), own.By);
        Assert.Null(own.Reason);

        Assert.Null(Own("reviewer-2", Rated, Standing(First))!.Observation);
    }

    [Fact]
    public void Anything_else_is_edited_as_it_stands()
    {
        Assert.Null(Own("reviewer-2", Rated, null));
        foreach (var (unit, standing) in new (Unit, Assessment)[]
        {
            (Alone, Standing(First, Second)),
            (Rated, Standing(First) with { Observation = new DoesNotApply("没有此项工作") }),
            (Rated, Standing(First) with { Source = Source.Self }),
        })
        {
            Assert.Same(standing, Own("reviewer-2", unit, standing));
        }
    }

    [Theory]
    [InlineData("reviewer-1", true)]
    [InlineData("reviewer-2", false)]
    [InlineData("chief", true)]
    public void Before_all_have_rated_the_others_ratings_are_seen_by_who_has_rated_and_the_chief(string id, bool may)
    {
        Assert.Equal(may, RatingRules.MaySeeOthers(Person(id), Rated, Indicator("6.1"), Standing(First)));
        Assert.True(RatingRules.MaySeeOthers(Person(id), Rated, Indicator("6.1"), Standing(First, Second)));
        Assert.True(RatingRules.MaySeeOthers(Person(id), Rated, Indicator("6.2"), Standing(First)));
        Assert.True(RatingRules.MaySeeOthers(Person(id), Alone, Indicator("6.1"), Standing(First)));
    }

    [Fact]
    public void One_of_several_who_have_rated_sees_the_others_while_one_is_missing()
    {
        var three = Rated with { Raters = Rated.Raters.SetItem(new("6.1"), 3) };
        Assert.True(RatingRules.MaySeeOthers(Person("reviewer-2"), three, Indicator("6.1"), Standing(First, Second)));
    }

    [Theory]
    [InlineData("6.1", 2, null)]
    [InlineData("6.1", 9, null)]
    [InlineData("6.1", 1, "6.1的评分人数应为2至9人。")]
    [InlineData("6.1", 10, "6.1的评分人数应为2至9人。")]
    [InlineData("0.9", 2, "没有指标“0.9”。")]
    [InlineData("1.4", 2, "1.4不是评定类指标，不能设多人评分。")]
    public void Only_what_the_office_judges_is_rated_by_several(string indicator, int wanted, string? fault) =>
        Assert.Equal(fault, RatingRules.Fault(Year.Scheme, new(indicator), wanted));

    [Fact]
    public void What_others_judge_is_brought_together_by_them()
    {
        var theirs = Year.Scheme.Indicators.First(i => i.Rule is Judgement && i.Assessor is not Source.Office);
        Assert.Equal($"{theirs.Code}由{theirs.AssessorName}评定，由其自行汇总后报送，不能设多人评分。", RatingRules.Fault(Year.Scheme, theirs.Code, 2));
    }

    private static Assessment Standing(params Rating[] ratings) =>
        new(Source.Office, new Judged(ratings.Average(r => r.Points), "") { Ratings = [.. ratings] }, "合议", new("reviewer-1"), Now, 7);

    private static Assessment? Own(string id, Unit unit, Assessment? standing) => RatingRules.Own(Person(id), unit, Indicator("6.1"), standing);
}
