using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Workflow;

public sealed class PeopleListTests
{
    [Fact]
    public void Columns_are_known_by_their_names_in_any_order_and_rows_by_their_numbers()
    {
        var list = PeopleList.Read("\uFEFF2022年名单\r\n\r\n联系电话\t 姓　名（必填）\t备注\t*工号\r\n１３８\t张三\tx\t\r\n\t\t\r\n\t李四\t\t7\r\n");
        Assert.Empty(list.Faults);
        Assert.Equal(["备注"], list.Ignored);
        Assert.Equal([4, 6], list.People.Select(p => p.Row));
        Assert.Equal(("张三", "１３８", null), (list.People[0][PeopleColumn.Name], list.People[0][PeopleColumn.Telephone], list.People[0][PeopleColumn.StaffNumber]));
        Assert.Equal("7", list.People[1][PeopleColumn.StaffNumber]);
    }

    [Fact]
    public void A_cell_in_quotes_may_hold_tabs_quotes_and_line_breaks()
    {
        var list = PeopleList.Read("姓名\t职务\n\"张\"\"三\"\t\"办公室\n主任\t兼\"\n李四\t5\" 屏");
        Assert.Equal(["张\"三", "李四"], list.People.Select(p => p[PeopleColumn.Name]));
        Assert.Equal(["办公室\n主任\t兼", "5\" 屏"], list.People.Select(p => p[PeopleColumn.Title]));
        Assert.Equal([2, 3], list.People.Select(p => p.Row));
    }

    [Fact]
    public void Text_beyond_the_headings_is_not_lost_silently() =>
        Assert.Equal("多", Assert.Single(PeopleList.Read("姓名\t工号\n张三\t7\t\t多").People).Beyond);

    [Theory]
    [InlineData("", "请从电子表格中复制人员名单")]
    [InlineData("  \n\t\t\n", "请从电子表格中复制人员名单")]
    [InlineData("张三\t联络员\n李四\t联络员", "没有找到列名。第一行应为列名")]
    [InlineData("工号\t角色\n7\t联络员", "列名中没有“姓名”。")]
    [InlineData("姓名\t工号\t人员编号\n张三\t7\t8", "列“工号”出现了2次，只能有一次。")]
    [InlineData("姓名\t工号\n\"张三\t7\n李四\t8", "第2行的引号没有结束")]
    public void What_cannot_be_read_is_told_in_one_sentence(string text, string fault)
    {
        var list = PeopleList.Read(text);
        Assert.StartsWith(fault, Assert.Single(list.Faults), StringComparison.Ordinal);
        Assert.Empty(list.People);
    }

    [Fact]
    public void A_list_that_the_field_cut_off_is_refused() =>
        Assert.Contains("可能已被截断", Assert.Single(PeopleList.Read("姓名\t工号\n" + new string('张', PeopleList.MostCharacters)).Faults), StringComparison.Ordinal);

    [Fact]
    public void The_template_is_understood() => Assert.Empty(PeopleList.Read(PeopleColumns.Template + "\n张三").Faults);
}
