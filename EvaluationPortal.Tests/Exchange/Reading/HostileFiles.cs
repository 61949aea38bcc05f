using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EvaluationPortal.Tests.Exchange.Reading;

/// <summary>Files that nobody should be hurt by, each with the beginning of what is said of it; nothing is said of those that are read safely.</summary>
internal static class HostileFiles
{
    public const string Broken = "不是完好的.xlsx文件";
    private const string NoText = "不是电子表格，也不是文字编码看得懂的.csv文件";
    private const string Laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    private const string Outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    private static readonly object?[] Heads = ["单位", "5.1"];
    private static readonly object?[] Good = ["泗泾镇", 8];

    public static Dictionary<string, (Func<byte[]> File, string Said)> All { get; } = new(StringComparer.Ordinal)
    {
        ["nothing"] = (() => [], "文件是空的"),
        ["two letters"] = (() => "PK"u8.ToArray(), Broken),
        ["a web page"] = (() => "<html><table><tr><td>单位</td></tr></table></html>"u8.ToArray(), NoText),
        ["a pdf"] = (() => "%PDF-1.7\n单位,5.1"u8.ToArray(), NoText),
        ["json"] = (() => "{\"单位\": 1}"u8.ToArray(), NoText),
        ["a picture"] = (() => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13], NoText),
        ["a program"] = (() => [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0], NoText),
        ["an old workbook"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]], "这是旧格式的电子表格（.xls）或加了密码的文件"),
        ["an encrypted workbook"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "这是旧格式的电子表格（.xls）或加了密码的文件"),
        ["a binary workbook"] = (() => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "")), "这是二进制格式的电子表格（.xlsb）"),
        ["an open document"] = (() => Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), "这是OpenDocument格式的文件"),
        ["a text document"] = (() => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>")), "这是文字文档"),
        ["a presentation"] = (() => Zip(("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<x/>")), "这是演示文稿"),
        ["an archive"] = (() => Zip(("a.xlsx", "x")), "这是压缩包"),
        ["11 MB"] = (() => new byte[11 * 1024 * 1024], "文件有11MB，最大10MB"),
        ["a bomb"] = (() => With("xl/worksheets/sheet1.xml", new byte[100 * 1024 * 1024]), "文件解压后超过60MB"),
        ["a bomb of many parts"] = (() => Zip([("[Content_Types].xml", "<Types/>"), .. Enumerable.Range(0, 80).Select(n => ($"p{n}.xml", new string(' ', 1024 * 1024)))]), "文件解压后超过60MB"),
        ["a bomb beside the sheets"] = (() => With("xl/media/image1.png", new byte[70 * 1024 * 1024]), "文件解压后超过60MB"),
        ["a large sheet"] = (() => With("xl/worksheets/sheet1.xml", new byte[25 * 1024 * 1024]), "文件中的xl/worksheets/sheet1.xml解压后有25MB，最大20MB"),
        ["large relations"] = (() => With("xl/_rels/workbook.xml.rels", new byte[3 * 1024 * 1024]), "文件中的xl/_rels/workbook.xml.rels解压后有3MB，最大1MB"),
        ["a size that is a lie"] = (() => Lying(With("xl/worksheets/sheet1.xml", new byte[100 * 1024 * 1024])), ""),
        ["thousands of parts"] = (() => Zip([.. Enumerable.Range(0, 3000).Select(n => ($"p{n}", ""))]), "文件由3000个部分组成，最多500个"),
        ["laughs in a sheet"] = (() => Before("xl/worksheets/sheet1.xml", Laughs), Broken),
        ["laughs in the texts"] = (() => Before("xl/sharedStrings.xml", Laughs), Broken),
        ["a file for an entity in a sheet"] = (() => Before("xl/worksheets/sheet1.xml", Outside), Broken),
        ["a file for an entity in the styles"] = (() => Before("xl/styles.xml", Outside), Broken),
        ["a file for an entity in the outline"] = (() => Before("xl/workbook.xml", Outside), Broken),
        ["a file for an entity in the contents"] = (() => Before("[Content_Types].xml", Outside), Broken),
        ["a file for an entity in the relations"] = (() => Before("xl/_rels/workbook.xml.rels", Outside), Broken),
        ["nested without end"] = (() => Inside(string.Concat(Enumerable.Repeat("<a>", 2_000_000))), Broken),
        ["a million attributes"] = (() => Inside($"<sheetData {string.Concat(Enumerable.Range(0, 1_000_000).Select(n => $"a{n}=\"\" "))}/>"), Broken),
        ["a tag without end"] = (() => Inside($"<sheetData a=\"{new string('x', 15_000_000)}\"/>"), Broken),
        ["row 1,048,576"] = (() => Inside("<sheetData><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData>"), "工作表“表”第1048576行还有内容，最多5000行"),
        ["a row beyond numbers"] = (() => Inside("<sheetData><row r=\"99999999999\"><c><v>1</v></c></row><row r=\"-5\"><c><v>1</v></c></row></sheetData>"), "“文件”里没有看得懂的表"),
        ["row nought"] = (() => Inside("<sheetData><row r=\"0\"><c><v>1</v></c></row></sheetData>"), "工作表“表”第0行还有内容"),
        ["column XFD"] = (() => Inside("<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>"), "工作表“表”XFD1单元格还有内容，最多200列"),
        ["a claimed giant range"] = (() => Inside("<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\" width=\"9\"/></cols>" + HandMadeBook.Rows(Heads, Good)), ""),
        ["a million empty rows"] = (() => Inside($"<sheetData>{string.Concat(Enumerable.Range(1, 600_000).Select(n => $"<row r=\"{n}\"/>"))}</sheetData>"), "“文件”里没有看得懂的表"),
        ["one merged giant"] = (() => Inside(HandMadeBook.Rows(Heads, Good) + "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"), ""),
        ["thousands of merged giants"] = (() => Inside(HandMadeBook.Rows(Heads, Good) + $"<mergeCells>{string.Concat(Enumerable.Repeat("<mergeCell ref=\"A1:A5000\"/>", 5000))}</mergeCells>"), "工作表“表”的内容太多"),
        ["wrong merged ranges"] = (() => Inside(HandMadeBook.Rows(Heads, Good) + "<mergeCells><mergeCell ref=\"\"/><mergeCell ref=\"A0:A9\"/><mergeCell ref=\"A9:A1\"/><mergeCell ref=\"ZZZZZ1:A2:B3\"/></mergeCells>"), ""),
        ["too many rows"] = (() => Inside(HandMadeBook.Rows([Heads, .. Enumerable.Repeat(Good, 5000)])), "工作表“表”第5001行还有内容"),
        ["too many cells"] = (() => Inside(HandMadeBook.Rows(Enumerable.Repeat<object?[]>([.. Enumerable.Repeat<object?>(null, 199), 1], 2000))), "工作表“表”的内容太多"),
        ["a cell of 5,000 characters"] = (() => Inside(HandMadeBook.Rows(Heads, [new string('字', 5000), 8])), "工作表“表”A2单元格有5000个字符，最多4000个"),
        ["a cell of 15 million characters"] = (() => Inside(HandMadeBook.Rows(Heads, [new string('x', 15_000_000), 8])), "工作表“表”A2单元格有32768个字符，最多4000个"),
        ["too many shared texts"] = (() => new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good))).Shared([.. Enumerable.Repeat("<t>a</t>", 300_000)]).File(), "文件的文字表太大"),
        ["shared texts too long"] = (() => new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good))).Shared([.. Enumerable.Repeat($"<t>{new string('x', 30_000)}</t>", 600)]).File(), "文件的文字表太大"),
        ["a shared text of a million runs"] = (() => new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good))).Shared(string.Concat(Enumerable.Repeat("<r><t>a</t></r>", 1_000_000))).File(), ""),
        ["places of shared texts that are not there"] = (() => Inside(HandMadeBook.Rows(Heads, Good, ["<c t=\"s\"><v>99</v></c>", "<c t=\"s\"><v>-1</v></c>"])), ""),
        ["styles that are not there"] = (() => Inside(HandMadeBook.Rows(Heads, Good, ["佘山镇", "<c s=\"4294967295\"><v>4</v></c>"])), ""),
        ["numbers beyond numbers"] = (() => Inside(HandMadeBook.Rows(Heads, Good, ["佘山镇", "<c><v>1E400</v></c>".Insert(2, " ")], ["车墩镇", "<c ><v>NaN</v></c>"], ["新桥镇", "<c s=\"1\"><v>1E300</v></c>"])), ""),
        ["two million formats"] = (() => new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good))).Put("xl/styles.xml", $"<styleSheet xmlns=\"{HandMadeBook.Main}\"><cellXfs>{string.Concat(Enumerable.Repeat("<xf numFmtId=\"1\"/>", 900_000))}</cellXfs></styleSheet>").File(), ""),
        ["another file's cells"] = (() => Inside(HandMadeBook.Rows(Heads, ["泗泾镇", "<c ><f>[1]Sheet1!A1</f><v>8</v></c>"])), ""),
        ["a command in a formula"] = (() => Inside(HandMadeBook.Rows(Heads, ["泗泾镇", "<c t=\"str\"><f>cmd|'/C calc'!A0</f><v>8</v></c>"])), ""),
        ["a sheet that is not there"] = (() => Without("xl/worksheets/sheet1.xml"), Broken),
        ["a sheet elsewhere"] = (() => Replaced("xl/_rels/workbook.xml.rels", "Target=\"worksheets/sheet1.xml\"", "Target=\"https://evil.example/sheet1.xml\" TargetMode=\"External\""), Broken),
        ["a sheet above the archive"] = (() => Replaced("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../../etc/passwd"), Broken),
        ["a sheet without a relation"] = (() => Replaced("xl/workbook.xml", "r:id=\"s1\"", "r:id=\"nobody\""), Broken),
        ["no contents"] = (() => With("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"u8.ToArray()), "文件中没有可见的工作表"),
        ["no sheets"] = (() => new HandMadeBook().File(), "文件中没有可见的工作表"),
        ["only hidden sheets"] = (() => new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good))).Outline("", ("表", "hidden")).File(), "文件中没有可见的工作表"),
        ["too many sheets"] = (() => new HandMadeBook([.. Enumerable.Range(0, 80).Select(n => ($"表{n}", HandMadeBook.Rows(Heads, Good)))]).File(), "文件有80张工作表，最多60张"),
        ["an outline of millions of names"] = (() => Replaced("xl/workbook.xml", "<sheets>", $"<definedNames>{string.Concat(Enumerable.Repeat("<definedName name=\"a\">1</definedName>", 100_000))}</definedNames><sheets>"), Broken),
        ["half a file"] = (() => new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good))).File()[..900], Broken),
        ["half a sheet"] = (() => With("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c"u8.ToArray()), Broken),
        ["a sheet in UTF-16"] = (() => With("xl/worksheets/sheet1.xml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<worksheet/>")]), Broken),
        ["a sheet in no encoding"] = (() => With("xl/worksheets/sheet1.xml", [.. "<worksheet>"u8, 0xFF, 0xC0, 0x80, .. "</worksheet>"u8]), Broken),
        ["csv of too many rows"] = (() => Encoding.UTF8.GetBytes($"单位,5.1\n{string.Concat(Enumerable.Repeat("泗泾镇,8\n", 6000))}"), "第5001行还有内容，最多5000行"),
        ["csv of too many columns"] = (() => Encoding.UTF8.GetBytes($"单位,{string.Join(',', Enumerable.Repeat("5.1", 100_000))}"), "第1行第201列还有内容"),
        ["csv of a long cell"] = (() => Encoding.UTF8.GetBytes($"单位,5.1\n泗泾镇,{new string('8', 1_000_000)}"), "第2行第2列有1000000个字符，最多4000个"),
        ["csv of an open quotation"] = (() => Encoding.UTF8.GetBytes($"单位,5.1\n泗泾镇,\"{new string('8', 4_000_000)}"), "第2行第2列的引号没有成对"),
        ["csv of millions of quotations"] = (() => Encoding.UTF8.GetBytes($"单位,5.1\n{new string('"', 4_000_001)}"), "第2行第1列"),
        ["csv with a nought"] = (() => "单位,5.1\n泗泾镇,8\0"u8.ToArray(), NoText),
        ["csv in no encoding"] = (() => [.. "danwei,5.1\n"u8, 0xFF, 0xFF, 0x80, 0x20], NoText),
        ["csv of separators alone"] = (() => Encoding.UTF8.GetBytes(new string(',', 3_000_000)), "“文件”里没有看得懂的表"),
    };

    private static byte[] Inside(string sheet) => new HandMadeBook(("表", sheet)).File();

    private static byte[] With(string part, byte[] bytes)
    {
        var book = new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good)));
        book.Parts[part] = bytes;
        return book.File();
    }

    private static byte[] Without(string part)
    {
        var book = new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good)));
        book.Parts.Remove(part);
        return book.File();
    }

    private static byte[] Before(string part, string text) => Replaced(part, null, text);

    private static byte[] Replaced(string part, string? old, string text)
    {
        var book = new HandMadeBook(("表", HandMadeBook.Rows(Heads, Good)));
        var was = Encoding.UTF8.GetString(book.Parts[part]);
        var now = old is null ? text + was : was.Replace(old, text, StringComparison.Ordinal);
        Assert.NotEqual(was, now);
        return book.Put(part, now).File();
    }

    private static byte[] Zip(params IReadOnlyList<(string Name, string Text)> parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(name).Open());
                part.Write(text);
            }
        }

        return file.ToArray();
    }

    /// <summary>Says of every part, where the archive lists them, that it unpacks to 100 bytes.</summary>
    private static byte[] Lying(byte[] file)
    {
        for (var at = 0; at < file.Length - 46; at++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)) == 0x02014b50) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 24), 100);
        }

        return file;
    }
}
