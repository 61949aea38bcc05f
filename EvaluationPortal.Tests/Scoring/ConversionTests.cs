using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

public sealed class ConversionTests
{
    [Theory]
    [InlineData("1.3", 87.5, 100, 4.38, "第三方评估得87.5分（满分100分）。评分标准：“根据第三方评估得分折算”。87.5 ÷ 100 × 5 = 4.375，四舍五入得4.38分")]
    [InlineData("2.1", 80, 100, 4, "第三方评估得80分（满分100分）。评分标准：“根据第三方评估得分折算”。80 ÷ 100 × 5 = 4分")]
    [InlineData("3.1", 100, 100, 2, "第三方评估得100分（满分100分）。评分标准：“根据第三方评估得分折算”。100 ÷ 100 × 2 = 2分")]
    [InlineData("3.2", 0, 100, 0, "第三方评估得0分（满分100分）。评分标准：“根据第三方评估得分折算”。0 ÷ 100 × 2 = 0分")]
    [InlineData("3.3", 1, 3, 0.67, "第三方评估得1分（满分3分）。评分标准：“根据第三方评估得分折算”。1 ÷ 3 × 2 ≈ 0.666667，四舍五入得0.67分")]
    [InlineData("3.4", 7.77, 10, 1.55, "第三方评估得7.77分（满分10分）。评分标准：“根据第三方评估得分折算”。7.77 ÷ 10 × 2 = 1.554，四舍五入得1.55分")]
    [InlineData("8.3", 1, 64, 0.08, "第三方评估得1分（满分64分）。评分标准：“根据第三方评估得分折算”。1 ÷ 64 × 5 = 0.078125，四舍五入得0.08分")]
    [InlineData("8.3", 0.0001, 1000000, 0, "第三方评估得0.0001分（满分1000000分）。评分标准：“根据第三方评估得分折算”。0.0001 ÷ 1000000 × 5 ≈ 0，四舍五入得0分")]
    public void A_mark_is_multiplied_first_then_divided_then_rounded_half_away(string indicator, double raw, double full, double points, string explanation)
    {
        var awarded = Assert.IsType<Awarded>(Songjiang2022.Rule(indicator).Apply(new Mark((decimal)raw, (decimal)full)));
        Assert.Equal((decimal)points, awarded.Points);
        Assert.Equal(explanation, awarded.Explanation);
    }

    [Fact]
    public void A_third_is_not_lost_to_early_division() =>
        Assert.EndsWith("1 ÷ 3 × 3 = 1分", new Conversion(3, "折算", "第三方评估").Apply(new Mark(1, 3)).Explanation, StringComparison.Ordinal);

    [Theory]
    [InlineData(101, 100, "得分101高于满分100。")]
    [InlineData(-1, 100, "得分不能小于0。")]
    [InlineData(0, 0, "满分须大于0。")]
    [InlineData(0, -5, "满分须大于0。")]
    [InlineData(1, 1000000.1, "满分不能超过1000000。")]
    [InlineData(1.00001, 100, "小数多于四位。")]
    [InlineData(1, 99.99999, "小数多于四位。")]
    public void Impossible_marks_are_refused_with_what_is_legal(double raw, double full, string fault) =>
        Assert.Equal(
            new Refused(fault + "应填得分和满分，如87.5/100：得分为0至满分，满分大于0，最多四位小数"),
            Songjiang2022.Rule("1.3").Apply(new Mark((decimal)raw, (decimal)full)));

    [Fact]
    public void The_greatest_numbers_there_are_do_not_overflow()
    {
        Assert.IsType<Refused>(Songjiang2022.Rule("1.3").Apply(new Mark(decimal.MaxValue, decimal.MaxValue)));
        Assert.IsType<Refused>(Songjiang2022.Rule("1.3").Apply(new Mark(decimal.MinValue, 1)));
        Assert.IsType<Awarded>(Songjiang2022.Rule("1.3").Apply(new Mark(1_000_000, 1_000_000)));
    }

    [Fact]
    public void Trailing_zeros_are_no_decimals() =>
        Assert.IsType<Awarded>(Songjiang2022.Rule("1.3").Apply(new Mark(87.5000000m, 100.00000000m)));

    [Fact]
    public void Another_kind_of_observation_is_refused() =>
        Assert.IsType<Refused>(Songjiang2022.Rule("1.3").Apply(new Level(1)));

    [Theory]
    [InlineData("87.5/100", null, 87.5, 100)]
    [InlineData("87.5 / 100", null, 87.5, 100)]
    [InlineData("８７．５／１００", null, 87.5, 100)]
    [InlineData("87.5分/100分", null, 87.5, 100)]
    [InlineData("87.5", 100, 87.5, 100)]
    [InlineData("87.5/120", 100, 87.5, 120)]
    [InlineData("000000087.5/100", null, 87.5, 100)]
    public void A_raw_score_needs_its_full_mark_typed_or_set_for_the_column(string typed, int? column, double raw, double full) =>
        Assert.Equal(new Understood(new Mark((decimal)raw, (decimal)full)), Songjiang2022.Rule("1.3").Read(typed, new(FullMark: column)));

    [Theory]
    [InlineData("87.5", "“87.5”没有写明满分，本列也未设定满分。")]
    [InlineData("101/100", "得分101高于满分100。")]
    [InlineData("87.5/", "“87.5/”看不懂。")]
    [InlineData("/100", "“/100”看不懂。")]
    [InlineData("1/2/3", "“1/2/3”看不懂。")]
    [InlineData("87,5/100", "“87,5/100”看不懂（小数点请用“.”）。")]
    [InlineData("1e3/1e5", "“1e3/1e5”看不懂。")]
    [InlineData("1234567890/1", "“1234567890/1”看不懂。")]
    public void What_is_no_mark_is_not_understood(string typed, string start) =>
        Assert.StartsWith(start, Assert.IsType<NotUnderstood>(Songjiang2022.Rule("1.3").Read(typed, new())).Message, StringComparison.Ordinal);

    [Fact]
    public void The_form_asks_for_a_mark() => Assert.IsType<MarkForm>(Songjiang2022.Rule("1.3").Form);
}
