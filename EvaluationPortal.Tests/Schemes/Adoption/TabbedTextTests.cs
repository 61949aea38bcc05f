using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Tests.Schemes.Adoption;

public sealed class TabbedTextTests
{
    [Fact]
    public void Cells_in_quotation_marks_keep_their_line_breaks_tabs_and_marks() =>
        Assert.Equal([["a", "b\nc\td\"e", "f"], ["g"], [""]], Grid("a\t\"b\nc\td\"\"e\"\tf\r\ng\r\n"));

    [Theory]
    [InlineData("\"政策找人\"的落实\t5")]
    [InlineData("\"政策\"和\"服务\"\t5")]
    public void Words_that_begin_with_a_quotation_are_words(string line) => Assert.Equal([line.Split('\t')], Grid(line));

    [Fact]
    public void What_was_written_is_read_again()
    {
        TableGrid grid = new([["a\"b", "c\nd", "\t", ""], ["", "e"], ["\"f\""]]);
        Assert.Equal(grid.Rows.Select(row => row.ToArray()), Grid(TabbedText.Write(grid)));
    }

    [Fact]
    public void A_quotation_mark_without_its_other_is_named_by_row_and_column() => Assert.Equal(
        "第2行第2列的引号没有成对，其后的内容无法分格；请补上或删去这个引号。", TabbedText.Read("a\tb\nc\t\"d\ne\tf\ng").Fault);

    [Fact]
    public void Too_much_is_refused_with_its_place()
    {
        Assert.Equal("第1行第2列有2001个字符，最多2000个；请检查是否把整张表贴进了一格。", TabbedText.Read("a\t" + new string('x', 2001)).Fault);
        Assert.Equal("第2行超过40列；请只复制考核评估表本身。", TabbedText.Read("a\n" + new string('\t', 40)).Fault);
        Assert.Equal("表格超过500行；请只复制考核评估表本身。", TabbedText.Read(new string('\n', 500)).Fault);
        Assert.StartsWith("内容有60001个字符", TabbedText.Read(new string('x', 60_001)).Fault, StringComparison.Ordinal);
        Assert.Null(TabbedText.Read(new string('\n', 499)).Fault);
    }

    private static IEnumerable<string[]> Grid(string text) => TabbedText.Read(text).Grid!.Rows.Select(row => row.ToArray());
}
