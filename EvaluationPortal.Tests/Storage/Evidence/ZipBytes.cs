using System.IO.Compression;
using System.Text;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>Documents that are zip files inside, sound or tampered with.</summary>
internal static class ZipBytes
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    public const string PowerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    /// <summary>A zip file of those parts.</summary>
    public static byte[] Of(params (string Name, byte[] Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return file.ToArray();
    }

    public static byte[] Docx(params (string Name, byte[] Content)[] more) => Office("word/document.xml", Word, more);

    public static byte[] Xlsx(params (string Name, byte[] Content)[] more) => Office("xl/workbook.xml", Excel, more);

    public static byte[] Pptx(params (string Name, byte[] Content)[] more) => Office("ppt/presentation.xml", PowerPoint, more);

    /// <summary>An OOXML file with that main part.</summary>
    public static byte[] Office(string main, string type, params (string Name, byte[] Content)[] more) => Of(
    [
        ("[Content_Types].xml", Text($"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/{main}\" ContentType=\"{type}\"/></Types>")),
        ("_rels/.rels", Relation("officeDocument", main)),
        (main, Text("<document/>")),
        .. more,
    ]);

    public static byte[] Ofd(params (string Name, byte[] Content)[] more) => Of(
    [
        ("OFD.xml", Text("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")),
        ("Doc_0/Document.xml", Text("<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"/>")),
        .. more,
    ]);

    public static byte[] Odf(string kind, params (string Name, byte[] Content)[] more) => Of(
    [
        ("mimetype", Text($"application/vnd.oasis.opendocument.{kind}")),
        ("META-INF/manifest.xml", Text("<manifest xmlns=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><file-entry full-path=\"/\"/></manifest>")),
        ("content.xml", Text("<document-content/>")),
        .. more,
    ]);

    /// <summary>A relations part with one relation.</summary>
    public static byte[] Relation(string type, string target, bool isExternal = false) =>
        Text($"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}{type}\" Target=\"{target}\"{(isExternal ? " TargetMode=\"External\"" : "")}/></Relationships>");

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The file with every place of a text replaced by another of the same length.</summary>
    public static byte[] Replace(byte[] file, string old, string by)
    {
        var (changed, from, to) = ((byte[])[.. file], Text(old), Text(by));
        Assert.Equal(from.Length, to.Length);
        var found = false;
        for (var at = changed.AsSpan().IndexOf(from); at >= 0; at = changed.AsSpan().IndexOf(from))
        {
            to.CopyTo(changed, at);
            found = true;
        }

        Assert.True(found, old);
        return changed;
    }

    /// <summary>The file with the last place of a text replaced: in a zip file that is the directory's.</summary>
    public static byte[] ReplaceLast(byte[] file, string old, string by)
    {
        byte[] changed = [.. file];
        Text(by).CopyTo(changed, changed.AsSpan().LastIndexOf(Text(old)));
        return changed;
    }
}
