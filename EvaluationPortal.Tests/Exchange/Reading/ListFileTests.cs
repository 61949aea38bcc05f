using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Evaluation;
using EvaluationPortal.Web.Endpoints;

namespace EvaluationPortal.Tests.Exchange.Reading;

public sealed class ListFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_list_of_units_comes_back_as_it_was_downloaded()
    {
        var text = ListFile.Read(ListTemplate.Units(Boards.Cycle), Stop).Text!;
        // An empty cell at the end of a row is none in a workbook.
        Assert.Equal(UnitsList.Write(Boards.Cycle.Units).Replace("\t\n", "\n", StringComparison.Ordinal).TrimEnd('\t'), text);
        var read = UnitsList.Read(text, Boards.Cycle.Scheme, Boards.Cycle.Units, null);
        Assert.Empty(read.Faults);
        Assert.Empty(read.Changes(Boards.Cycle.Units));
    }

    [Fact]
    public void Templates_of_lists_have_no_fault_for_the_sdks_validator_and_an_empty_one_holds_its_heads_alone()
    {
        foreach (var file in (byte[][])[ListTemplate.Units(Boards.Cycle), ListTemplate.People(Boards.Cycle)])
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
            Assert.Equal([], new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, Stop).Select(e => $"{e.Path?.XPath} {e.Description}"));
        }

        Assert.Equal(PeopleColumns.Template, ListFile.Read(ListTemplate.People(Boards.Cycle), Stop).Text);
    }

    [Fact]
    public void A_title_above_the_heads_is_left_out_and_line_breaks_stay_in_their_cell()
    {
        var list = ListFile.Read(Encoding.UTF8.GetBytes("人员名单,,\n姓名,角色,备注\n张三,联络员,\"甲\n乙\"\n,,\n"), Stop);
        Assert.Equal("姓名\t角色\t备注\n张三\t联络员\t\"甲\n乙\"", list.Text);
    }

    [Fact]
    public void A_long_list_tells_how_many_rows_are_read()
    {
        var reading = new FileReading(new("administrator"));
        Assert.Null(reading.Text);
        Assert.NotNull(ListFile.Read(Encoding.UTF8.GetBytes($"姓名,角色\n{string.Concat(Enumerable.Repeat("张三,联络员\n", 1250))}"), Stop, reading).Text);
        Assert.Equal("已读1,200行", reading.Text);
    }

    [Fact]
    public void A_list_that_cannot_be_read_says_why()
    {
        Assert.StartsWith("文件里没有名单", ListFile.Read("x"u8.ToArray(), Stop).Refusal, StringComparison.Ordinal);
        Assert.Equal("工作表“表”B2单元格是错误值#REF!。", ListFile.Read(new HandMadeBook(("表", HandMadeBook.Rows(["姓名", "角色"], ["张三", "<c t=\"e\"><v>#REF!</v></c>"]))).File(), Stop).Refusal);
        Assert.StartsWith("名单共有", ListFile.Read(Encoding.UTF8.GetBytes($"姓名,角色\n{string.Concat(Enumerable.Repeat("张三,联络员联络员联络员\n", 4000))}"), Stop).Refusal, StringComparison.Ordinal);
    }
}
