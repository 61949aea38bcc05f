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

    public static TheoryData<string> Names => ["board", "bureau", "summary", "unit", "hostile"];

    private static Sheet Made(string name) => name switch
    {
        "board" => BoardSheet.Of(Leader, Board, Now),
        "bureau" => BoardSheet.Of(Bureau, Board, Now),
        "summary" => SummarySheet.Of(Board, Now),
        "unit" => UnitSheet.Of(Board, Board.Find(new("yueyang"))!, Now),
        _ => new("a[b]:c*/?\\'" + new string('长', 40), [new(20), new(20)],
            [[SheetCell.Of("列"), SheetCell.Of("值")], .. HostileTexts.Select(text => (ImmutableArray<SheetCell>)[new SheetCell(text, null, SheetLook.Text, text), SheetCell.Of(-12.34m)])]),
    };

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
