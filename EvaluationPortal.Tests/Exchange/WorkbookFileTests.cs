using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using EvaluationPortal.Core.Exchange;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Tests.Schemes.Adoption;

namespace EvaluationPortal.Tests.Exchange;

public sealed class WorkbookFileTests
{
    private const string Part = "xl/worksheets/sheet2.xml";

    [Fact]
    public void Merged_cells_repeat_their_text_and_a_hidden_sheet_is_passed_over()
    {
        var grid = WorkbookFile.Read(PlanTable.AsWorkbook()).Grid!;
        Assert.Equal("考核评估表", grid.Sheet);
        Assert.Equal("基础工作 (20%)", grid.Rows[2][0]);
        Assert.Equal(grid.Rows[2][0], grid.Rows[5][0]);
    }

    [Fact]
    public void A_code_stored_as_a_number_is_read_as_people_see_it()
    {
        var file = PlanTable.AsWorkbook((cell, text) =>
        {
            if (text == "1.1") cell.CellValue = new CellValue("1.1000000000000001");
        });
        Assert.Equal("1.1", WorkbookFile.Read(file).Grid!.Rows[2][1]);
    }

    [Fact]
    public void A_sheet_that_is_too_long_is_refused_by_sheet_and_row() => Assert.Equal(
        "工作表“考核评估表”第1048576行还有内容，最多500行；请删去考核评估表以外的内容。", Altered(xml => xml.Replace("<x:row r=\"28\"", "<x:row r=\"1048576\"", StringComparison.Ordinal)).Fault);

    [Fact]
    public void A_cell_that_is_too_far_right_is_refused_by_sheet_and_cell() => Assert.Equal(
        "工作表“考核评估表”XFD3单元格还有内容，最多40列；请删去考核评估表以外的内容。", Altered(xml => xml.Replace("r=\"I3\"", "r=\"XFD3\"", StringComparison.Ordinal)).Fault);

    [Fact]
    public void A_cell_with_too_much_is_refused_by_sheet_and_cell() => Assert.Equal(
        "工作表“考核评估表”C3单元格有9000个字符，最多2000个；请检查是否把整张表贴进了一格。",
        WorkbookFile.Read(PlanTable.AsWorkbook((cell, text) => { if (cell.CellReference == "C3") cell.InlineString = new InlineString(new Text(new string('x', 9000))); })).Fault);

    [Fact]
    public void A_bomb_is_refused_before_it_goes_off()
    {
        var reading = WorkbookFile.Read(Zip(("[Content_Types].xml", new byte[100]), ("xl/worksheets/sheet1.xml", new byte[200 * 1024 * 1024])));
        Assert.Equal("文件解压后超过60MB，不像一张要读入的表；请另存为只含要用的工作表的.xlsx文件。", reading.Fault);
    }

    [Fact]
    public void An_archive_of_thousands_of_parts_is_refused() =>
        Assert.StartsWith("文件由600个部分组成", WorkbookFile.Read(Zip([.. Enumerable.Range(0, 600).Select(n => ($"p{n}", Array.Empty<byte>()))])).Fault, StringComparison.Ordinal);

    [Fact]
    public void An_entity_in_a_sheet_is_not_followed() => Assert.Equal(
        "不是完好的.xlsx文件；请用Excel或WPS打开后另存为.xlsx，或直接复制粘贴。",
        Altered(xml => xml.Insert(xml.IndexOf("?>", StringComparison.Ordinal) + 2, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("<html></html>")]
    public void What_is_no_workbook_says_what_to_do(string bytes) => Assert.StartsWith("不是完好的.xlsx文件", WorkbookFile.Read(Encoding.UTF8.GetBytes(bytes)).Fault, StringComparison.Ordinal);

    [Fact]
    public void An_old_or_locked_workbook_says_what_to_do() => Assert.StartsWith("这是旧格式的电子表格", WorkbookFile.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Fault, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_too_large_is_refused() => Assert.StartsWith("文件有6MB，最大5MB", WorkbookFile.Read(new byte[6 * 1024 * 1024]).Fault, StringComparison.Ordinal);

    [Fact]
    public void A_workbook_without_the_table_names_its_sheets()
    {
        var reading = Altered(xml => xml.Replace("评分标准", "别的", StringComparison.Ordinal).Replace("二级指标", "别的", StringComparison.Ordinal).Replace("一级指标", "别的", StringComparison.Ordinal).Replace("序号", "别的", StringComparison.Ordinal).Replace("分值", "别的", StringComparison.Ordinal).Replace("评分内容", "别的", StringComparison.Ordinal).Replace("得分", "别的", StringComparison.Ordinal));
        Assert.StartsWith("工作表“考核评估表”中都没有找到表头", reading.Fault, StringComparison.Ordinal);
    }

    private static GridReading Altered(Func<string, string> alter)
    {
        using var file = new MemoryStream();
        file.Write(PlanTable.AsWorkbook());
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.GetEntry(Part)!;
            using var reader = new StreamReader(entry.Open());
            var xml = reader.ReadToEnd();
            reader.Dispose();
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(Part).Open());
            var altered = alter(xml);
            Assert.NotEqual(xml, altered);
            writer.Write(altered);
        }

        return WorkbookFile.Read(file.ToArray());
    }

    private static byte[] Zip(params ReadOnlySpan<(string Name, byte[] Bytes)> parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return file.ToArray();
    }
}
