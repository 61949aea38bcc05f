using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>
/// One list of any length as an .xlsx workbook, written as its rows come: none of it is held in memory. Where a sheet is full
/// (<see cref="MostRows"/>) the list goes on in another one, with its heads again.
/// </summary>
public static class LongWorkbook
{
    /// <summary>Most rows of a sheet.</summary>
    public const int MostRows = 1_048_576;

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        Package = "http://schemas.openxmlformats.org/package/2006", Office = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <param name="to">Need not be read or sought in.</param>
    /// <param name="frame">The sheet with its heads as its rows.</param>
    /// <param name="rows">What follows the heads.</param>
    /// <param name="mostRows">Of a sheet, its heads included.</param>
    public static async Task Write(Stream to, Sheet frame, IAsyncEnumerable<ImmutableArray<SheetCell>> rows, CancellationToken stop, int mostRows = MostRows)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, stop);
        await using var list = rows.GetAsyncEnumerator(stop);
        var heads = frame.Rows.ToList();
        var (sheets, more) = (0, await list.MoveNextAsync());
        do
        {
            await using var part = await zip.CreateEntry($"xl/worksheets/sheet{++sheets}.xml", CompressionLevel.Fastest).OpenAsync(stop);
            using var writer = OpenXmlWriter.Create(part, Encoding.UTF8);
            Workbook.Begin(writer, frame);
            foreach (var (at, head) in heads.Index()) Workbook.Write(writer, frame, at, head);
            for (var at = heads.Count; more && at < mostRows; at++, more = await list.MoveNextAsync()) Workbook.Write(writer, frame, at, list.Current);
            Workbook.End(writer, frame);
            writer.WriteEndElement();
        }
        while (more);
        await Text(zip, "xl/styles.xml", SheetStyles.Make().OuterXml, stop);
        await Text(zip, "xl/workbook.xml", Book(frame, sheets).OuterXml, stop);
        await Text(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Each(sheets, n => Relation($"s{n}", "worksheet", $"worksheets/sheet{n}.xml"))}{Relation("styles", "styles", "styles.xml")}</Relationships>", stop);
        await Text(zip, "_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Relation("book", "officeDocument", "xl/workbook.xml")}</Relationships>", stop);
        await Text(zip, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"{Part("/xl/workbook.xml", "sheet.main")}{Part("/xl/styles.xml", "styles")}{Each(sheets, n => Part($"/xl/worksheets/sheet{n}.xml", "worksheet"))}</Types>", stop);
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Workbook Book(Sheet frame, int sheets)
    {
        var numbered = Enumerable.Range(1, sheets).Select(n => (Number: (uint)n, Name: Workbook.Named(n == 1 ? frame.Name : $"{frame.Name}（续{n - 1}）"))).ToList();
        var book = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new DocumentFormat.OpenXml.Spreadsheet.Sheets(numbered.Select(s => new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = $"s{s.Number}", SheetId = s.Number, Name = s.Name })),
            new DefinedNames(numbered.Select(s => Workbook.PrintTitles(s.Name, frame.HeadRows, s.Number - 1))));
        book.AddNamespaceDeclaration("r", Relations);
        return book;
    }

    private static string Each(int sheets, Func<int, string> one) => string.Concat(Enumerable.Range(1, sheets).Select(one));

    private static string Relation(string id, string kind, string target) => $"<Relationship Id=\"{id}\" Type=\"{Relations}/{kind}\" Target=\"{target}\"/>";

    private static string Part(string name, string kind) => $"<Override PartName=\"{name}\" ContentType=\"{Office}.{kind}+xml\"/>";

    private static async Task Text(ZipArchive zip, string name, string xml, CancellationToken stop)
    {
        await using var part = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(stop);
        await part.WriteAsync(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>{xml}"), stop);
    }
}
