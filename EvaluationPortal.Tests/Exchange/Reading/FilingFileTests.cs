using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Evaluation;
using EvaluationPortal.Tests.Schemes;
using DataValidation = DocumentFormat.OpenXml.Spreadsheet.DataValidation;

namespace EvaluationPortal.Tests.Exchange.Reading;

/// <summary>Self-reports out as workbooks and back in.</summary>
public sealed class FilingFileTests
{
    private const long MostAllocated = 100 * 1024 * 1024;
    private static readonly PersonId Liaison = new("liaison-yueyang");
    private static readonly Unit Yueyang = Boards.Cycle.Find(new("yueyang"))!;

    [Fact]
    public void A_filled_template_has_no_fault_lists_its_choices_and_reads_back_as_it_stands()
    {
        Draft[] drafts =
        [
            Of("1.1", DraftField.Text, "=开展了认定\n分两批"), Of("1.1", DraftField.Links, "https://a.example/1\nhttps://a.example/2"),
            Of("1.1", DraftField.Rows, new ListedDocument("沪1号", "甲", "依申请公开", "主动公开", "https://a.example/3").Write() + "\n" + new ListedDocument("", "乙，丙", "", "", "").Write()),
            Of("1.1", DraftField.Assessment, ObservationJson.Write(new Level(2))),
            Of("1.4", DraftField.Claim, new FilingClaim(ClaimKind.ZeroReport, "全年没有").Write()),
            Of("6.1", DraftField.Assessment, ObservationJson.Write(new Judged(Songjiang2022.Indicator("6.1").MaxPoints - 0.5m, "更新慢"))),
            Of("8.1", DraftField.Assessment, ObservationJson.Write(new Findings([new(1, "没有记录") { Item = "主要领导听取汇报", Where = "https://a.example/4", When = new(2022, 11, 20) }, new(2, "") { Item = "公开分管领导" }]))),
            Of("9.1", DraftField.Text, new string('长', 4900)),
        ];
        var file = Template(drafts);
        using (var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false))
        {
            Assert.Equal([], new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath} {e.Description}"));
            Assert.Equal(["自查填报", "1.1 清单", "2.3 清单", "填写示例", "填写说明", "可选值"], document.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value!));
            Assert.True(document.WorkbookPart.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DataValidation>()).Count() > 20);
        }

        var read = Read(file);
        Assert.Null(read.Refusal);
        Assert.Empty(read.Notes);
        Assert.All(read.Rows, row => Assert.Null(row.Fault));
        Assert.Equal(drafts.Select(d => (d.Indicator.Value, d.Field, d.Value)).Order(), read.Rows.Select(r => (r.Indicator.Value, r.Field!.Value, r.Typed)).Order());
        var preview = Preview(read, drafts);
        Assert.Equal((0, drafts.Length, 0, 0), (preview.Changes.Length, preview.Same, preview.Left.Length, preview.Locked.Length));
    }

    [Fact]
    public void Headings_stand_in_any_order_and_what_is_written_in_other_words_is_understood()
    {
        var read = Csv("""
            岳阳街道自查表,,,,,
            自 评,指标序号,材料链接,填报说明,理由,零报告或不涉及,年份
            ５分,1.1,"https://a.example/
             https://b.example/ ",,,,2022
            第一档,工作计划,,说明,,,
            ,2.2,,,全年没有,零报告：本年度没有此类事项,
            ４.5分,6.1 重点领域,,,更新慢,,
            公开分管领导；主要领导听取汇报,8.1,,,,,
            ,3.5,,,,无,
            """);
        Assert.Equal(["第2行第7列的列名“年份”看不懂，这一列没有读。"], read.Notes);
        Assert.All(read.Rows, row => Assert.Null(row.Fault));
        Assert.Equal(
            [
                ("1.1", DraftField.Links, "https://a.example/\n https://b.example/"), ("1.1", DraftField.Assessment, """{"level":1}"""), ("1.4", DraftField.Text, "说明"), ("1.4", DraftField.Assessment, """{"level":1}"""),
                ("2.2", DraftField.Claim, """{"zeroReport":"全年没有"}"""), ("6.1", DraftField.Assessment, """{"points":4.5,"reason":"更新慢"}"""),
                ("8.1", DraftField.Assessment, ObservationJson.Write(new Findings([new(1, "") { Item = "公开分管领导" }, new(2, "") { Item = "主要领导听取汇报" }]))), ("3.5", DraftField.Claim, ""),
            ], read.Rows.Select(r => (r.Indicator.Value, r.Field!.Value, r.Typed)));
    }

    [Theory]
    [InlineData("1.4,,,4,,", "5、3、0")]
    [InlineData("1.4,,,优秀,,", "没有“优秀”这一等次；只能是")]
    [InlineData("6.1,,,4.3,,", "0.5")]
    [InlineData("8.1,,,某项,,", "没有“某项”这一项；只能是公开分管领导、")]
    [InlineData("8.1,,,公开分管领导 | 说明 | 网址 | 上周,,", "日期“上周”看不懂；应如2022-11-20。")]
    [InlineData("1.4,,,,,没有", "“没有”看不懂；只能写零报告")]
    [InlineData("1.4,,,,理由在此,", "写了理由，没有写自评")]
    [InlineData("9.9,说明,,,,", "“9.9”不是本年度的指标；可以是1.1 公文属性认定、1.4")]
    [InlineData("1.4 公文属性认定,说明,,,,", "不是本年度的指标")]
    [InlineData(",说明,,,,", "没有写明指标；可以是")]
    public void What_is_not_understood_is_named_by_its_cell_with_what_would_be(string row, string why)
    {
        var read = Csv($"序号,填报说明,网站链接,自评,理由,零报告/不涉及\n{row}");
        Assert.Contains(why, Assert.Single(read.Rows).Fault, StringComparison.Ordinal);
        Assert.StartsWith("第2行第", read.Rows[0].Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rows_of_one_indicator_that_differ_are_both_left_out_and_what_needs_no_filing_is_locked()
    {
        var preview = Preview(Csv("序号,填报说明\n1.1,一\n1.1,二\n1.4,三\n1.4,三\n1.3,四"), []);
        Assert.Equal([("1.4", "三")], preview.Changes.Select(c => (c.Indicator.Code.Value, c.After)));
        Assert.Equal(["1.1的填报说明在文件中出现不止一次，而且不一样；请只保留一处。", "1.1的填报说明在文件中出现不止一次，而且不一样；请只保留一处。"], preview.Left.Select(l => l.Why));
        Assert.Equal(["1.3无需填报。"], preview.Locked.Select(l => l.Why));
    }

    [Fact]
    public void Formulas_errors_hidden_sheets_and_unknown_sheets_are_told_and_none_is_guessed()
    {
        var book = new HandMadeBook(
            ("自查", HandMadeBook.Rows(["序号", "填报说明", "自评"], [1.1, "<c t=\"str\"><f>1+1</f><v>算出的</v></c>", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"], [1.4, "<c s=\"0\"><f>HYPERLINK(1)</f></c>", null])),
            ("清单", HandMadeBook.Rows(["文号", "标题", "原属性", "现属性"], ["甲", "<c t=\"e\"><v>#REF!</v></c>", "", ""])), ("旧", HandMadeBook.Rows(["序号", "填报说明"], [1.1, "旧的"])), ("别的", HandMadeBook.Rows(["甲", "乙"], ["丙", "丁"])))
            .Outline("", ("自查", "visible"), ("2.3 清单", "visible"), ("旧", "hidden"), ("别的", "visible"));
        var read = Read(book.File());
        Assert.Equal([("1.1", "算出的", null), ("1.1", "#DIV/0!", "工作表“自查”C2单元格是错误值#DIV/0!。"), ("1.4", "", "工作表“自查”B3单元格是公式，文件里没有存下它的结果，请用Excel或WPS打开、重新计算后保存。"), ("2.3", "甲", "工作表“2.3 清单”B2单元格是错误值#REF!；整张清单没有读。")],
            read.Rows.Select(r => (r.Indicator.Value, r.Typed, r.Fault)));
        Assert.Contains(read.Notes, n => n.Contains("“旧”是隐藏的", StringComparison.Ordinal));
        Assert.Contains(read.Notes, n => n.Contains("“别的”没有找到表头", StringComparison.Ordinal));
        Assert.Contains(read.Notes, n => n.Contains("没有重新计算", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("many rows", "工作表“表”第2001行还有内容")]
    [InlineData("a long cell", "工作表“表”B2单元格有30001个字符")]
    [InlineData("no heads", "“填报表.xlsx”里没有看得懂的表")]
    [InlineData("a list too long", null)]
    public void A_file_that_is_too_much_is_refused_by_sheet_and_cell_within_bounds(string name, string? refusal)
    {
        object?[][] rows = name switch
        {
            "many rows" => [["序号", "填报说明"], .. Enumerable.Range(0, 2000).Select(_ => (object?[])[1.1, "x"])],
            "a long cell" => [["序号", "填报说明"], [1.1, new string('x', 30_001)]],
            "no heads" => [["甲", "乙"], ["丙", "丁"]],
            _ => [["1.1 清单"], ["文号", "标题", "原属性", "现属性"], .. Enumerable.Range(0, 101).Select(n => (object?[])[$"{n}号", "题", "", ""])],
        };
        var file = new HandMadeBook(("表", HandMadeBook.Rows(rows))).File();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Read(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        if (refusal is not null) Assert.StartsWith(refusal, read.Refusal, StringComparison.Ordinal);
        else Assert.Equal(["清单有101行，最多100行。更多的请上传清单文件。"], Preview(read, []).Left.Select(l => l.Why));
    }

    [Fact]
    public void Reading_tells_how_far_it_is_and_stops_when_told()
    {
        var csv = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 1000).Select(n => $"1.1,{n}").Prepend("序号,填报说明")));
        var told = new List<int>();
        FilingFile.Read(csv, "a.csv", Boards.Cycle, Yueyang, TestContext.Current.CancellationToken, new Told(told.Add));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => n * 100), told);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => FilingFile.Read(csv, "a.csv", Boards.Cycle, Yueyang, stop.Token, new Told(_ => stop.Cancel())));
        var book = new HandMadeBook(("表", HandMadeBook.Rows(Enumerable.Range(0, 500).Select(_ => (object?[])["x"])))).File();
        told.Clear();
        ImportFile.Read(book, "a.xlsx", ImportKind.BoardScores, Boards.Cycle, null, TestContext.Current.CancellationToken, new Told(told.Add));
        Assert.Equal([100, 200, 300, 400, 500], told);
    }

    private static Draft Of(string indicator, DraftField field, string value) => new(new(indicator), field, value, 1, Liaison, DateTime.UnixEpoch);

    private static byte[] Template(params Draft[] drafts) =>
        Workbook.Of(FilingTemplate.Sheets(ReportContent.Of(Boards.Cycle, Yueyang, [.. drafts], Array.Empty<FiledEvidence>().ToLookup(_ => default(Core.Schemes.IndicatorCode)))));

    private static FilingPreview Preview(ImportReading read, Draft[] drafts) =>
        FilingPreview.Of(new(Guid.NewGuid(), "2022", ImportKind.SelfReport, "a", "", Liaison, default, read, ImportStanding.Fresh, 1, Yueyang.Code), new(Liaison, "朱敏", "", [new(Core.Access.Role.Liaison)], [Yueyang.Code]), Boards.Cycle, Yueyang, SelfReport.Untouched, [.. drafts]);

    private static ImportReading Csv(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static ImportReading Read(byte[] file) => FilingFile.Read(file, "填报表.xlsx", Boards.Cycle, Yueyang, TestContext.Current.CancellationToken);

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
