using System.Text;
using static EvaluationPortal.Tests.Storage.Evidence.ZipBytes;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>Files that must not be taken, each with what its refusal has to say.</summary>
internal static class HostileFiles
{
    private const string Program = "这是可执行程序";
    private const string Archive = "请解压后上传";
    private const string Page = "请把网页截图，或打印为PDF后上传";
    private const string Svg = "请另存为PNG后上传";
    private const string Script = "这是脚本文件";
    private const string Plain = "这是纯文本文件或脚本";
    private const string Media = "这是音频或视频";
    private const string Macro = "请另存为不带宏的";
    private const string Repair = "请用原来的软件打开后重新保存";
    private const string Hidden = "藏有另一种类型的内容";
    private const string Image = "图片不完整或已损坏，或末尾附有其他内容";
    private const string Password = "请取消密码后重新保存";
    private const string Reprint = "打印为PDF”另存后上传";

    /// <summary>By a name that says what it is.</summary>
    public static SortedDictionary<string, (byte[] Content, string Says)> All { get; } = new(Listed().ToDictionary(f => f.What, f => (f.Content, f.Says)), StringComparer.Ordinal);

    private static IEnumerable<(string What, byte[] Content, string Says)> Listed() =>
        [.. Programs(), .. Archives(), .. Texts(), .. NewOffice(), .. OldOffice(), .. OtherDocuments(), .. Pdfs(), .. Images(), .. Others()];

    private static IEnumerable<(string, byte[], string)> Programs() =>
    [
        ("Windows program", ImageBytes.Program, Program), ("Linux program", [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[64]], Program), ("macOS program", [0xCF, 0xFA, 0xED, 0xFE, .. new byte[64]], Program),
        ("Java class", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, .. new byte[64]], Program), ("Android code", Text("dex\n035\0rest"), Program), ("WebAssembly", [0, .. "asm"u8, 1, 0, 0, 0], Program),
        ("Flash", Text("CWS\u0009rest of it"), Program), ("compiled help", Text("ITSF\u0003\0\0\0rest"), Program), ("static library", Text("!<arch>\nrest"), Program),
        ("Windows shortcut", [0x4C, 0, 0, 0, 1, 0x14, 2, 0, .. new byte[64]], "这是快捷方式"),
    ];

    private static IEnumerable<(string, byte[], string)> Archives() =>
    [
        ("zip", Of(("通知.pdf", PdfBytes.Of())), Archive), ("empty zip", Of(), Archive), ("jar", Of(("META-INF/MANIFEST.MF", Text("Main-Class: X")), ("X.class", [0xCA, 0xFE])), Archive),
        ("apk", Of(("AndroidManifest.xml", []), ("classes.dex", Text("dex\n"))), Archive), ("rar", Text("Rar!\u001a\u0007\u0001\0rest"), Archive), ("7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4], Archive),
        ("gzip", [0x1F, 0x8B, 8, 0, .. new byte[20]], Archive), ("bzip2", Text("BZh91AY&SY"), Archive), ("xz", [0xFD, .. "7zXZ"u8, 0, 0], Archive), ("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0], Archive),
        ("cabinet", Text("MSCF\0\0\0\0rest"), Archive), ("tar", [.. new byte[257], .. "ustar"u8, .. new byte[250]], Archive), ("lzh", Text("\u0020\u0020-lh5-rest"), Archive), ("disc image", [.. new byte[0x8001], .. "CD001"u8, 1], Archive),
        ("encrypted zip", FlagEncrypted(Of(("a.pdf", PdfBytes.Of()))), Archive),
    ];

    private static IEnumerable<(string, byte[], string)> Texts() =>
    [
        ("web page", Text("<!DOCTYPE html><html><body>公告</body></html>"), Page), ("web page after a mark and blanks", Text("\uFEFF \n\t<HTML><script>alert(1)</script>"), Page),
        ("web page in UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html><body>")], Page), ("script element alone", Text("<script>alert(1)</script>"), Page),
        ("web archive", Text("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"), Page), ("HTML application", Text("<hta:application id=x>"), Page), ("PHP", Text("<?php system($_GET['c']); ?>"), Page), ("server page", Text("<%@ page language=\"java\" %>"), Page),
        ("SVG with a script", Text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"), Svg), ("SVG with an event", Text("<?xml version=\"1.0\"?><!-- x --><svg onload=\"alert(1)\"/>"), Svg), ("SVG without anything", Text("<svg/>"), Svg),
        ("XML", Text("<?xml version=\"1.0\"?><a/>"), "这是XML文件"), ("XML with entities", Text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"), "这是XML文件"),
        ("shell script", Text("#!/bin/sh\nrm -rf /\n"), Script), ("batch file", Text("@ECHO OFF\r\ndel *\r\n"), Script), ("registry file", Text("Windows Registry Editor Version 5.00\r\n"), Script), ("Windows script", Text("<job><script language=VBScript>x</script></job>"), Script),
        ("JavaScript", Text("var x = new ActiveXObject('WScript.Shell');"), Plain), ("PowerShell", Text("Invoke-Expression (New-Object Net.WebClient)"), Plain), ("plain text", Text("名单：张三，身份证号……"), Plain),
        ("internet shortcut", Text("[InternetShortcut]\r\nURL=file://x\r\n"), "请把网址填入说明"), ("mail", Text("From: a@example.com\nSubject: x\n"), "请把邮件打印为PDF"), ("rich text with an object", Text("{\\rtf1{\\object\\objdata 0105}}"), "请用Word或WPS另存为docx"),
    ];

    private static IEnumerable<(string, byte[], string)> NewOffice() =>
    [
        ("docm", Office("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), Macro), ("xlsm", Office("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), Macro),
        ("xlsb", Office("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), Macro), ("pptm", Office("ppt/presentation.xml", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"), Macro),
        ("docx with a macro project", Docx(("word/vbaProject.bin", CompoundBytes.Of(("dir", [])))), Macro), ("xlsx with a macro sheet", Xlsx(("xl/macrosheets/sheet1.xml", Text("<m/>"))), Macro),
        ("docx with ActiveX", Docx(("word/activeX/activeX1.xml", Text("<x/>"))), Macro), ("xlsx with buttons of its own", Xlsx(("customUI/customUI.xml", Text("<x/>"))), Macro),
        ("docx with an outside template", Docx(("word/_rels/settings.xml.rels", Relation("attachedTemplate", "http://example.com/x.dotm", isExternal: true))), "请断开外部链接"),
        ("docx with an outside object", Docx(("word/_rels/document.xml.rels", Relation("oleObject", "http://example.com/x.hta", isExternal: true))), "请断开外部链接"),
        ("docx with an outside frame", Docx(("word/_rels/webSettings.xml.rels", Relation("frame", "\\\\example.com\\x", isExternal: true))), "请断开外部链接"),
        ("docx with a program", Docx(("word/media/image1.png", ImageBytes.Program)), "嵌有可执行程序"), ("docx with a script", Docx(("word/embeddings/run.vbs", Text("x"))), "嵌有程序、脚本或网页"),
        ("docx with a packed-in program", Docx(("word/embeddings/oleObject1.bin", CompoundBytes.Of(("\u0001Ole10Native", ImageBytes.Program)))), "嵌有其他程序打开的对象"),
        ("docx with an old macro document", Docx(("word/embeddings/old.doc", CompoundBytes.Doc(("_VBA_PROJECT", [])))), Macro),
        ("pptx with an xlsm inside", Pptx(("ppt/embeddings/table.xlsx", Office("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))), Macro), ("docx with an archive inside", Docx(("word/embeddings/x.bin", Of(("a.exe", ImageBytes.Program)))), Archive),
        ("docx with documents five deep", Nested(5), "层数过多"), ("template", Office("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), "这是模板、放映文件"),
        ("docx without its main part", Of(("[Content_Types].xml", Text("<Types/>")), ("_rels/.rels", Relation("officeDocument", "word/document.xml"))), "文件内部结构不完整"),
        ("docx with entities", Of(("[Content_Types].xml", Text("<!DOCTYPE Types [<!ENTITY a \"aaaa\">]><Types>&a;</Types>")), ("_rels/.rels", Relation("officeDocument", "x"))), "文件内部结构不完整"),
        ("docx with a part outside", Replace(Docx(("word/up/up/x.xml", [])), "word/up/up/x.xml", "word/../../x.xml"), "指向外部路径"), ("docx with a part at a drive", Replace(Docx(("c-/x.xml", [])), "c-/x.xml", "c:/x.xml"), "指向外部路径"),
        ("docx with two parts of one name", Replace(Docx(("word/a.xml", []), ("word/b.xml", [])), "word/b.xml", "word/a.xml"), Repair), ("docx with two names for one part", ReplaceLast(Docx(("word/a.xml", [])), "word/a.xml", "word/b.xml"), Repair),
        ("docx with something behind it", [.. Docx(), .. "x"u8], Repair), ("docx with something before it", [.. "MZ"u8, .. Docx()], Program), ("docx with something between its parts", Spliced(Docx()), Repair),
        ("docx cut short", Docx()[..^30], Repair), ("docx that is a bomb", Docx(("word/media/image1.bmp", new byte[600 * 1024 * 1024])), "文件解开后过大"), ("docx with a wrong length", WrongLength(), Repair),
        ("docx of too many parts", Docx([.. Enumerable.Range(0, 10_001).Select(n => ($"word/{n}.xml", Array.Empty<byte>()))]), "最多10000个"), ("docx with encrypted parts", FlagEncrypted(Docx()), Password),
    ];

    private static IEnumerable<(string, byte[], string)> OldOffice() =>
    [
        ("encrypted docx", CompoundBytes.Of(("EncryptedPackage", []), ("EncryptionInfo", [])), Password), ("doc with macros", CompoundBytes.Doc(("_VBA_PROJECT", []), ("dir", [])), Macro), ("xls with macros", CompoundBytes.Xls(("_VBA_PROJECT_CUR", [])), Macro),
        ("xls with a macro sheet", CompoundBytes.Of(("Workbook", CompoundBytes.Workbook([0x85, 0, 6, 0, 0, 0, 0, 0, 0, 1]))), Macro), ("xls with a password", CompoundBytes.Of(("Workbook", CompoundBytes.Workbook([0x2F, 0, 2, 0, 1, 0]))), Password),
        ("ppt with macros", CompoundBytes.Of(("PowerPoint Document", CompoundBytes.Slides(CompoundBytes.AboutMacros(1))), ("Current User", [])), Macro),
        ("doc with a password", CompoundBytes.Of(("WordDocument", [0xEC, 0xA5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. new byte[40]])), Password), ("doc with a packed-in file", CompoundBytes.Doc(("\u0001Ole10Native", ImageBytes.Program)), "请把嵌入的文件另存后单独上传"),
        ("doc with an equation object", CompoundBytes.Doc(("Equation Native", [])), "请把嵌入的文件另存后单独上传"), ("installer", CompoundBytes.Of(("\u4840\u3F3F", [])), "这是安装程序或其他软件的文件"), ("Outlook message", CompoundBytes.Of(("__properties_version1.0", [])), "这是邮件文件"),
        ("compound file cut short", CompoundBytes.Doc()[..600], "文件内部结构不完整"), ("compound file in circles", Circular(), "文件内部结构不完整"), ("doc that is none", CompoundBytes.Of(("WordDocument", [1, 2, 3])), "文件内部结构不完整"),
    ];

    private static IEnumerable<(string, byte[], string)> OtherDocuments() =>
    [
        ("OFD with a program", Ofd(("Doc_0/Attachs/x.dat", ImageBytes.Program)), "嵌有可执行程序"), ("OFD with a script", Ofd(("Doc_0/Attachs/x.js", Text("x"))), "嵌有程序、脚本或网页"), ("OFD that is none", Of(("OFD.xml", Text("<a/>"))), "OFD文件内部结构不完整"),
        ("ODF with a macro", Odf("text", ("Basic/Standard/Module1.xml", Text("<m/>"))), "请去掉宏后重新保存"), ("ODF with a script", Odf("spreadsheet", ("Scripts/python/x.py", Text("x"))), "请去掉宏后重新保存"),
        ("encrypted ODF", Of(("mimetype", Text("application/vnd.oasis.opendocument.text")), ("META-INF/manifest.xml", Text("<manifest><file-entry><encryption-data/></file-entry></manifest>"))), Password), ("e-book", Of(("mimetype", Text("application/epub+zip")), ("x.html", [])), Archive),
    ];

    private static IEnumerable<(string, byte[], string)> Pdfs() =>
    [
        ("PDF with a script", PdfBytes.Of("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), Reprint), ("PDF with a script in other letters", PdfBytes.Of("/OpenAction << /S /J#61va#53cript /JS (x) >>"), Reprint), ("PDF with packed scripts", PdfBytes.Of("", PdfBytes.ObjectStream("4 0 << /S /JavaScript /JS (x) >>")), "PDF中带有脚本"),
        ("PDF with packed scripts in other letters", PdfBytes.Of("", PdfBytes.ObjectStream("4 0 << /S /#4aavaScript >>", "/Type /Obj#53tm /N 1 /First 4")), "PDF中带有脚本"),
        ("PDF with objects packed another way", PdfBytes.Of("", PdfBytes.Stream("/Type /ObjStm /Filter /LZWDecode", [1, 2, 3])), Reprint), ("PDF with objects packed twice", PdfBytes.Of("", PdfBytes.ObjectStream("x", filter: "/Filter [/ASCIIHexDecode /FlateDecode]")), Reprint), ("PDF with packed objects hidden", PdfBytes.Of("", PdfBytes.Stream($"/Type /ObjStm /X ({new string('x', 70_000)})", [1])), Reprint),
        ("PDF that starts a program", PdfBytes.Of("/OpenAction << /S /Launch /F (cmd.exe) >>"), "启动其他程序"), ("PDF with an attachment", PdfBytes.Of("", PdfBytes.Stream("/Type /EmbeddedFile", ImageBytes.Program)), "请把附件单独上传"), ("PDF with attachments named", PdfBytes.Of("/Names << /EmbeddedFiles 4 0 R >>"), "请把附件单独上传"),
        ("PDF with Flash", PdfBytes.Of("", PdfBytes.Latin("<< /Subtype /RichMedia >>")), "多媒体"), ("PDF with a living form", PdfBytes.Of("/AcroForm << /XFA 4 0 R >>"), "动态表单"), ("PDF that sends", PdfBytes.Of("/OpenAction << /S /SubmitForm /F (http://example.com) >>"), "向外提交"), ("PDF that opens its attachment", PdfBytes.Of("/OpenAction << /S /GoToE >>"), "打开附件"),
        ("PDF with a password", PdfBytes.Of("/Encrypt 9 0 R"), "请取消限制后上传"), ("PDF with a program behind it", [.. PdfBytes.Of(), .. ImageBytes.Program], "PDF文件末尾附有其他内容"), ("PDF and archive", [.. PdfBytes.Of(), .. Of(("x.exe", ImageBytes.Program))], "PDF文件末尾附有其他内容"),
        ("PDF around an archive", PdfAroundArchive(), Hidden), ("PDF behind a web page", [.. "<html><!--"u8, .. PdfBytes.Of()], Page), ("PDF cut short", PdfBytes.Of()[..100], "PDF文件不完整"), ("PDF header alone", Text("%PDF-1.7"), "PDF文件不完整"),
    ];

    private static IEnumerable<(string, byte[], string)> Images() =>
    [
        ("PNG and archive", [.. ImageBytes.Png, .. Of(("x.class", [1]))], Image), ("JPEG and archive", [.. ImageBytes.Jpeg, .. Of(("x.class", [1]))], Hidden), ("JPEG and program", [.. ImageBytes.Jpeg, .. ImageBytes.Program], Program), ("JPEG with PHP", ImageBytes.JpegWith(Text("<?php system('x'); ?>")), "藏有网页或脚本"),
        ("PNG with a web page", ImageBytes.PngWith("tEXt", Text("Comment\0<HTML><body>")), "藏有网页或脚本"), ("PNG with a script", ImageBytes.PngWith("tEXt", Text("Comment\0<ScRiPt>")), "藏有网页或脚本"), ("PNG with a PDF", ImageBytes.PngWith("tEXt", PdfBytes.Of()), Hidden), ("PNG of a billion pixels", ImageBytes.PngOf(40_000), "图片的像素过多"),
        ("PNG cut short", ImageBytes.Png[..^20], Image), ("GIF that is JavaScript", Text("GIF89a=1;alert(1);//                 "), Image), ("GIF and archive", [.. ImageBytes.Gif, .. Of(("x.class", [1]))], Image), ("BMP that is JavaScript", Text("BM=1;/*                              */alert(1)"), Image), ("BMP with something behind it", [.. ImageBytes.Bmp, .. "x"u8], Image),
        ("WebP with something behind it", [.. ImageBytes.Webp, .. "xx"u8], Image), ("TIFF in circles", CircularTiff(), Image), ("HEIC with something behind it", [.. ImageBytes.Heic, .. "xyz"u8], Image), ("HEIC without a picture", ImageBytes.Box("ftyp", [.. "heic"u8, 0, 0, 0, 0]), Image), ("HEIC with a web page", [.. ImageBytes.Heic, .. ImageBytes.Box("free", Text("<html>"))], "藏有网页或脚本"),
    ];

    private static IEnumerable<(string, byte[], string)> Others() =>
    [
        ("nothing", [], "文件是空的"), ("film", ImageBytes.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isomiso2"u8]), Media), ("sound", Text("ID3\u0003\0\0rest of it"), Media), ("old film", Text("RIFF\0\0\0\0AVI LIST"), Media), ("web film", [0x1A, 0x45, 0xDF, 0xA3, 1, 2], Media),
        ("anything", [.. Enumerable.Range(0, 4000).Select(n => (byte)(n * 7919 >> 3))], "无法识别这个文件"), ("blanks", new byte[5000], "无法识别这个文件"),
    ];

    /// <summary>Every part says that it is encrypted.</summary>
    private static byte[] FlagEncrypted(byte[] zip)
    {
        byte[] changed = [.. zip];
        for (var at = 0; at < changed.Length - 10; at++)
        {
            if (changed.AsSpan(at).StartsWith("PK\u0001\u0002"u8)) changed[at + 8] |= 1;
            if (changed.AsSpan(at).StartsWith("PK\u0003\u0004"u8)) changed[at + 6] |= 1;
        }

        return changed;
    }

    private static byte[] Nested(int times) => times == 0 ? Docx() : Docx(("word/embeddings/inner.docx", Nested(times - 1)));

    /// <summary>Bytes that no directory knows, before the directory; its place is corrected.</summary>
    private static byte[] Spliced(byte[] zip)
    {
        var at = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        byte[] hidden = [.. "hidden bytes between the parts"u8], changed = [.. zip[..at], .. hidden, .. zip[at..]];
        BitConverter.TryWriteBytes(changed.AsSpan(changed.Length - 6), at + hidden.Length);
        return changed;
    }

    /// <summary>The directory says that a part is shorter than it is.</summary>
    private static byte[] WrongLength()
    {
        var zip = Docx(("word/long.xml", new byte[10_000]));
        var at = zip.AsSpan().LastIndexOf("word/long.xml"u8) - 46;
        BitConverter.TryWriteBytes(zip.AsSpan(at + 24), 10);
        return zip;
    }

    private static byte[] Circular()
    {
        var file = CompoundBytes.Doc();
        BitConverter.TryWriteBytes(file.AsSpan(512 + 4), 1u); // The directory's only sector follows itself.
        return file;
    }

    private static byte[] CircularTiff()
    {
        var file = ImageBytes.Tiff;
        file[40] = 8;
        return file;
    }

    /// <summary>An archive in a stream, its directory's end in a comment that reaches to the file's end.</summary>
    private static byte[] PdfAroundArchive()
    {
        var zip = Of(("x.exe", ImageBytes.Program));
        var pdf = PdfBytes.Of("", PdfBytes.Stream("", zip));
        var comment = pdf.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BitConverter.TryWriteBytes(pdf.AsSpan(comment + 20), (ushort)(pdf.Length - comment - 22));
        return pdf;
    }
}
