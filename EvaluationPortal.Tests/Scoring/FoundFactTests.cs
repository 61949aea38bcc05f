using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Scoring;

/// <summary>Findings that tell of the same fact, and findings that were mended.</summary>
public sealed class FoundFactTests
{
    private const string Mended = ",\"mended\":\"2022-11-28\"";

    [Theory]
    [InlineData("{\"what\":\"死链\",\"foundBy\":\"巡查\"},{\"what\":\"同一死链\",\"sameAs\":1},{\"what\":\"错别字\"}", 3, "5 − 1 × 2 = 3分（其中3条记录合并计为2个问题）")]
    [InlineData("{\"what\":\"死链\",\"confirmed\":false},{\"what\":\"同一死链\",\"sameAs\":1}", 4, "5 − 1 × 1 = 4分（其中2条记录合并计为1个问题）")]
    public void Merged_findings_count_once_and_the_sentence_says_so(string findings, double points, string end) => Scores("1.2", findings, points, end);

    [Theory]
    [InlineData("1.2", "{\"what\":\"死链\"" + Mended + "},{\"what\":\"错别字\"}", 4, "5 − 1 × 1 = 4分（另有1个问题已整改销号，不再扣分）")]
    [InlineData("1.2", "{\"what\":\"死链\"" + Mended + "}", 5, "发现1个错误，均已整改。评分标准：“栏目清楚无错，得5分”。得5分（另有1个问题已整改销号，不再扣分）")]
    [InlineData("6.2", "{\"knockout\":true" + Mended + "}", 0, "有不得分情形：逾期或未公开。评分标准：“逾期或未公开的，不得分”。得0分")]
    public void What_was_mended_takes_nothing_off_except_a_knock_out(string indicator, string findings, double points, string end) => Scores(indicator, findings, points, end);

    [Theory]
    [InlineData("1.2", "{\"what\":\"死链\",\"sameAs\":1}", "合并计数的问题须并入清单中另一条")]
    [InlineData("1.2", "{\"what\":\"死链\",\"sameAs\":7}", "合并计数的问题须并入清单中另一条")]
    [InlineData("1.2", "{},{\"sameAs\":1},{\"sameAs\":2}", "合并计数的问题须并入清单中另一条")]
    [InlineData("8.1", "{\"item\":\"公开分管领导\"},{\"sameAs\":1}", "列名的事项各计一次，不能合并")]
    [InlineData("1.2", "{},{\"sameAs\":1" + Mended + "}", "已整改销号的问题不能再并入其他问题")]
    [InlineData("1.2", "{\"confirmed\":false" + Mended + "}", "已整改销号的问题须是已确认的")]
    public void A_merging_or_mending_that_would_hide_something_is_refused(string indicator, string findings, string start) =>
        Assert.StartsWith(start, Assert.IsType<Refused>(Table.Apply(indicator, $"{{\"findings\":[{findings}]}}")).Explanation, StringComparison.Ordinal);

    [Fact]
    public void A_count_typed_over_keeps_what_is_merged_and_mended()
    {
        Findings current = new([new(1, "死链"), new(2, "同一死链") { SameAs = 1 }, new(3, "错别字") { Mended = new(2022, 11, 28) }, new(4, "")]);
        var rule = Table.Deduction();
        Assert.Equal(new Understood(current), rule.Read("-2", new(current)));
        Assert.Equal(new Understood(new Findings(current.List[..3])), rule.Read("-1", new(current)));
        Assert.Equal(new Understood(new Findings([.. current.List, new(5, "")])), rule.Read("2", new(current)));
        Assert.IsType<NotUnderstood>(rule.Read("5", new(current)));
    }

    [Fact]
    public void Json_keeps_what_was_merged_mended_and_drawn()
    {
        const string json = "{\"findings\":[{\"id\":1,\"what\":\"死链\",\"mended\":\"2022-11-28\",\"record\":\"6f2a0d4e-2d5c-4a53-9f7b-0d9f3a1b2c3d\"},{\"id\":2,\"what\":\"同一死链\",\"sameAs\":1}]}";
        Assert.Equal(json, ObservationJson.Write(ObservationJson.Read(json).Observation!));
        Assert.Contains("record应为编号", ObservationJson.Read("{\"findings\":[{\"record\":\"x\"}]}").Fault, StringComparison.Ordinal);
    }

    private static void Scores(string indicator, string findings, double points, string end)
    {
        var awarded = Assert.IsType<Awarded>(Table.Apply(indicator, $"{{\"findings\":[{findings}]}}"));
        Assert.Equal((decimal)points, awarded.Points);
        Assert.EndsWith(end, awarded.Explanation, StringComparison.Ordinal);
    }
}
