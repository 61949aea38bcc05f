using System.Text.Json;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class SchemeTrialTests
{
    private static SchemeTrial Try(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new SchemeTrial(Songjiang2022.Scheme, document.RootElement);
    }

    private static Score Only(string json) => Assert.Single(Try(json).Scores).Score;

    [Theory]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"1.2","findings":3}]""", 2)]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"6.2","findings":1,"knockout":true}]""", 0)]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"1.4","level":2}]""", 3)]
    [InlineData("""[{"unit":"x","group":"部门","indicator":"1.3","raw":87.5,"full":100}]""", 4.38)]
    [InlineData("""[{"unit":"x","group":"开发区","indicator":"9.1","points":5.5,"reason":"好"}]""", 5.5)]
    public void Each_kind_of_facts_is_scored(string json, double points) =>
        Assert.Equal((decimal)points, Assert.IsType<Awarded>(Only(json)).Points);

    [Theory]
    [InlineData("""[1]""", "缺少unit")]
    [InlineData("""[{"group":"镇","indicator":"1.2","findings":3}]""", "缺少unit")]
    [InlineData("""[{"unit":1,"group":"镇","indicator":"1.2","findings":3}]""", "缺少unit")]
    [InlineData("""[{"unit":"\ud800","group":"镇","indicator":"1.2","findings":3}]""", "缺少unit")]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"1.9","findings":3}]""", "没有序号为“1.9”的二级指标；应为1.1至9.1中的序号")]
    [InlineData("""[{"unit":"x","group":"镇","indicator":1.2,"findings":3}]""", "没有序号为“”的二级指标")]
    [InlineData("""[{"unit":"x","indicator":"1.2","findings":3}]""", "没有写明单位类别group；只能是镇、街道、开发区、区政府部门（部门）")]
    [InlineData("""[{"unit":"x","group":"村","indicator":"1.2","findings":3}]""", "没有单位类别“村”；group只能是镇、街道、开发区、区政府部门（部门）")]
    [InlineData("""[{"unit":"x","group":1,"indicator":"1.2","findings":3}]""", "没有单位类别“”；group只能是")]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"1.4","points":4,"reason":"好"}]""", "认定情况的种类与本指标的评分标准不符。只能填5、3、0分")]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"1.4","level":1.5}]""", "level应为0至999的整数。只能填5、3、0分（第1至3档）")]
    [InlineData("""[{"unit":"x","group":"镇","indicator":"1.4","notApplicable":"无"}]""", "本指标不能认定为不涉及。")]
    public void What_is_wrong_is_refused_and_says_why(string json, string start) =>
        Assert.StartsWith(start, Assert.IsType<Refused>(Only(json)).Explanation, StringComparison.Ordinal);

    [Fact]
    public void No_facts_are_pending() => Assert.IsType<Pending>(Only("""[{"unit":"x","group":"镇","indicator":"1.2"}]"""));

    [Fact]
    public void The_kind_is_told_once_for_a_unit_before_or_after()
    {
        var trial = Try("""[{"unit":"x","indicator":"7.1","points":5},{"unit":"x","group":"部门","indicator":"1.2","findings":0},{"unit":"x","group":"区政府部门","indicator":"1.4","level":1}]""");
        Assert.Equal([typeof(NotApplicable), typeof(Awarded), typeof(Awarded)], trial.Scores.Select(score => score.Score.GetType()));
        Assert.Equal((10m, 95m, 10.53m), (trial.Totals[0].Totals!.Raw, trial.Totals[0].Totals!.Applicable, trial.Totals[0].Totals!.Total));
    }

    [Fact]
    public void Two_kinds_for_one_unit_do_not_fit()
    {
        var trial = Try("""[{"unit":"x","group":"镇","indicator":"1.2","findings":0},{"unit":"x","group":"街道","indicator":"1.4","level":1}]""");
        Assert.Equal(new Refused("单位类别“街道”与前面写的“镇”不一致"), trial.Scores[1].Score);
        Assert.Equal(5m, trial.Totals[0].Totals!.Raw);
    }

    [Fact]
    public void The_last_of_two_counts_and_a_warning_says_so()
    {
        var trial = Try("""[{"unit":"x","group":"镇","indicator":"1.2","findings":0},{"unit":"x","indicator":"1.2","findings":3}]""");
        Assert.Equal([5m, 2m], trial.Scores.Select(score => score.Score.PointsOrZero));
        Assert.Equal(2m, trial.Totals[0].Totals!.Raw);
        Assert.Equal(["第2条：x的1.2重复出现，合计以后一条为准"], trial.Warnings);
    }

    [Fact]
    public void Totals_stand_in_the_order_of_first_appearance_and_without_a_kind_there_are_none()
    {
        var trial = Try("""[{"unit":"z","group":"镇","indicator":"1.2","findings":0},{"unit":"a","indicator":"1.2"},{"unit":"z","indicator":"1.4","level":1}]""");
        Assert.Equal(["z", "a"], trial.Totals.Select(total => total.Unit));
        Assert.Equal(100m, trial.Totals[0].Totals!.Applicable);
        Assert.Null(trial.Totals[1].Totals);
    }
}
