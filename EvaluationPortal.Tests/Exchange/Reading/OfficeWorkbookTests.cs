using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Evaluation;

namespace EvaluationPortal.Tests.Exchange.Reading;

/// <summary>Workbooks as LibreOffice writes them: shared texts, styles, formulas with their results, merged cells, a hidden sheet.</summary>
public sealed class OfficeWorkbookTests
{
    private const string Document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
        <office:automatic-styles>
        <style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
        <number:percentage-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
        <number:date-style style:name="N2"><number:year number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:day/></number:date-style>
        <style:style style:name="share" style:family="table-cell" style:data-style-name="N1"/>
        <style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
        </office:automatic-styles>
        <office:body><office:spreadsheet>SHEETS</office:spreadsheet></office:body></office:document>
        """;

    [Fact]
    public async Task Scores_with_their_losses_are_read_from_a_workbook_that_libreoffice_made()
    {
        var read = await Read(
            $"""
            <table:table table:name="评分">{Row(Text("单位"), Text("１.３ 原始分"), Text("1.3 满分"), Text("依申请办理（满分100）"))}{Row(Text("泗泾"), "<table:table-cell table:formula=\"of:=40+47.5\" office:value-type=\"float\" office:value=\"87.5\"/>", Number("100"), "<table:table-cell table:style-name=\"share\" office:value-type=\"percentage\" office:value=\"0.9\"/>")}</table:table>
            <table:table table:name="扣分说明">{Row(Text("单位"), Text("指标"), Text("细项"), Text("应得"), Text("实得"), Text("问题"))}{Row("<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>泗泾镇</text:p></table:table-cell>", Text("公开年报"), Text("要素"), Number("20"), Number("10"), Text("缺项"))}{Row("<table:covered-table-cell/>", Text("1.3"), Text("时效"), Number("5"), Number("2.5"), Text("逾期"))}</table:table>
            <table:table table:name="旧" table:style-name="hidden">{Row(Text("单位"), Text("1.3"))}</table:table>
            """,
            ImportKind.ThirdPartyScores);
        Assert.Equal([new Mark(87.5m, 100) { Lost = [new("要素", 20, 10, "缺项"), new("时效", 5, 2.5m, "逾期")] }, new Mark(90, 100)], read.Rows.Select(r => r.Observation));
        Assert.All(read.Rows, row => Assert.Null(row.Fault));
        Assert.Equal(["工作表“旧”是隐藏的，没有读；要读请取消隐藏后重新上传。", "工作表“评分”B2单元格是公式，读的是文件里存下的结果，没有重新计算。"], read.Notes);
    }

    [Fact]
    public async Task Findings_with_their_days_are_read_from_a_workbook_that_libreoffice_made()
    {
        var read = await Read(
            $"""<table:table table:name="6.2">{Row(Text("财政资金评估结果"))}{Row(Text("单位"), Text("问题"), Text("日期"), Text("不得分情形"))}{Row(Text("泗泾镇"), Text("未公开预算"), "<table:table-cell table:style-name=\"day\" office:value-type=\"date\" office:date-value=\"2022-05-03\"/>", "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>")}</table:table>""",
            ImportKind.BureauResult);
        Assert.Equal(new Findings([new(1, "未公开预算") { When = new(2022, 5, 3), KnockOut = true }]), read.Rows.Single().Observation);
    }

    private static async Task<ImportReading> Read(string sheets, ImportKind kind)
    {
        using var office = new Office();
        await File.WriteAllTextAsync(office.Path("made.fods"), Document.Replace("SHEETS", sheets, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await office.ConvertToXlsx("made.fods");
        return ImportFile.Read(await File.ReadAllBytesAsync(office.Path("made.xlsx"), TestContext.Current.CancellationToken), "made.xlsx", kind, Boards.Cycle, null, TestContext.Current.CancellationToken);
    }

    private static string Row(params IEnumerable<string> cells) => $"<table:table-row>{string.Concat(cells)}</table:table-row>";

    private static string Text(string text) => $"<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>";

    private static string Number(string number) => $"<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>";
}
