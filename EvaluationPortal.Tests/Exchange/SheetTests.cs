using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Evaluation;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Sheet = EvaluationPortal.Core.Exchange.Sheets.Sheet;
using Workbook = EvaluationPortal.Core.Exchange.Sheets.Workbook;

namespace EvaluationPortal.Tests.Exchange;

public sealed class SheetTests
{
    private const string Hostile = "=HYPERLINK(\"http://evil.example\",\"x\")";
    private static readonly DateTime Now = new(2022, 11, 28, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Person Leader = new(new("leader"), "领导", "", [new(Role.Leadership)], []);
    private static readonly Person Bureau = new(new("bureau"), "经办人", "", [new(Role.Bureau) { Indicators = [new("2.2")] }], []);

    private static Scoreboard Board { get; } = Boards.Empty.With(
        [.. Boards.RandomChanges(1, 200), Boards.Change("yueyang", "9.1", new Judged(5.5m, Hostile), 500), Boards.Change("sijing", "1.1", new DoesNotApply("\u0001没有公文\uFFFF"), 501)], 600);

    public static TheoryData<string> Names => ["board", "bureau", "summary", "unit", "findings", "scorers", "indicators", "units", "deliveries", "hostile"];

    private static Sheet Made(string name) => name switch
    {
        "board" => BoardSheet.Of(Leader, Board, Now),
        "bureau" => BoardSheet.Of(Bureau, Board, Now),
        "summary" => SummarySheet.Of(Board, Now),
        "unit" => UnitSheet.Of(Board, Board.Find(new("yueyang"))!, Now),
        "findings" => FindingsSheet.Of(Leader, Board.Cycle, null, Listed, Now),
        "scorers" or "indicators" or "units" or "deliveries" => new ProgressSheets(Leader, Board, Known, Filings, Now).Of(name),
        _ => new("a[b]:c*/?\\'" + new string('长', 40), [new(20), new(20)],
            [[SheetCell.Of("列"), SheetCell.Of("值")], .. HostileTexts.Select(text => (ImmutableArray<SheetCell>)[new SheetCell(text, null, SheetLook.Text, text), SheetCell.Of(-12.34m)])]),
    };

    private static People Known
    {
        get
        {
            var people = new People();
            people.Replace([Leader, Bureau, new(new("reviewer"), Hostile, "", [new(Role.Reviewer)], [])]);
            return people;
        }
    }

    private static ImmutableDictionary<UnitCode, SelfReport> Filings => ImmutableDictionary<UnitCode, SelfReport>.Empty
        .Add(new("sijing"), SelfReport.Untouched with { State = FilingState.Returned, Number = 2, Returned = [new(new("1.1"), "补", new("reviewer"), Now)], At = Now });

    private static ImmutableArray<ListedFinding> Listed =>
    [
        .. ListedFinding.Of(Board.Scorecards[0].Unit, Boards.Empty.With([Boards.Change(Board.Scorecards[0].Unit.Code.Value, "1.2",
            new Findings([new(1, Hostile) { FoundBy = "顾晓峰", Where = "https://www.example.gov.cn/", When = new(2022, 11, 7) }, new(2, "同一附件") { SameAs = 1 }, new(3, "待核实") { Confirmed = false }]), 2)], 2).Find(Board.Scorecards[0].Unit.Code, new("1.2"))!,
            place => place.Finding == 1 ? Mending.Untouched with { Due = new(2022, 11, 27), Reason = "@退回" } : Mending.Untouched),
    ];

    private static readonly string[] HostileTexts = [Hostile, "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1+1", "\u200B=1", "<b>&amp;\"'", "a\u0000b\u000Bc\uD800d", new string('字', 40_000), "两行\r\n文字", "😀"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_workbook_has_no_fault_for_the_sdks_validator_and_no_formula(string name)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Workbook.Of(Made(name))), isEditable: false);
        Assert.Equal([], new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath} {e.Description}"));
        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<CellFormula>()));
        Assert.Empty(document.WorkbookPart.ExternalWorkbookParts);
    }

    [Fact]
    public void The_board_holds_what_the_page_shows_with_the_sentences_as_notes()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Workbook.Of(Made("board"))), isEditable: false);
        var part = document.WorkbookPart!.WorksheetParts.Single();
        var cells = part.Worksheet!.Descendants<Cell>().ToDictionary(c => c.CellReference!.Value!, c => c.InnerText);
        var notes = part.WorksheetCommentsPart!.Comments!.Descendants<Comment>().ToDictionary(c => c.Reference!.Value!, c => c.InnerText);
        Assert.Equal("2022年考核评估评分汇总表（核查评估，截至2022-11-28 17:00）", cells["A1"]);
        foreach (var (at, card) in Board.Scorecards.Index())
        {
            Assert.Equal(card.Unit.Name, cells[$"A{at + 5}"]);
            Assert.Equal(Decimals.Text(card.Totals.Total!.Value), Decimals.Text(decimal.Parse(cells[$"C{at + 5}"], System.Globalization.CultureInfo.InvariantCulture)));
        }

        // 26 indicators and 9 subtotals after unit, rank and total; every awarded cell has its sentence.
        Assert.Equal(3 + 26 + 9, part.Worksheet.Descendants<Row>().ElementAt(4).Elements<Cell>().Count());
        Assert.All(Board.Scorecards.SelectMany(c => c.Cells).Where(c => c.Score is Awarded).Select(c => SheetTextOf(c.Score.Explanation)), sentence => Assert.Contains(sentence, notes.Values));
        Assert.Equal(26, part.Worksheet.Descendants<Column>().Count(c => c.OutlineLevel?.Value == 1));
        Assert.Equal(8U, part.Worksheet.Descendants<PageSetup>().Single().PaperSize!.Value);
        Assert.Equal("D5", part.Worksheet.Descendants<Pane>().Single().TopLeftCell!.Value);
    }

    [Fact]
    public void A_row_is_as_high_as_its_wrapped_text_and_merged_heads_keep_their_two_lines()
    {
        var sheet = new Sheet("表", [new(10), new(10)],
        [
            [SheetCell.Of("长长长长长长长长长长长长长长的标题", SheetLook.Head), SheetCell.Empty],
            [SheetCell.Of("短"), SheetCell.Of(1)],
            [SheetCell.Of("一二三四五六七八"), SheetCell.Empty],
            [SheetCell.Of("一\n二\n三"), SheetCell.Of("长长长长长长长长长长长长", SheetLook.Centred)],
            [SheetCell.Of(new string('字', 4_000)), SheetCell.Empty],
        ]) { Merged = ["A1:B1"] };
        using var document = SpreadsheetDocument.Open(new MemoryStream(Workbook.Of(sheet)), isEditable: false);
        Assert.Equal([34, 18, 33, 48, 409], document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(row => row.Height!.Value));
    }

    [Theory]
    [InlineData("summary", true)]
    [InlineData("findings", false)]
    public void The_summary_of_a_district_is_printed_on_one_page_and_lists_go_on(string name, bool onOne)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Workbook.Of(Made(name))), isEditable: false);
        Assert.Equal(onOne ? 1U : 0, document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<PageSetup>().Single().FitToHeight!.Value);
    }

    [Fact]
    public void A_bureaus_board_holds_its_columns_alone_without_totals_ranks_and_subtotals()
    {
        var heads = Made("bureau").Rows.ElementAt(2);
        Assert.Equal(["单位", "2.2 争议处理"], heads.Select(c => c.Text));
        Assert.All(Made("bureau").Rows, row => Assert.InRange(row.Length, 1, 2));
    }

    [Fact]
    public void The_summary_goes_by_ranking_group_and_place()
    {
        var rows = Made("summary").Rows.Skip(2).ToList();
        Assert.Equal(Board.Scorecards.Length, rows.Count);
        foreach (var group in rows.GroupBy(r => r[3].Text))
        {
            var totals = group.Select(r => r[4].Number ?? -1).ToList();
            Assert.Equal(totals.OrderDescending(), totals);
        }
    }

    [Fact]
    public void The_findings_hold_the_merged_ones_in_one_row_and_the_finders_name_only_for_whoever_may_know_it()
    {
        var rows = Made("findings").Rows.Skip(2).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal((string[])[$"{Hostile}", "同一附件（与另一条合并计数）"], rows[0][2].Text!.Split('\n'));
        Assert.Equal(("区政府办公室、顾晓峰", "2022-11-27", "待整改（逾期）", "@退回"), (rows[0][5].Text, rows[0][6].Text, rows[0][7].Text, rows[0][9].Text));
        Assert.Equal("待确认", rows[1][7].Text);
        var unit = Board.Scorecards[0].Unit;
        var liaison = new Person(new("liaison"), "联络员", "", [new(Role.Liaison)], [unit.Code]);
        Assert.Equal("区政府办公室", FindingsSheet.Of(liaison, Board.Cycle, unit, Listed, Now).Rows.ElementAt(2)[5].Text);
    }

    [Fact]
    public void The_units_progress_tells_how_far_the_self_report_is()
    {
        var row = Made("units").Rows.Single(r => r[0].Text == "泗泾镇");
        Assert.Equal(((string?)"有退回", (decimal?)2, "1.1", "2022-11-28 17:00"), (row[6].Text, row[7].Number, row[8].Text, row[9].Text));
    }

    [Fact]
    public async Task A_list_longer_than_a_sheet_goes_on_in_the_next_one_with_its_heads_again()
    {
        using var office = new Office();
        var frame = Made("hostile") with { Name = "长表", Rows = [[SheetCell.Of("列", SheetLook.Head), SheetCell.Of("值", SheetLook.Head)]], HeadRows = 1 };
        await using (var file = File.Create(office.Path("long.xlsx"))) await LongWorkbook.Write(file, frame, Rows(), TestContext.Current.CancellationToken, mostRows: 5);
        using (var document = SpreadsheetDocument.Open(office.Path("long.xlsx"), isEditable: false))
        {
            Assert.Equal([], new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath} {e.Description}"));
            var book = document.WorkbookPart!;
            var sheets = book.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => (s.Name!.Value, Rows: ((WorksheetPart)book.GetPartById(s.Id!.Value!)).Worksheet!.Descendants<Row>().ToList())).ToList();
            Assert.Equal([("长表", 5), ("长表（续1）", 5), ("长表（续2）", 4)], sheets.Select(s => (s.Item1, s.Rows.Count)));
            Assert.All(sheets, s => Assert.Equal("列值", s.Rows[0].InnerText));
            Assert.Equal(Enumerable.Range(0, 11).Select(n => $"{Hostile}{n}{n}"), sheets.SelectMany(s => s.Rows.Skip(1)).Select(r => r.InnerText));
        }
        await office.ConvertToCsv("long.xlsx");
        Assert.Contains("HYPERLINK", await File.ReadAllTextAsync(office.Path("long.csv"), Encoding.UTF8, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        static async IAsyncEnumerable<ImmutableArray<SheetCell>> Rows()
        {
            for (var n = 0; n < 11; n++)
            {
                await Task.Yield();
                yield return [SheetCell.Of($"{Hostile}{n}"), SheetCell.Of(n)];
            }
        }
    }

    [Fact]
    public void The_summary_has_the_weighted_total_and_the_grade_only_where_they_are_asked_for()
    {
        var graded = Scoreboard.Of(Board.Cycle with { Settings = new() { Grades = new GradePolicy.Bands(90, 0.01m) } }, Board.Sequence, Board.Assessments());
        var rows = SummarySheet.Of(graded, Now, weight: 4).Rows.ToList();
        Assert.Equal(["名次", "等次", "单位", "单位类别", "排名组别", "总分", "绩效折算分（总分×4%）", "已得分"], rows[1].Take(8).Select(c => c.Text));
        Assert.All(rows.Skip(2), r => Assert.Equal(Decimals.Rounded(r[5].Number!.Value * 4 / 100), r[6].Number));
        Assert.Contains(rows.Skip(2), r => r[1].Text == "暂定良好");
        Assert.Equal(rows[1].Length, SummarySheet.Of(graded, Now, weight: 4).Columns.Length);
        Assert.DoesNotContain(Made("summary").Rows.ElementAt(1), c => c.Text is "等次" || c.Text!.Contains('×', StringComparison.Ordinal));
    }

    [Fact]
    public async Task LibreOffice_opens_every_sheet_and_reads_what_was_written_and_computes_nothing()
    {
        using var office = new Office();
        var names = Names.Select(n => n.Data).ToArray();
        foreach (var name in names) await File.WriteAllBytesAsync(office.Path($"{name}.xlsx"), Workbook.Of(Made(name)), TestContext.Current.CancellationToken);
        await office.ConvertToCsv([.. names.Select(n => $"{n}.xlsx")]);
        foreach (var name in names)
        {
            var csv = await File.ReadAllTextAsync(office.Path($"{name}.csv"), Encoding.UTF8, TestContext.Current.CancellationToken);
            foreach (var cell in Made(name).Rows.SelectMany(r => r))
            {
                if (cell.Number is { } number) Assert.Contains(cell.Look is SheetLook.Total ? Decimals.Fixed(number) : number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), csv, StringComparison.Ordinal);
                else if (cell.Text is { Length: > 0 } text) Assert.Contains(SheetTextOf(text).Replace("\"", "\"\"", StringComparison.Ordinal), csv, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("=1", "\"'=1\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData(null, "\"\"")]
    public void A_csv_cell_is_never_a_formula(string? text, string cell) => Assert.Equal(cell, CsvText.Cell(text));

    /// <summary>What of the text a sheet may hold.</summary>
    private static string SheetTextOf(string text)
    {
        var kept = text.Length > 32_767 ? text[..32_767] : text;
        return string.Concat(kept.EnumerateRunes().Where(r => r.Value is '\t' or '\n' or (>= 32 and not 0xFFFF and not 0xFFFD)).Select(r => r.ToString()));
    }
}
