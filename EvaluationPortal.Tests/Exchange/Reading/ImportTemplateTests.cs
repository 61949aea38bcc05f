using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Evaluation;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace EvaluationPortal.Tests.Exchange.Reading;

public sealed class ImportTemplateTests
{
    private static readonly ImportKind[] Kinds = [.. Enum.GetValues<ImportKind>().Where(kind => kind is not ImportKind.SelfReport)];

    public static TheoryData<ImportKind> Every => [.. Kinds];

    [Theory]
    [MemberData(nameof(Every))]
    public void A_template_has_no_fault_for_the_sdks_validator_lists_its_choices_and_says_nothing_before_it_is_filled_in(ImportKind kind)
    {
        var file = ImportTemplate.Of(kind, Boards.Cycle, null);
        using (var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false))
        {
            Assert.Equal([], new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath} {e.Description}"));
            Assert.NotEmpty(document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DataValidation>()));
        }

        var read = Read(file, kind);
        Assert.Null(read.Refusal);
        Assert.Empty(read.Rows);
        Assert.Empty(read.Notes);
    }

    [Fact]
    public void A_third_partys_template_reads_back_with_what_was_filled_in()
    {
        var file = Filled(ImportTemplate.Of(ImportKind.ThirdPartyScores, Boards.Cycle, null), "第三方评分", ("B2", "87.5"), ("C2", "100"));
        file = Filled(file, "扣分说明", ("A2", Boards.Cycle.Units[0].Name), ("B2", "1.3 公开年报"), ("C2", "要素"), ("D2", "20"), ("E2", "7.5"), ("F2", "缺项"));
        var row = Read(file, ImportKind.ThirdPartyScores).Rows.Single();
        Assert.Equal((Boards.Cycle.Units[0].Name, "1.3", null), (row.Unit, row.Indicator.Value, row.Fault));
        Assert.Equal(new Mark(87.5m, 100) { Lost = [new("要素", 20, 7.5m, "缺项")] }, row.Observation);
    }

    [Fact]
    public void A_bureaus_template_of_one_indicator_reads_back_with_what_was_filled_in()
    {
        var file = Filled(ImportTemplate.Of(ImportKind.BureauResult, Boards.Cycle, new("6.2")), "6.2 财政资金", ("B2", "未公开预算"), ("D2", "2022-05-03"), ("E2", "否"), ("B3", "无"));
        Assert.Equal([new Findings([new(1, "未公开预算") { When = new(2022, 5, 3) }]), Findings.None], Read(file, ImportKind.BureauResult).Rows.Select(r => r.Observation));
    }

    [Fact]
    public async Task Templates_open_in_an_office_program()
    {
        using var office = new Office();
        foreach (var kind in Kinds) await File.WriteAllBytesAsync(office.Path($"{kind}.xlsx"), ImportTemplate.Of(kind, Boards.Cycle, null), TestContext.Current.CancellationToken);
        await office.ConvertToCsv(Kinds.Select(kind => $"{kind}.xlsx"));
        Assert.StartsWith("单位,1.3 公开年报 原始分,1.3 公开年报 满分", (await File.ReadAllTextAsync(office.Path("ThirdPartyScores.csv"), TestContext.Current.CancellationToken)).TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    /// <summary>The workbook with texts or numbers put into cells, as a person would.</summary>
    private static byte[] Filled(byte[] file, string sheet, params IEnumerable<(string Place, string Text)> cells)
    {
        using var bytes = new MemoryStream();
        bytes.Write(file);
        using (var document = SpreadsheetDocument.Open(bytes, isEditable: true))
        {
            var book = document.WorkbookPart!;
            var data = ((WorksheetPart)book.GetPartById(book.Workbook!.Descendants<Sheet>().Single(s => s.Name == sheet).Id!)).Worksheet!.GetFirstChild<SheetData>()!;
            foreach (var (place, text) in cells)
            {
                var number = uint.Parse(place.AsSpan(1), CultureInfo.InvariantCulture);
                var row = data.Elements<Row>().FirstOrDefault(r => r.RowIndex?.Value == number) ?? data.AppendChild(new Row { RowIndex = number });
                var cell = row.Elements<Cell>().FirstOrDefault(c => c.CellReference == place) ?? row.AppendChild(new Cell { CellReference = place });
                (cell.DataType, cell.InlineString) = (CellValues.InlineString, new InlineString(new Text(text)));
            }
        }

        return bytes.ToArray();
    }

    private static ImportReading Read(byte[] file, ImportKind kind) => ImportFile.Read(file, "模板.xlsx", kind, Boards.Cycle, null, TestContext.Current.CancellationToken);
}
