using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Tests.Schemes.Adoption;

public sealed class TableRowsTests
{
    private const string Heads = "一级指标\t序号\t二级指标\t评分内容\t评分标准\t分值\t得分\t填报说明\t考评方式";

    [Fact]
    public void Columns_may_come_in_any_order_and_under_other_names()
    {
        var row = Assert.Single(Read("分值（分）\t评分细则\t指标名称\t编号\t考核内容\t自评分\t考核项目\n5分\t完成得5分;未完成不得分。\t工作 计划\t1.1\t报送计划\t\t基础工作(100%)").Rows);
        Assert.Equal(("基础工作", 100m, "1.1", "工作计划", "报送计划", "完成得5分；未完成不得分。", 5m), (row.Section, row.Weight, row.Code.Value, row.Name, row.Content, row.Criteria, row.Points));
        Assert.Empty(row.Doubts);
    }

    [Fact]
    public void A_section_goes_on_until_the_next_one()
    {
        var rows = Read($"{Heads}\n基础工作（20%）\t1.1\t甲\t内容\t完成得5分\t5\n\t1.2\t乙\t内容\t完成得5分\t5\n政策解读\t2.1\t丙\t内容\t完成得5分\t5").Rows;
        Assert.Equal([("1.1", "基础工作", 20m), ("1.2", "基础工作", 20m), ("2.1", "政策解读", (decimal?)null)], rows.Select(row => (row.Code.Value, row.Section, row.Weight)));
    }

    [Fact]
    public void A_section_may_have_a_line_of_its_own()
    {
        var rows = Read($"{Heads}\n一、基础工作（20分）\n\t1.1\t甲\t内容\t完成得5分\t5\n二、政策解读（10分）\n\t2.1\t丙\t内容\t完成得5分\t5").Rows;
        Assert.Equal([("1.1", "基础工作", 20m), ("2.1", "政策解读", 10m)], rows.Select(row => (row.Code.Value, row.Section, row.Weight!.Value)));
    }

    [Fact]
    public void Repeated_heads_sums_notes_and_blank_lines_are_no_indicators()
    {
        var rows = Read($"2023年考核评估表\n{Heads}\n基础工作\t1.1\t甲\t内容\t完成得5分\t5\n\n{Heads}\n\t1.2\t乙\t内容\t完成得5分\t5\n合计\t\t\t\t\t10\n注：得分栏不填。");
        Assert.Equal(["1.1", "1.2"], rows.Rows.Select(row => row.Code.Value));
        Assert.Equal("2023年考核评估表", rows.Title);
    }

    [Fact]
    public void A_row_torn_by_a_page_break_is_put_together_and_asked_about()
    {
        var row = Assert.Single(Read($"{Heads}\n基础工作\t1.1\t甲\t内容一，\t完成得5分；\t5\n\t\t\t内容二。\t未完成不得分。\t").Rows);
        Assert.Equal(("内容一，内容二。", "完成得5分；未完成不得分。"), (row.Content, row.Criteria));
        Assert.Contains("分页拆开", Assert.Single(row.Doubts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1", "")]
    [InlineData("１．１", "")]
    [InlineData("(1.1)", "")]
    [InlineData("1.1、", "")]
    [InlineData("", "序号是空的，按顺序编为1.1。")]
    [InlineData("1月1日", "序号写作“1月1日”，像是被电子表格改成了日期；按1.1处理，请核对。")]
    [InlineData("2022-01-01", "序号写作“2022-01-01”，像是被电子表格改成了日期；按1.1处理，请核对。")]
    [InlineData("1-Jan", "序号写作“1-Jan”，像是被电子表格改成了日期；按1.1处理，请核对。")]
    [InlineData("一", "序号写作“一”，看不懂；按顺序编为1.1，请核对。")]
    [InlineData("1.2", "序号写作“1.2”，按顺序应为1.1；如果原表不是这样编号，请核对有没有漏行。")]
    public void A_code_that_a_spreadsheet_changed_is_recognised_and_asked_about(string printed, string doubt) =>
        Assert.Equal(doubt.Length == 0 ? [] : [doubt], Assert.Single(Read($"{Heads}\n基础工作\t{printed}\t甲\t内容\t完成得5分\t5").Rows).Doubts);

    [Fact]
    public void The_tenth_indicator_is_told_from_the_first_though_a_spreadsheet_shows_them_alike()
    {
        var rows = Read($"{Heads}\n" + string.Join('\n', Enumerable.Range(1, 10).Select(n => $"基础工作\t{(n == 10 ? "1.1" : $"1.{n}")}\t指标{n}\t内容\t完成得1分\t1"))).Rows;
        Assert.Equal("1.10", rows[^1].Code.Value);
        Assert.Equal(["序号写作“1.1”，电子表格会把1.10显示成1.1；按顺序编为1.10，请核对。"], rows[^1].Doubts);
        Assert.All(rows[..^1], row => Assert.Empty(row.Doubts));
    }

    [Theory]
    [InlineData("五分左右", "第2行第6列（分值）写作“五分左右”，看不懂；应为0.01至100的数字，如5或0.5。")]
    [InlineData("", "第2行第6列（分值）写作“”，看不懂；应为0.01至100的数字，如5或0.5。")]
    [InlineData("0", "第2行第6列（分值）写作“0”，看不懂；应为0.01至100的数字，如5或0.5。")]
    [InlineData("500", "第2行第6列（分值）写作“500”，看不懂；应为0.01至100的数字，如5或0.5。")]
    [InlineData("-5", "第2行第6列（分值）写作“-5”，看不懂；应为0.01至100的数字，如5或0.5。")]
    public void Points_that_are_none_are_a_fault_with_their_place(string points, string fault) =>
        Assert.Equal([fault], Read($"{Heads}\n基础工作\t1.1\t甲\t内容\t完成得5分\t{points}").Faults);

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        ["第2行第5列（评分标准）是空的，没有评分标准就提不出规则。", "第3行第3列（二级指标）是空的，每个指标都要有名称。"],
        Read($"{Heads}\n基础工作\t1.1\t甲\t内容\t\t5\n\t1.2\t\t内容\t完成得5分\t5").Faults);

    [Theory]
    [InlineData("", "没有找到表头。")]
    [InlineData("甲\t乙\n1\t2", "没有找到表头。")]
    [InlineData("一级指标\t序号\t二级指标\t评分内容\n基础\t1.1\t甲\t乙", "第1行表头中没有“评分标准”“分值”列；表头有：一级指标、序号、二级指标、评分内容。")]
    [InlineData(Heads, "第1行表头下面没有指标。")]
    public void What_is_no_table_says_what_is_wanted(string text, string fault) => Assert.StartsWith(fault, Assert.Single(Read(text).Faults), StringComparison.Ordinal);

    private static RowsReading Read(string text) => TableRows.Read(TabbedText.Read(text).Grid!);
}
