using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

public sealed class TiersTests
{
    /// <summary>Every branch of the twelve indicators with levels, as the plan prints them.</summary>
    public static TheoryData<string, int, double, string> Branches => new()
    {
        { "1.1", 1, 5, "认定为“完成此项工作”。评分标准：“完成此项工作得5分”。得5分" },
        { "1.1", 2, 0, "认定为“未报送或未开展”。评分标准：“未报送或未开展的不得分”。得0分" },
        { "1.4", 1, 5, "认定为“工作计划全面落实”。评分标准：“工作计划全面落实的，得5分”。得5分" },
        { "1.4", 2, 3, "认定为“部分有欠缺”。评分标准：“部分有欠缺的，得3分”。得3分" },
        { "1.4", 3, 0, "认定为“未报送或未开展”。评分标准：“未报送或未开展的不得分”。得0分" },
        { "2.2", 1, 2, "认定为“妥善处理，未被投诉举报”。评分标准：“妥善处理未被投诉举报的，得2分”。得2分" },
        { "2.2", 2, 0, "认定为“被投诉举报”。评分标准：“否则不得分”。得0分" },
        { "2.3", 1, 3, "认定为“完成此项工作”。评分标准：“完成此项工作得3分”。得3分" },
        { "2.3", 2, 0, "认定为“未报送或未开展”。评分标准：“未报送或未开展的不得分”。得0分" },
        { "2.4", 1, 5, "认定为“未被纠错”。评分标准：“未被复议机关或人民法院纠错的，得5分”。得5分" },
        { "2.4", 2, 0, "认定为“被纠错”。评分标准：“纠错一件不得分”。得0分" },
        { "3.5", 1, 2, "认定为“有定向精准推送”。评分标准：“有得2分”。得2分" },
        { "3.5", 2, 0, "认定为“没有定向精准推送”。评分标准：“没有，不得分”。得0分" },
        { "4.1", 1, 3, "认定为“有热点回应”。评分标准：“有得3分”。得3分" },
        { "4.1", 2, 0, "认定为“没有热点回应”。评分标准：“没有，不得分”。得0分" },
        { "4.2", 1, 2, "认定为“在期限内答复”。评分标准：“在期限内答复的，得2分”。得2分" },
        { "4.2", 2, 1, "认定为“个别超期答复”。评分标准：“个别超期答复的，得1分”。得1分" },
        { "4.2", 3, 0, "认定为“无答复”。评分标准：“无答复的，不得分”。得0分" },
        { "5.1", 1, 8, "认定为“符合要求”。评分标准：“符合要求的，得8分”。得8分" },
        { "5.1", 2, 4, "认定为“领导干部未出席或未设置互动环节”。评分标准：“领导干部未出席、未设置互动环节的，得4分”。得4分" },
        { "5.1", 3, 0, "认定为“未开展”。评分标准：“未开展的，不得分”。得0分" },
        { "5.2", 1, 2, "认定为“已公开征求意见”。评分标准：“有得2分”。得2分" },
        { "5.2", 2, 1, "认定为“要素不全或质量不高”。评分标准：“要素不全或质量不高的，得1分”。得1分" },
        { "5.2", 3, 0, "认定为“未公开”。评分标准：“未公开的，不得分”。得0分" },
        { "5.3", 1, 5, "认定为“已开展会议公开”。评分标准：“有得5分”。得5分" },
        { "5.3", 2, 2, "认定为“要素不全或质量不高”。评分标准：“要素不全或质量不高的，得2分”。得2分" },
        { "5.3", 3, 0, "认定为“未开展”。评分标准：“未开展的，不得分”。得0分" },
        { "7.2", 1, 3, "认定为“关联对应，及时准确发布信息”。评分标准：“公开事项与目录栏目关联对应，及时准确发布信息的，得3分”。得3分" },
        { "7.2", 2, 2, "认定为“个别错链或链接无法打开”。评分标准：“个别错链或链接无法打开的，得2分”。得2分" },
        { "7.2", 3, 0, "认定为“仅有公开目录、无法对应，或没有目录”。评分标准：“仅有公开目录的、无法对应，或没有目录的，不得分”。得0分" },
    };

    [Theory]
    [MemberData(nameof(Branches))]
    public void A_level_gives_its_points_and_cites_its_clause(string indicator, int level, double points, string explanation)
    {
        var awarded = Assert.IsType<Awarded>(Songjiang2022.Rule(indicator).Apply(new Level(level)));
        Assert.Equal((decimal)points, awarded.Points);
        Assert.Equal(explanation, awarded.Explanation);
        Assert.Contains($"“{awarded.Clause}”", explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_branches_tested_are_all_there_are() =>
        Assert.Equal(Songjiang2022.Scheme.Indicators.Select(indicator => indicator.Rule).OfType<Tiers>().Sum(tiers => tiers.Levels.Length), Branches.Count);

    [Theory]
    [InlineData("1.4", 0, "没有第0档。只能填5、3、0分（第1至3档）")]
    [InlineData("1.4", 4, "没有第4档。只能填5、3、0分（第1至3档）")]
    [InlineData("2.2", 3, "没有第3档。只能填2、0分（第1至2档）")]
    [InlineData("5.1", int.MaxValue, "没有第2147483647档。只能填8、4、0分（第1至3档）")]
    public void A_level_that_is_not_there_is_refused_with_the_legal_ones(string indicator, int level, string explanation) =>
        Assert.Equal(new Refused(explanation), Songjiang2022.Rule(indicator).Apply(new Level(level)));

    [Theory]
    [InlineData("{\"findings\":1}")]
    [InlineData("{\"raw\":1,\"full\":2}")]
    [InlineData("{\"points\":4}")]
    [InlineData("{\"notApplicable\":\"无\"}")]
    public void Another_kind_of_observation_is_refused_with_the_legal_values(string observation) =>
        Assert.Equal(new Refused("认定情况的种类与本指标的评分标准不符。只能填8、4、0分（第1至3档）"), Table.Apply("5.1", observation));

    [Theory]
    [InlineData("8", 1)]
    [InlineData("4", 2)]
    [InlineData("4.0", 2)]
    [InlineData("4分", 2)]
    [InlineData("４", 2)]
    [InlineData("　0 ", 3)]
    public void The_points_of_a_level_mean_it(string typed, int level) =>
        Assert.Equal(new Understood(new Level(level)), Songjiang2022.Rule("5.1").Read(typed, new()));

    [Theory]
    [InlineData("5", "没有得5分的档次。只能填8、4、0分（第1至3档）")]
    [InlineData("-1", "“-1”看不懂。只能填8、4、0分（第1至3档）")]
    [InlineData("8,0", "“8,0”看不懂（小数点请用“.”）。只能填8、4、0分（第1至3档）")]
    [InlineData("很好", "“很好”看不懂。只能填8、4、0分（第1至3档）")]
    public void Other_numbers_are_refused_with_the_legal_ones(string typed, string message) =>
        Assert.Equal(new NotUnderstood(message), Songjiang2022.Rule("5.1").Read(typed, new()));

    [Fact]
    public void The_form_offers_the_levels_in_printed_order()
    {
        var form = Assert.IsType<LevelForm>(Songjiang2022.Rule("4.2").Form);
        Assert.Equal([(1, 2m), (2, 1m), (3, 0m)], form.Levels.Select(level => (level.Ordinal, level.Points)));
        Assert.Equal(["在期限内答复", "个别超期答复", "无答复"], form.Levels.Select(level => level.Label));
        Assert.Equal(Songjiang2022.Rule("4.2").Clauses, form.Levels.Select(level => level.Clause));
    }
}
