using EvaluationPortal.Core.Exchange;

namespace EvaluationPortal.Tests.Exchange;

public sealed class PastedHtmlTests
{
    [Fact]
    public void Merged_cells_are_laid_out_where_they_stand()
    {
        var rows = PastedHtml.Read("<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>丁<td>戊<td>己</table>").Grid!.Rows;
        Assert.Equal([["甲", "乙", "", "丙"], ["甲", "丁", "戊", "己"]], rows.Select(row => row.ToArray()));
    }

    [Fact]
    public void Paragraphs_and_breaks_end_lines_and_scripts_say_nothing() => Assert.Equal(
        "一\n二\n三", PastedHtml.Read("<table><tr><td><p>一</p><p>二<br>三</p><script>alert(1)</script><style>p{}</style></td></tr></table>").Grid!.Rows[0][0]);

    [Fact]
    public void The_largest_table_is_the_one() => Assert.Equal(
        "b", PastedHtml.Read("<table><tr><td>a</table><table><tr><td>b<td>c</table>").Grid!.Rows[0][0]);

    [Theory]
    [InlineData("", "粘贴的内容里没有表格")]
    [InlineData("<p>文字</p>", "粘贴的内容里没有表格")]
    public void What_has_no_table_says_what_to_do(string html, string fault) => Assert.StartsWith(fault, PastedHtml.Read(html).Fault, StringComparison.Ordinal);

    [Fact]
    public void Too_much_is_refused_with_its_place()
    {
        Assert.StartsWith("粘贴的内容太大", PastedHtml.Read(new string('x', PastedHtml.MostCharacters + 1)).Fault, StringComparison.Ordinal);
        Assert.StartsWith("粘贴的内容嵌套过深", PastedHtml.Read(string.Concat(Enumerable.Repeat("<div>", 100_000))).Fault, StringComparison.Ordinal);
        Assert.StartsWith("粘贴的内容嵌套过深", PastedHtml.Read(string.Concat(Enumerable.Repeat("<table><tr><td>", 100_000))).Fault, StringComparison.Ordinal);
        Assert.Equal("第1行超过40列；请只复制考核评估表本身。", PastedHtml.Read("<table><tr><td colspan=1000>a</table>").Fault);
        Assert.Equal("表格超过500行；请只复制考核评估表本身。", PastedHtml.Read($"<table>{string.Concat(Enumerable.Repeat("<tr><td>a", 501))}</table>").Fault);
        Assert.Equal("第1行第2列有2001个字符，最多2000个；请检查是否把整张表贴进了一格。", PastedHtml.Read($"<table><tr><td>a<td>{new string('x', 2001)}</table>").Fault);
        Assert.Null(PastedHtml.Read("<table><tr><td rowspan=60000>a</table>").Fault);
    }
}
