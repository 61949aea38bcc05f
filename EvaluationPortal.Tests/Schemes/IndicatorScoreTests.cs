using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class IndicatorScoreTests
{
    [Theory]
    [InlineData("1.2", "待评（由区政府办公室评分）")]
    [InlineData("6.2", "待评（由区财政局评分）")]
    [InlineData("1.3", "待评（由第三方机构评分）")]
    public void Nothing_delivered_is_pending(string code, string explanation) =>
        Assert.Equal(new Pending(explanation), Songjiang2022.Indicator(code).Score("镇", null));

    [Theory]
    [InlineData("区政府部门")]
    [InlineData("开发区")]
    public void A_kind_the_table_does_not_name_is_not_concerned_whatever_was_delivered(string kind)
    {
        var expected = new NotApplicable($"本指标适用于镇、街道；本单位为{kind}，不涉及");
        Assert.Equal(expected, Songjiang2022.Indicator("7.1").Score(kind, null));
        Assert.Equal(expected, Songjiang2022.Indicator("7.1").Score(kind, new Judged(5, "")));
        Assert.Equal(expected, Songjiang2022.Indicator("7.1").Score(kind, new Level(9)));
    }

    [Fact]
    public void One_unit_can_be_set_otherwise()
    {
        Assert.IsType<Awarded>(Songjiang2022.Indicator("7.1").Score("开发区", new Judged(5, ""), new Applicability(true, "受托管理村居")));
        Assert.IsType<Pending>(Songjiang2022.Indicator("7.1").Score("开发区", null, new Applicability(true, "受托管理村居")));
    }

    [Fact]
    public void A_claim_counts_with_its_reason_where_the_table_allows_it() =>
        Assert.Equal(new NotApplicable("不涉及：本年度无依申请件"), Songjiang2022.Indicator("2.1").Score("镇", new DoesNotApply(" 本年度无依申请件 ")));

    [Fact]
    public void A_claim_without_a_reason_is_refused() =>
        Assert.Equal(new Refused("认定为不涉及须写明理由"), Songjiang2022.Indicator("2.1").Score("镇", new DoesNotApply(" ")));

    [Fact]
    public void A_claim_is_refused_where_the_table_does_not_allow_it() =>
        Assert.Equal(
            new Refused("本指标不能认定为不涉及。可填5、4、3、2、1、0分，或填“-2”表示2个问题"),
            Songjiang2022.Indicator("1.2").Score("镇", new DoesNotApply("没有栏目")));

    [Fact]
    public void Facts_are_scored_by_the_rule() =>
        Assert.Equal(Songjiang2022.Rule("1.4").Apply(new Level(2)), Songjiang2022.Indicator("1.4").Score("镇", new Level(2)));
}
