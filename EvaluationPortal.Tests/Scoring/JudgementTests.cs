using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

public sealed class JudgementTests
{
    [Theory]
    [InlineData("6.1", 4.5, "两个领域未更新", "评定为4.5分（满分5分），理由：两个领域未更新。评分标准：“根据完成情况评分”。得4.5分")]
    [InlineData("7.1", 5, "", "评定为满分。评分标准：“根据完成情况评分，评分要素主要包括街镇级细化目录、公开示范点、工作制度方案、版面照片等”。得5分")]
    [InlineData("8.2", 0, "未参加培训。", "评定为0分（满分2分），理由：未参加培训。评分标准：“根据参加培训情况评分”。得0分")]
    [InlineData("9.1", 7, " 全国推广 ", "评定为满分，理由：全国推广。评分标准：“根据案例情况评分”。得7分")]
    [InlineData("9.1", 5.5, "案例较好", "评定为5.5分（满分7分），理由：案例较好。评分标准：“根据案例情况评分”。得5.5分")]
    public void A_judgement_gives_its_points_with_the_reason_and_the_clause(string indicator, double points, string reason, string explanation)
    {
        var awarded = Assert.IsType<Awarded>(Songjiang2022.Rule(indicator).Apply(new Judged((decimal)points, reason)));
        Assert.Equal((decimal)points, awarded.Points);
        Assert.Equal(explanation, awarded.Explanation);
    }

    [Fact]
    public void Its_one_clause_is_the_tables() => Assert.Equal(["根据案例情况评分"], Songjiang2022.Rule("9.1").Clauses);

    [Theory]
    [InlineData(7.5, "好", "7.5分不合规定。可填0至7分，每0.5分一档，低于满分须写明理由")]
    [InlineData(-0.5, "差", "−0.5分不合规定。可填0至7分，每0.5分一档，低于满分须写明理由")]
    [InlineData(5.25, "中", "5.25分不合规定。可填0至7分，每0.5分一档，低于满分须写明理由")]
    [InlineData(5.5, "", "缺少理由。可填0至7分，每0.5分一档，低于满分须写明理由")]
    [InlineData(5.5, " 。", "缺少理由。可填0至7分，每0.5分一档，低于满分须写明理由")]
    public void Outside_the_range_between_the_steps_or_without_a_reason_is_refused(double points, string reason, string explanation) =>
        Assert.Equal(new Refused(explanation), Songjiang2022.Rule("9.1").Apply(new Judged((decimal)points, reason)));

    [Theory]
    [InlineData("5.5 5 6", "5.5", "3人评分5.5、5、6，平均5.5分（满分7分），理由：好；中。评分标准：“根据案例情况评分”。(5.5 + 5 + 6) ÷ 3 = 5.5分")]
    [InlineData("5.5 5 5", "5.17", "3人评分5.5、5、5，平均5.17分（满分7分），理由：好；中。评分标准：“根据案例情况评分”。(5.5 + 5 + 5) ÷ 3 ≈ 5.17分")]
    [InlineData("7 7 6.5 7", "6.88", "4人评分7、7、6.5、7，平均6.88分（满分7分），理由：好；中。评分标准：“根据案例情况评分”。(7 + 7 + 6.5 + 7) ÷ 4 ≈ 6.88分")]
    [InlineData("6.5", "6.5", "1人评分6.5，平均6.5分（满分7分），理由：好。评分标准：“根据案例情况评分”。得6.5分")]
    public void Several_raters_are_averaged_to_two_decimals_half_away_from_zero_and_the_arithmetic_is_shown(string given, string points, string explanation)
    {
        var awarded = Assert.IsType<Awarded>(Songjiang2022.Rule("9.1").Apply(Judged.By(Ratings(given))));
        Assert.Equal((decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), explanation), (awarded.Points, awarded.Explanation));
    }

    [Fact]
    public void Each_rater_keeps_to_the_steps_and_gives_a_reason_and_the_points_are_their_average()
    {
        var rule = Songjiang2022.Rule("9.1");
        string Refusal(Judged judged) => Assert.IsType<Refused>(rule.Apply(judged)).Explanation.Split('。')[0];
        Assert.Equal("第2人评分：5.25分不合规定", Refusal(Judged.By(Ratings("5.5 5.25"))));
        Assert.Equal("第1人评分：7.5分不合规定", Refusal(Judged.By(Ratings("7.5 5"))));
        Assert.Equal("第2人评分：缺少理由", Refusal(Judged.By([new("a", 7, ""), new("b", 6.5m, " ")])));
        Assert.Equal("6分不是各人评分的平均分5.5分", Refusal(Judged.By(Ratings("5 6")) with { Points = 6 }));
        Assert.Equal("评分人应各不相同，最多20人", Refusal(Judged.By([new("a", 7, ""), new("a", 7, "")])));
        Assert.Equal("多人评分的理由写在各人评分里", Refusal(Judged.By(Ratings("5 6")) with { Reason = "好" }));
        Assert.Equal(Judged.By(Ratings("5 6")), Judged.By(Ratings("5 6")));
        Assert.NotEqual(Judged.By(Ratings("5 6")), Judged.By(Ratings("6 5")));
    }

    private static System.Collections.Immutable.ImmutableArray<Rating> Ratings(string given) =>
        [.. given.Split(' ').Select((points, at) => new Rating($"r{at}", decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), at % 2 == 0 ? "好" : "中"))];

    [Fact]
    public void Another_kind_of_observation_is_refused() =>
        Assert.IsType<Refused>(Songjiang2022.Rule("9.1").Apply(Findings.None));

    [Theory]
    [InlineData("5.5 案例，较好", 5.5, "案例，较好")]
    [InlineData("５．５　案例较好", 5.5, "案例较好")]
    [InlineData("5.5分，案例较好", 5.5, "案例较好")]
    [InlineData("5.5：2个案例", 5.5, "2个案例")]
    [InlineData("5.5案例较好", 5.5, "案例较好")]
    [InlineData("5.5 2022年的案例", 5.5, "2022年的案例")]
    [InlineData("7", 7, "")]
    [InlineData("7.0分", 7, "")]
    [InlineData("7，", 7, "")]
    [InlineData("7 全国推广", 7, "全国推广")]
    public void Points_are_typed_with_their_reason_kept_as_written(string typed, double points, string reason) =>
        Assert.Equal(new Understood(new Judged((decimal)points, reason)), Songjiang2022.Rule("9.1").Read(typed, new()));

    [Fact]
    public void A_bare_number_below_the_maximum_wants_a_reason() =>
        Assert.Equal(new WantsReason(5.5m, "5.5分低于满分7分，请写明理由"), Songjiang2022.Rule("9.1").Read("5.5", new(new Judged(5m, "旧理由"))));

    [Theory]
    [InlineData("5.5")]
    [InlineData("7")]
    public void The_same_number_again_keeps_the_reason(string typed)
    {
        var current = new Judged(decimal.Parse(typed, System.Globalization.CultureInfo.InvariantCulture), "旧理由");
        Assert.Equal(new Understood(current), Songjiang2022.Rule("9.1").Read(typed, new(current)));
    }

    [Theory]
    [InlineData("3,5")]
    [InlineData("3，5")]
    [InlineData("3 , 5 理由")]
    [InlineData("5/7")]
    [InlineData("5-6")]
    [InlineData("5😀")]
    [InlineData("5e3")]
    [InlineData("5.5.5")]
    [InlineData("-1 差")]
    [InlineData("好")]
    [InlineData("8")]
    [InlineData("5.3 理由")]
    public void What_is_no_number_of_the_range_is_not_understood(string typed) =>
        Assert.EndsWith("可填0至7分，每0.5分一档，低于满分须写明理由", Assert.IsType<NotUnderstood>(Songjiang2022.Rule("9.1").Read(typed, new())).Message, StringComparison.Ordinal);

    [Fact]
    public void The_form_names_the_elements_and_that_there_may_be_others()
    {
        var form = Assert.IsType<JudgementForm>(Songjiang2022.Rule("7.1").Form);
        Assert.Equal((0.5m, 4, true), (form.Step, form.Elements.Length, form.OpenEnded));
        Assert.False(Assert.IsType<JudgementForm>(Songjiang2022.Rule("9.1").Form).OpenEnded);
    }
}
