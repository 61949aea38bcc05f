using System.IO.Compression;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports.Pdf;

namespace EvaluationPortal.Core.Reports;

/// <summary>Report cards as files: their names, and their places in a zip.</summary>
public static class ReportCardFiles
{
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);

    /// <summary>2022-岳阳街道-反馈单.pdf.</summary>
    public static string Name(Cycle cycle, Unit unit) => Safe($"{cycle.Code}-{unit.Name}-反馈单.pdf");

    /// <summary>2022-反馈单.zip.</summary>
    public static string ZipName(Cycle cycle) => Safe($"{cycle.Code}-反馈单.zip");

    /// <summary>Sorts in the official order: 07-洞泾镇-反馈单.pdf.</summary>
    public static string NumberedName(Unit unit) => Safe($"{unit.Order:00}-{unit.Name}-反馈单.pdf");

    /// <summary>Adds one card. Its time is that of the data, so that the same data gives the same zip.</summary>
    public static async Task AddTo(ZipArchive zip, Unit unit, ReportCard card, ReportFonts fonts, CancellationToken stop)
    {
        var entry = zip.CreateEntry(NumberedName(unit), CompressionLevel.Fastest);
        entry.LastWriteTime = card.AsOf.ToOffset(ChinaTime);
        await using var file = await entry.OpenAsync(stop);
        await file.WriteAsync(ReportCardPdf.Bytes(card, fonts), stop);
    }

    /// <summary>Without what a file system or a zip program could take for a path.</summary>
    private static string Safe(string name) => string.Concat(name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c));
}
