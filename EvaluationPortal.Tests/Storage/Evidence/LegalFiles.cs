using EvaluationPortal.Core.Storage.Evidence;
using static EvaluationPortal.Tests.Storage.Evidence.ZipBytes;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>Files as units upload them, each with its kind.</summary>
internal static class LegalFiles
{
    public static SortedDictionary<string, (byte[] Content, FileKind Kind)> All { get; } = new(Listed().ToDictionary(f => f.What, f => (f.Content, f.Kind)), StringComparer.Ordinal);

    private static IEnumerable<(string What, byte[] Content, FileKind Kind)> Listed() =>
    [
        ("PDF", PdfBytes.Of(), FileKind.Pdf), ("PDF with packed objects", PdfBytes.Of("", PdfBytes.ObjectStream("4 0 << /Title (JavaScript) >>")), FileKind.Pdf), ("PDF with links", PdfBytes.Of("/OpenAction [3 0 R /Fit]", PdfBytes.Latin("<< /S /URI /URI (https://example.com/) >>")), FileKind.Pdf),
        ("PDF with blanks behind it", [.. PdfBytes.Of(), .. "\r\n \0\0"u8], FileKind.Pdf), ("OFD", Ofd(), FileKind.Ofd), ("OFD with a picture", Ofd(("Doc_0/Res/image_1.jpg", ImageBytes.Jpeg)), FileKind.Ofd),
        ("docx", Docx(), FileKind.Docx), ("docx with links, pictures and a table", Docx(("word/_rels/document.xml.rels", Relation("hyperlink", "https://example.com/", isExternal: true)), ("word/media/image1.svg", Text("<svg/>")), ("word/embeddings/table.xlsx", Xlsx())), FileKind.Docx),
        ("docx with an old table", Docx(("word/embeddings/oleObject1.bin", CompoundBytes.Xls())), FileKind.Docx), ("xlsx", Xlsx(), FileKind.Xlsx), ("pptx", Pptx(), FileKind.Pptx), ("docx of parts of unknown length", Streamed(), FileKind.Docx),
        ("doc", CompoundBytes.Doc(), FileKind.Doc), ("xls", CompoundBytes.Xls(), FileKind.Xls), ("xls with sheets and charts", CompoundBytes.Of(("Workbook", CompoundBytes.Workbook([0x85, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0x85, 0, 6, 0, 0, 0, 0, 0, 0, 2]))), FileKind.Xls), ("ppt", CompoundBytes.Ppt(), FileKind.Ppt), ("ppt that says it has no macros", CompoundBytes.Of(("PowerPoint Document", CompoundBytes.Slides(CompoundBytes.AboutMacros(0))), ("Current User", [])), FileKind.Ppt),
        ("odt", Odf("text"), FileKind.Odt), ("ods", Odf("spreadsheet"), FileKind.Ods), ("odp", Odf("presentation"), FileKind.Odp),
        ("JPEG", ImageBytes.Jpeg, FileKind.Jpeg), ("JPEG with a second picture", [.. ImageBytes.Jpeg, .. ImageBytes.Jpeg], FileKind.Jpeg), ("JPEG with a short film", [.. ImageBytes.Jpeg, .. ImageBytes.Box("ftyp", [.. "mp42"u8, 0, 0, 0, 0]), .. ImageBytes.Box("mdat", new byte[50])], FileKind.Jpeg),
        ("PNG", ImageBytes.Png, FileKind.Png), ("GIF", ImageBytes.Gif, FileKind.Gif), ("BMP", ImageBytes.Bmp, FileKind.Bmp), ("WebP", ImageBytes.Webp, FileKind.Webp), ("TIFF", ImageBytes.Tiff, FileKind.Tiff), ("HEIC", ImageBytes.Heic, FileKind.Heic),
    ];

    /// <summary>As writers do that cannot go back: the lengths stand behind the parts.</summary>
    private static byte[] Streamed()
    {
        using var forward = new ForwardOnly();
        using (var zip = new System.IO.Compression.ZipArchive(forward, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sound = new System.IO.Compression.ZipArchive(new MemoryStream(Docx()));
            foreach (var part in sound.Entries)
            {
                using var from = part.Open();
                using var to = zip.CreateEntry(part.FullName).Open();
                from.CopyTo(to);
            }
        }

        return forward.Written.ToArray();
    }

    private sealed class ForwardOnly : Stream
    {
        public MemoryStream Written { get; } = new();
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Written.Position; set => throw new NotSupportedException(); }
        public override void Flush() => Written.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);
    }
}
