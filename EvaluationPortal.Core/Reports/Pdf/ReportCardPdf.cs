using EvaluationPortal.Core.Reports.Layout;
using SkiaSharp;

namespace EvaluationPortal.Core.Reports.Pdf;

/// <summary>
/// The report card as PDF. This is the seam to any other PDF library: a card and the fonts in, a file out
/// (docs/decisions/001-report-card-pdf.md).
/// </summary>
public static class ReportCardPdf
{
    /// <summary>Writes the card. Equal cards give equal bytes, on any thread, in any process. Safe to call in parallel.</summary>
    /// <param name="to">Written in one piece; need not seek; stays open.</param>
    public static void Write(ReportCard card, Stream to, ReportFonts fonts)
    {
        using var file = Draw(card, fonts);
        file.WriteTo(to);
    }

    /// <summary>The card as bytes, as <see cref="Write"/> writes it.</summary>
    public static byte[] Bytes(ReportCard card, ReportFonts fonts)
    {
        using var file = Draw(card, fonts);
        return file.ToArray();
    }

    // Skia asks the stream for its position, which the body of a web response does not have.
    private static MemoryStream Draw(ReportCard card, ReportFonts fonts)
    {
        var file = new MemoryStream(128 * 1024);
        PdfWriter.Write(ReportCardLayout.Pages(card, fonts.Metrics), Metadata(card, fonts.Metrics), file, fonts);
        return file;
    }

    private static SKDocumentPdfMetadata Metadata(ReportCard card, TypeMetrics metrics)
    {
        var metadata = SKDocumentPdfMetadata.Default;
        metadata.Title = VisibleText.Of($"{card.UnitName} {card.CycleName}结果反馈单", metrics.Has).Replace('\n', ' ');
        metadata.Subject = $"校验码 {ReportCardDigest.Of(card)}";
        metadata.Creator = "Evaluation Portal";
        // The moment of the data, not of the printing: the same data must give the same bytes.
        metadata.Creation = metadata.Modified = card.AsOf.UtcDateTime;
        return metadata;
    }
}
