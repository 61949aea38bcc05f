using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace EvaluationPortal.Tests.Exchange.Reading;

/// <summary>A workbook put together part by part, so that any of them can be wrong.</summary>
internal sealed class HandMadeBook
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public Dictionary<string, byte[]> Parts { get; } = [];

    public HandMadeBook(params IReadOnlyList<(string Name, string Inside)> sheets)
    {
        var kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        Put("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{string.Concat(sheets.Select((_, at) => $"""<Override PartName="/xl/worksheets/sheet{at + 1}.xml" ContentType="{kinds}.worksheet+xml"/>"""))}</Types>""");
        Put("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Put("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, at) => $"""<Relationship Id="s{at + 1}" Type="{Relations}/worksheet" Target="worksheets/sheet{at + 1}.xml"/>"""))}<Relationship Id="t" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="f" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        Outline("", [.. sheets.Select(s => (s.Name, "visible"))]);
        Shared([]);
        Put("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>""");
        foreach (var (at, sheet) in sheets.Index()) Sheet(at + 1, sheet.Inside);
    }

    public HandMadeBook Put(string part, string text)
    {
        Parts[part] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public HandMadeBook Sheet(int number, string inside) => Put($"xl/worksheets/sheet{number}.xml", $"""<worksheet xmlns="{Main}">{inside}</worksheet>""");

    public HandMadeBook Outline(string before, params IReadOnlyList<(string Name, string State)> sheets) =>
        Put("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}">{before}<sheets>{string.Concat(sheets.Select((s, at) => $"""<sheet name="{s.Name}" sheetId="{at + 1}" state="{s.State}" r:id="s{at + 1}"/>"""))}</sheets></workbook>""");

    public HandMadeBook Shared(params IReadOnlyList<string> texts) => Put("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{string.Concat(texts.Select(t => $"<si>{t}</si>"))}</sst>""");

    public byte[] File()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in Parts)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(bytes);
            }
        }

        return file.ToArray();
    }

    /// <summary>Rows of cells: text inline, numbers bare, a text beginning with &lt;c as it is; null for none.</summary>
    public static string Rows(params IEnumerable<object?[]> rows) => $"<sheetData>{string.Concat(rows.Select((cells, row) => $"<row r=\"{row + 1}\">{string.Concat(cells.Select((cell, column) => Cell(cell, row, column)))}</row>"))}</sheetData>";

    public static string Place(int row, int column) => $"{(column < 26 ? "" : ((char)('A' + (column / 26) - 1)).ToString())}{(char)('A' + (column % 26))}{(row + 1).ToString(CultureInfo.InvariantCulture)}";

    private static string Cell(object? cell, int row, int column) => cell switch
    {
        null => "",
        string text when text.StartsWith("<c ", StringComparison.Ordinal) => text.Insert(3, $"r=\"{Place(row, column)}\" "),
        string text => $"<c r=\"{Place(row, column)}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        IFormattable number => $"<c r=\"{Place(row, column)}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
        _ => throw new ArgumentException($"{cell}", nameof(cell)),
    };
}
