using CsCheck;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Scoring;

public sealed class ObservationJsonTests
{
    public static TheoryData<string> Canonical =>
    [
        """{"level":2}""",
        """{"findings":[]}""",
        """{"findings":[{"id":1}]}""",
        """{"findings":[{"id":1,"what":"首页链接打不开","where":"https://a.cn/","when":"2022-11-30","foundBy":"沈雅琴","confirmed":false,"knockout":true,"item":"公开分管领导"},{"id":4}]}""",
        """{"findings":[{"id":1,"what":"死链","files":["6f9619ff-8b86-d011-b42d-00c04fc964ff","7f9619ff-8b86-d011-b42d-00c04fc964ff"]}]}""",
        """{"findings":[{"id":1,"what":"未开会","where":"会议室","when":"2022-03-30","item":"分管领导第一季度研究","file":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}]}""",
        """{"raw":87.5,"full":100}""",
        """{"raw":87.5,"full":100,"lost":[{"part":"及时性","due":20,"got":7.5,"what":"逾期","where":"https://a.cn/","picture":"6f9619ff-8b86-d011-b42d-00c04fc964ff"},{"part":"完整性","due":5,"got":5,"what":"无"}]}""",
        """{"points":5.5,"reason":"案例较好"}""",
        """{"points":7}""",
        """{"points":5.33,"ratings":[{"by":"reviewer-1","points":5.5,"reason":"案例较好"},{"by":"reviewer-2","points":5,"reason":"案例一般"},{"by":"reviewer-3","points":5.5,"reason":"尚可"}]}""",
        """{"notApplicable":"本年度无依申请件"}""",
        """{"level":999}""",
        """{"raw":1000000,"full":1000000}""",
        """{"raw":0.1234,"full":0.5678}""",
        """{"notApplicable":"a b \"c\" \\"}""",
    ];

    [Theory]
    [MemberData(nameof(Canonical))]
    public void A_canonical_text_is_read_and_written_as_it_is(string json)
    {
        var reading = ObservationJson.Read(json);
        Assert.Null(reading.Fault);
        Assert.Equal(json, ObservationJson.Write(reading.Observation!));
    }

    [Theory]
    [InlineData("""{ "full":100.0, "raw":87.50 }""", """{"raw":87.5,"full":100}""")]
    [InlineData("""{"level":2.0}""", """{"level":2}""")]
    [InlineData("""{"findings":2}""", """{"findings":[{"id":1},{"id":2}]}""")]
    [InlineData("""{"findings":2,"knockout":true}""", """{"findings":[{"id":1,"knockout":true},{"id":2}]}""")]
    [InlineData("""{"knockout":true}""", """{"findings":[{"id":1,"knockout":true}]}""")]
    [InlineData("""{"findings":[{},{"what":"","confirmed":true,"knockout":false}],"knockout":false}""", """{"findings":[{"id":1},{"id":2}]}""")]
    [InlineData("""{"points":5.50,"reason":"\u597d\u0007"}""", """{"points":5.5,"reason":"好\u0007"}""")]
    [InlineData("""{"points":-0.0,"reason":"无"}""", """{"points":0,"reason":"无"}""")]
    [InlineData("""{"level":0}""", """{"level":0}""")]
    [InlineData("""{"ratings":[{"by":"甲","points":7},{"by":"乙","points":6.5,"reason":"略逊"}]}""", """{"points":6.75,"ratings":[{"by":"甲","points":7},{"by":"乙","points":6.5,"reason":"略逊"}]}""")]
    public void Other_spellings_have_the_same_canonical_text(string json, string canonical) =>
        Assert.Equal(canonical, ObservationJson.Write(ObservationJson.Read(json).Observation!));

    [Fact]
    public void No_facts_are_no_observation() => Assert.Equal(new ObservationReading(null, null), ObservationJson.Read("{}"));

    [Theory]
    [InlineData("", "认定情况不是合法的JSON")]
    [InlineData("{\"level\":2", "认定情况不是合法的JSON")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]", "认定情况不是合法的JSON")]
    [InlineData("[]", "认定情况应为一个对象{…}")]
    [InlineData("null", "认定情况应为一个对象{…}")]
    [InlineData("{\"findings\":[{\"files\":[\"x\",\"y\"]}]}", "第1条问题：files应为不重复的编号（UUID）")]
    [InlineData("{\"findings\":[{\"files\":[\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"]}]}", "第1条问题：files应为2至50个编号，只有一个时写在file中")]
    [InlineData("{\"level\":2,\"points\":3}", "level与points不能同时填写")]
    [InlineData("{\"raw\":2,\"level\":3}", "raw、full、lost与level不能同时填写")]
    [InlineData("{\"levels\":2}", "没有“levels”这一项；可用的有：level、findings、knockout、raw、full、lost、points、reason、ratings、notApplicable")]
    [InlineData("{\"level\":2,\"level\":2}", "level写了不止一次")]
    [InlineData("{\"level\":1.5}", "level应为0至999的整数")]
    [InlineData("{\"level\":-1}", "level应为0至999的整数")]
    [InlineData("{\"level\":1e400}", "level应为0至999的整数")]
    [InlineData("{\"level\":\"2\"}", "level应为0至999的整数")]
    [InlineData("{\"level\":null}", "level应为0至999的整数")]
    [InlineData("{\"ratings\":[]}", "ratings应为1至20人评分的清单")]
    [InlineData("{\"ratings\":2}", "ratings应为1至20人评分的清单")]
    [InlineData("{\"ratings\":[3]}", "ratings中的每人评分应为一个对象{…}")]
    [InlineData("{\"ratings\":[{\"points\":3}]}", "第1人评分：by应为文字")]
    [InlineData("{\"ratings\":[{\"by\":\"a\",\"points\":3},{\"by\":\"b\"}]}", "第2人评分：缺少points")]
    [InlineData("{\"findings\":1.5}", "findings应为0至999的整数")]
    [InlineData("{\"findings\":-1}", "findings应为0至999的整数")]
    [InlineData("{\"findings\":1000}", "findings应为0至999的整数")]
    [InlineData("{\"findings\":true}", "findings应为0至999的整数")]
    [InlineData("{\"findings\":1,\"knockout\":1}", "knockout应为true或false")]
    [InlineData("{\"knockout\":false}", "缺少findings")]
    [InlineData("{\"findings\":[],\"knockout\":true}", "findings为清单时，knockout写在各条问题里")]
    [InlineData("{\"findings\":[1]}", "findings中的每条问题应为一个对象{…}")]
    [InlineData("{\"findings\":[{\"id\":1},{\"id\":1}]}", "问题编号1重复")]
    [InlineData("{\"findings\":[{\"id\":2},{}]}", "问题编号2重复")]
    [InlineData("{\"findings\":[{\"id\":0}]}", "第1条问题：id应为正整数")]
    [InlineData("{\"findings\":[{},{\"id\":1.5}]}", "第2条问题：id应为0至2147483647的整数")]
    [InlineData("{\"findings\":[{\"who\":\"a\"}]}", "第1条问题：没有“who”这一项；可用的有：id、what、where、when、foundBy、confirmed、knockout、item、sameAs、mended、record、file、files")]
    [InlineData("{\"findings\":[{\"what\":1}]}", "第1条问题：what应为文字")]
    [InlineData("{\"findings\":[{\"what\":\"a\",\"what\":\"b\"}]}", "第1条问题：what写了不止一次")]
    [InlineData("{\"findings\":[{\"when\":\"2022-02-30\"}]}", "第1条问题：when应为日期，如2022-11-30")]
    [InlineData("{\"findings\":[{\"confirmed\":\"no\"}]}", "第1条问题：confirmed应为true或false")]
    [InlineData("{\"raw\":87.5}", "缺少full")]
    [InlineData("{\"raw\":1,\"full\":1,\"lost\":2}", "lost应为不超过999条的清单")]
    [InlineData("{\"raw\":1,\"full\":1,\"lost\":[2]}", "lost中的每条扣分说明应为一个对象{…}")]
    [InlineData("{\"raw\":1,\"full\":1,\"lost\":[{\"part\":\"甲\",\"due\":1,\"what\":\"乙\"}]}", "第1条扣分说明：缺少got")]
    [InlineData("{\"raw\":1,\"full\":1,\"lost\":[{\"part\":\"甲\",\"due\":1,\"got\":1,\"what\":\"乙\",\"picture\":\"x\"}]}", "第1条扣分说明：picture应为材料编号")]
    [InlineData("{\"full\":100}", "缺少raw")]
    [InlineData("{\"raw\":87.50001,\"full\":100}", "raw最多四位小数")]
    [InlineData("{\"raw\":1,\"full\":1e400}", "full应为不超过1000000的数字")]
    [InlineData("{\"raw\":\"1\",\"full\":1}", "raw应为不超过1000000的数字")]
    [InlineData("{\"raw\":1000001,\"full\":1}", "raw应为不超过1000000的数字")]
    [InlineData("{\"raw\":-1000001,\"full\":1}", "raw应为不超过1000000的数字")]
    [InlineData("{\"level\":1000}", "level应为0至999的整数")]
    [InlineData("{\"reason\":\"好\"}", "缺少points")]
    [InlineData("{\"points\":1,\"reason\":1}", "reason应为文字")]
    [InlineData("{\"notApplicable\":true}", "notApplicable应为文字")]
    [InlineData("{\"notApplicable\":\"\\ud800\"}", "认定情况含有无法识别的字符")]
    [InlineData("{\"\\ud800\":1}", "认定情况含有无法识别的字符")]
    public void What_is_wrong_is_said_in_Chinese_and_never_thrown(string json, string fault) =>
        Assert.Equal(new ObservationReading(null, fault), ObservationJson.Read(json));

    [Fact]
    public void Text_that_is_not_Unicode_is_a_fault() =>
        Assert.Equal("认定情况含有无法识别的字符", ObservationJson.Read("{\"notApplicable\":\"\uD800\"}").Fault);

    [Fact]
    public void More_findings_than_can_be_listed_are_a_fault()
    {
        Assert.Equal("问题不能超过999条", ObservationJson.Read($"{{\"findings\":[{string.Join(',', Enumerable.Repeat("{}", 1000))}]}}").Fault);
        Assert.Equal(Findings.OfCount(999), ObservationJson.Read($"{{\"findings\":[{string.Join(',', Enumerable.Repeat("{}", 999))}]}}").Observation);
        Assert.Equal(Findings.OfCount(999), ObservationJson.Read("{\"findings\":999}").Observation);
    }

    [Fact]
    public void A_lone_surrogate_is_escaped_so_that_the_text_stays_Unicode()
    {
        Assert.Equal("""{"notApplicable":"a\ud800b\udc00𠮷\ud800"}""", ObservationJson.Write(new DoesNotApply("a\uD800b\uDC00𠮷\uD800")));
        Assert.Equal("""{"notApplicable":"\udc00a"}""", ObservationJson.Write(new DoesNotApply("\uDC00a")));
    }

    [Fact]
    public void Every_observation_survives_the_round_trip() =>
        Observations.Any.Sample(observation =>
        {
            var json = ObservationJson.Write(observation);
            var reading = ObservationJson.Read(json);
            return reading.Fault is null && observation.Equals(reading.Observation) && ObservationJson.Write(reading.Observation!) == json;
        });

    [Fact]
    public void Arbitrary_text_never_throws() =>
        Gen.OneOf(Gen.String, Gen.String["{}[]\":,0123456789.eE+-findgslevrawupotk\\ \uD800"]).Sample(text => { ObservationJson.Read(text); });
}
