using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>PDF files of one empty page, with more in them where a test wants it.</summary>
internal static class PdfBytes
{
    /// <summary>A whole file with those objects beside the page.</summary>
    /// <param name="catalog">What else the catalogue says.</param>
    public static byte[] Of(string catalog = "", params byte[][] objects)
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        byte[][] all = [Latin($"<< /Type /Catalog /Pages 2 0 R {catalog} >>"), Latin("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"), Latin("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"), .. objects];
        for (var n = 0; n < all.Length; n++)
        {
            offsets.Add(file.Position);
            Write($"{n + 1} 0 obj\n");
            file.Write(all[n]);
            Write("\nendobj\n");
        }

        var xref = file.Position;
        Write($"xref\n0 {all.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Write($"{offset.ToString("0000000000", CultureInfo.InvariantCulture)} 00000 n \n");
        Write($"trailer\n<< /Size {all.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Latin(text));
    }

    /// <summary>A stream with compressed objects.</summary>
    public static byte[] ObjectStream(string content, string type = "/Type /ObjStm /N 1 /First 4", string filter = "/Filter /FlateDecode")
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(Latin(content));
        return Stream($"{type} {filter}", packed.ToArray());
    }

    public static byte[] Stream(string dictionary, byte[] content) => [.. Latin($"<< {dictionary} /Length {content.Length} >>\nstream\n"), .. content, .. Latin("\nendstream")];

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}
