using EvaluationPortal.Core.Exchange;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Exchange;

public sealed class PastedLostMarksTests
{
    [Theory]
    [InlineData("及时性\t20\t12.5\t晚于规定时间\thttps://a.cn/\r\n完整性\t30\t25\t\"数据\"\"前后\"\"\n不一致\"\t\r\n")]
    [InlineData("\n及时性\t２０\t１２．５分\t晚于规定时间\thttps://a.cn/\n\t\t\t\t\n　完整性\t30分\t 25 \t\"数据\"\"前后\"\"\n不一致\"")]
    [InlineData("问题\t网址\t细项\t实得\t应得\n晚于规定时间\thttps://a.cn/\t及时性\t12.5\t20\n\"数据\"\"前后\"\"\n不一致\"\t\t完整性\t25\t30")]
    public void A_block_of_a_spreadsheet_is_read_with_or_without_its_head_and_full_width(string text)
    {
        var read = PastedLostMarks.Read(text);
        Assert.Empty(read.Faults);
        Assert.Equal([new LostMark("及时性", 20, 12.5m, "晚于规定时间") { Where = "https://a.cn/" }, new LostMark("完整性", 30, 25, "数据\"前后\"\n不一致")], read.Rows.AsEnumerable());
    }

    [Theory]
    [InlineData("", "没有读到扣分说明；应为细项、应得、实得、问题、网址几列，从电子表格复制。")]
    [InlineData("细项\t应得\t实得\t问题", "没有读到扣分说明；应为细项、应得、实得、问题、网址几列，从电子表格复制。")]
    [InlineData("细项\t实得\t网址\n及时性\t1\t", "第1行的表头缺少应得、问题；可用的列是细项、应得、实得、问题、网址。")]
    [InlineData("及时性\t20\t12,5\t晚", "第1行第3列（实得）“12,5”不是分数，应如20或7.5。")]
    [InlineData("及时性\t20\t\t晚", "第1行第3列（实得）没有填写。")]
    [InlineData("问题\t细项\t应得\t实得\n晚\t及时性\tx\t1", "第2行第3列（应得）“x”不是分数，应如20或7.5。")]
    [InlineData("及时性\t20\t-3\t晚", "第1行第3列（实得）“-3”不是分数，应如20或7.5。")]
    [InlineData("完整性\t5\t5\t无\n\t20\t12\t晚", "第2行第1列（细项）没有填写。")]
    [InlineData("及时性\t20\t21\t晚", "第1行：实得21高于应得20。")]
    [InlineData("及时性\t20\t1.23456\t晚", "第1行：小数多于四位。")]
    [InlineData("及时性\t20\t1\t晚\thttps://a.cn/\t备注", "第1行第6列“备注”不属于任何一列；可用的列是细项、应得、实得、问题、网址。")]
    [InlineData("\"及时性\t20\t1\t晚", "第1行第1列的引号没有成对，其后的内容无法分格；请补上或删去这个引号。")]
    public void What_is_wrong_names_row_and_column_and_nothing_is_taken(string text, string fault)
    {
        var read = PastedLostMarks.Read(text);
        Assert.Equal([fault], read.Faults.AsEnumerable());
        Assert.Empty(read.Rows);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_too_much_is_refused()
    {
        Assert.Equal(4, PastedLostMarks.Read("\tx\ty\t").Faults.Length);
        Assert.Contains("最多200行", PastedLostMarks.Read(string.Concat(Enumerable.Repeat("及时性\t2\t1\t晚\n", 201))).Faults[0], StringComparison.Ordinal);
        Assert.Contains("最多20000个", PastedLostMarks.Read(new string('长', 20_001)).Faults[0], StringComparison.Ordinal);
    }
}
