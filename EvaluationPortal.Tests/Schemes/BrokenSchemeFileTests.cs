using System.Text;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class BrokenSchemeFileTests
{
    private const string First = "/sections/0/indicators/0";
    private const string Found = "/sections/0/indicators/1/rule";
    private const string Converted = "/sections/0/indicators/2/rule";
    private const string FinanceRule = "/sections/5/indicators/1/rule";
    private const string VillageRule = "/sections/6/indicators/0/rule";
    private const string LeadershipRule = "/sections/7/indicators/0/rule";

    /// <summary>Where the file is broken, with what (null takes the property away), where the fault is found, and what it says.</summary>
    public static TheoryData<string, string?, string, string> Broken => new()
    {
        { "/code", "\"Songjiang 2022\"", "/code", "“Songjiang 2022”只能用小写字母、数字和连字符" },
        { "/name", null, "/name", "缺少这一项；应为文字" },
        { "/name", "\"  \"", "/name", "应为1至100个字的文字" },
        { "/name", "2022", "/name", "应为文字" },
        { "/nmae", "\"x\"", "/nmae", "没有“nmae”这一项；可用的有：code、name、previous、totals、unitKinds、sections" },
        { "/totals", "\"average\"", "/totals", "没有“average”；只能是converted、fullCredit、unchanged" },
        { "/unitKinds", "[]", "/unitKinds", "至少要有1个" },
        { "/unitKinds", "{}", "/unitKinds", "应为清单[…]" },
        { "/unitKinds/1", "\"街道\"", "/unitKinds/1", "应为对象{…}" },
        { "/unitKinds/1/name", "\"镇\"", "/unitKinds/1/name", "单位类别“镇”重复" },
        { "/unitKinds/3/otherNames", "[\"镇\"]", "/unitKinds/3/otherNames", "单位类别“镇”重复" },
        { "/unitKinds/3/otherNames/0", "1", "/unitKinds/3/otherNames/0", "应为文字" },
        { "/unitKinds/3/otherNames", "[\"部门\",\"部门\"]", "/unitKinds/3/otherNames/1", "“部门”重复" },
        { "/unitKinds/3/otherNames", "\"部门\"", "/unitKinds/3/otherNames", "应为文字的清单[…]" },
        { "/sections", null, "/sections", "缺少这一项；应为清单[…]" },
        { "/sections/0/weight", "21", "/sections/0/weight", "权重应等于所含二级指标分值之和20，现为21" },
        { "/sections/0/weight", "21", "/sections", "各一级指标权重之和应为100，现为101" },
        { "/sections/8", null, "/sections", "各一级指标权重之和应为100，现为93" },
        { "/sections/0/indicators", "[]", "/sections/0/indicators", "至少要有1个" },
        { First + "/points", "6", "/sections/0/weight", "权重应等于所含二级指标分值之和21，现为20" },
        { First + "/points", "6", First + "/rule/levels/0/points", "第一档应等于分值6分，现为5分" },
        { First + "/points", "5.001", First + "/points", "5.001小数过多；最多2位小数" },
        { First + "/points", "0", First + "/points", "0超出范围；应在0.01至100之间" },
        { First + "/points", "1e400", First + "/points", "1e400超出范围；应在0.01至100之间" },
        { First + "/points", "\"5\"", First + "/points", "应为数字" },
        { First + "/code", "\"1.2\"", "/sections/0/indicators/1/code", "序号1.2重复，与/sections/0/indicators/0相同；此处应为1.2" },
        { First + "/code", "\"1.2\"", First + "/code", "序号应依次编号，此处应为1.1，现为1.2" },
        { "/sections/0/indicators/1", null, "/sections/0/indicators/1/code", "序号应依次编号，此处应为1.2，现为1.3" },
        { "/sections/1/indicators/0/code", "\"3.1\"", "/sections/1/indicators/0/code", "序号应依次编号，此处应为2.1，现为3.1" },
        { First + "/code", null, First + "/code", "缺少这一项；应为文字" },
        { First + "/shortName", "\"公文公开属性认定工作\"", First + "/shortName", "简称最多8个字，现为10个字" },
        { First + "/assessor", "\"self\"", First + "/assessor", "没有“self”；只能是office、bureau、thirdParty" },
        { First + "/assessor", null, First + "/assessor", "缺少这一项；应为文字" },
        { First + "/zeroReport", "\"none\"", First + "/zeroReport", "没有“none”；只能是proposal、full" },
        { First + "/mayBeNotApplicable", "\"yes\"", First + "/mayBeNotApplicable", "应为true或false" },
        { First + "/appliesTo", "[\"镇\",\"村\"]", First + "/appliesTo/1", "没有单位类别“村”；只能是镇、街道、开发区、区政府部门" },
        { "/previous", "\"Songjiang 2021\"", "/previous", "“Songjiang 2021”只能用小写字母、数字和连字符" },
        { "/previous", "\"songjiang-2022\"", "/previous", "上一年度的表不能是这张表自己" },
        { First + "/continues", "\"1.1\"", First + "/continues", "写了延续的指标，就要在previous中写明上一年度的表" },
        { First + "/continues", "\"1.01\"", First + "/continues", "“1.01”不是序号；应为上一年度的表中的序号，如1.1" },
        { First + "/continues", "\"0.1\"", First + "/continues", "“0.1”不是序号；应为上一年度的表中的序号，如1.1" },
        { First + "/a~1b", "1", First + "/a~1b", "没有“a/b”这一项；可用的有：" },
        { First + "/a~b", "1", First + "/a~0b", "没有“a~b”这一项；可用的有：" },
        { First + "/rule", null, First + "/rule", "缺少这一项；应为对象{…}" },
        { First + "/rule/kind", "\"levels\"", First + "/rule/kind", "没有“levels”；只能是conversion、deduction、judgement、tiers" },
        { First + "/rule/kind", null, First + "/rule/kind", "缺少这一项；应为文字" },
        { First + "/rule/step", "1", First + "/rule/step", "没有“step”这一项；可用的有：kind、levels" },
        { First + "/rule/levels/1", null, First + "/rule/levels", "至少要有2个" },
        { First + "/rule/levels/1/points", "5", First + "/rule/levels/1/points", "各档分值应逐档递减；本档5分不低于上一档的5分" },
        { First + "/rule/levels/1/points", "-1", First + "/rule/levels/1/points", "-1超出范围；应在0至100之间" },
        { First + "/rule/levels/0/points", "4", First + "/rule/levels/0/points", "第一档应等于分值5分，现为4分" },
        { First + "/rule/levels/1/label", "\"完成此项工作\"", First + "/rule/levels/1/label", "“完成此项工作”与前面的档次重复" },
        { First + "/rule/levels/1/clause", "\"未报送的不得分\"", First + "/rule/levels/1/clause", "“未报送的不得分”不在评分标准中；条文须照录评分标准“完成此项工作得5分；未报送或未开展的不得分。”里的文字" },
        { First + "/rule/levels/1/clause", null, First + "/rule/levels/1/clause", "缺少这一项；应为文字" },
        { First + "/rule/levels/1/extra", "1", First + "/rule/levels/1/extra", "没有“extra”这一项；可用的有：points、label、clause" },
        { Found + "/pointsPerFinding", "0", Found + "/pointsPerFinding", "0超出范围；应在0.01至5之间" },
        { Found + "/pointsPerFinding", "6", Found + "/pointsPerFinding", "6超出范围；应在0.01至5之间" },
        { Found + "/found", "\"发现错误\"", Found + "/found", "应含有{n}，如“发现{n}个错误”" },
        { Found + "/fullClause", "\"完全无错\"", Found + "/fullClause", "“完全无错”不在评分标准中" },
        { Found + "/floor", "6", Found + "/floor", "6超出范围；应在0至5之间" },
        { Found + "/cap", "0", Found + "/cap", "0超出范围；应在0.01至5之间" },
        { FinanceRule + "/knockOut/clause", "\"逾期的，不得分\"", FinanceRule + "/knockOut/clause", "“逾期的，不得分”不在评分标准中" },
        { FinanceRule + "/knockOut/lable", "1", FinanceRule + "/knockOut/lable", "没有“lable”这一项；可用的有：label、clause" },
        { FinanceRule + "/knockOut", "true", FinanceRule + "/knockOut", "应为对象{…}" },
        { LeadershipRule + "/items", "[\"一\",\"一\"]", LeadershipRule + "/items/1", "“一”重复" },
        { Converted + "/clause", "\"折合\"", Converted + "/clause", "“折合”不在评分标准中" },
        { Converted + "/givenBy", null, Converted + "/givenBy", "缺少这一项；应为文字" },
        { VillageRule + "/step", "0.3", VillageRule + "/step", "分值5分应是每档0.3分的整数倍" },
        { VillageRule + "/openEnded", "1", VillageRule + "/openEnded", "应为true或false" },
        { VillageRule + "/elements/0", "\"\"", VillageRule + "/elements/0", "应为1至200个字的文字" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_says_where_and_what_would_be_right(string place, string? value, string pointer, string message)
    {
        var reading = SchemeFile.Read(SchemeFileTests.With((place, value)));
        Assert.Null(reading.Scheme);
        Assert.Contains(reading.Faults, fault => fault.Pointer == pointer && fault.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_mistake_is_one_fault()
    {
        Assert.Single(SchemeFile.Read(SchemeFileTests.With(("/sections/0/indicators/0/points", "\"5\""))).Faults);
        Assert.Single(SchemeFile.Read(SchemeFileTests.With(("/sections/0/indicators/1/points", "null"))).Faults);
        Assert.Single(SchemeFile.Read(SchemeFileTests.With((First + "/rule/levels/1/clause", "\"x\""))).Faults);
        Assert.Single(SchemeFile.Read(SchemeFileTests.With((First + "/rule/kind", "\"x\""))).Faults);
        Assert.Single(SchemeFile.Read(SchemeFileTests.With(("/totals", "1"))).Faults);
        Assert.Single(SchemeFile.Read(SchemeFileTests.With((Found + "/found", null))).Faults);
        Assert.Equal(2, SchemeFile.Read(SchemeFileTests.With((First + "/rule/levels/0/label", null), (First + "/rule/levels/1/label", null))).Faults.Length);
    }

    [Fact]
    public void A_deduction_that_no_list_of_findings_could_use_up_is_a_fault() =>
        Assert.Contains(
            new Fault(Found + "/pointsPerFinding", "每条扣分过少：扣完需要超过999条问题"),
            SchemeFile.Read(SchemeFileTests.With(("/sections/0/indicators/1/points", "10"), (Found + "/pointsPerFinding", "0.01"))).Faults);

    [Fact]
    public void All_faults_are_listed_at_once()
    {
        var reading = SchemeFile.Read(SchemeFileTests.With(("/name", null), (First + "/rule/levels/1/points", "9"), (Found + "/clause", "\"x\""), ("/sections/8/weight", "6")));
        Assert.Equal(
            ["/name", First + "/rule/levels/1/points", Found + "/clause", "/sections/8/weight", "/sections"],
            reading.Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData("", "不是合法的JSON：第1行第1字节处有误（多余或缺少的逗号、引号、括号等）")]
    [InlineData("{\n\"code\": \"x\",\n}", "不是合法的JSON：第3行第1字节处有误（多余或缺少的逗号、引号、括号等）")]
    [InlineData("[]", "文件最外层应为一个JSON对象{…}")]
    [InlineData("{\"name\":\"\\ud800\"}", "含有不成对的代理字符（如\\uD800），请改正")]
    [InlineData("{\"a\":[{\"\\udc00\":1}]}", "含有不成对的代理字符（如\\uD800），请改正")]
    public void What_is_no_JSON_object_says_so_with_its_line(string file, string message) =>
        Assert.Equal([new Fault("", message)], SchemeFile.Read(Encoding.UTF8.GetBytes(file)).Faults);

    [Fact]
    public void A_file_in_another_encoding_says_so() =>
        Assert.Equal([new Fault("", "文件不是UTF-8编码的文字，请另存为UTF-8")], SchemeFile.Read(new byte[] { (byte)'{', 0xC4, 0xE3, (byte)'}' }).Faults);

    [Fact]
    public void A_property_written_twice_is_a_fault()
    {
        var file = Encoding.UTF8.GetString(Songjiang2022.SchemeBytes).Replace("\"weight\": 20,", "\"weight\": 20, \"weight\": 20,", StringComparison.Ordinal);
        Assert.Equal([new Fault("/sections/0/weight", "这一项写了不止一次，只能写一次")], SchemeFile.Read(Encoding.UTF8.GetBytes(file)).Faults);
    }
}
