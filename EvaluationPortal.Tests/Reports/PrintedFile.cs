using System.Diagnostics;
using System.Text;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using UglyToad.PdfPig;

namespace EvaluationPortal.Tests.Reports;

/// <summary>A printed card as a file, read by the tools that readers and archives use.</summary>
internal sealed class PrintedFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"report-card-{Guid.NewGuid():N}.pdf");

    public PrintedFile(ReportCard card, ReportFonts fonts)
    {
        using var file = File.Create(_path);
        ReportCardPdf.Write(card, file, fonts);
    }

    public long Length => new FileInfo(_path).Length;

    /// <summary>Output of a Poppler or qpdf command on the file (<c>{}</c> in the arguments); fails the test where it reports a fault.</summary>
    public string Run(string tool, params string[] arguments)
    {
        if (!IsInstalled(tool))
            Assert.Skip($"{tool} 未安装；请安装 qpdf 和 poppler-utils（./eng/test.sh 会自动安装）后重试。");
        var start = new ProcessStartInfo(tool) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument == "{}" ? _path : argument);
        using var process = Process.Start(start)!;
        // Both streams are read at once, or a full pipe would stop the tool; by an event, since a test thread must not wait for a task.
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} exit code {process.ExitCode}: {output}{errors}");
        Assert.Equal("", errors.ToString().Trim());
        return output;
    }

    /// <summary>The text of every page in the order it was drawn, by PdfPig, without white space.</summary>
    public IReadOnlyList<string> PagesByPdfPig()
    {
        using var document = PdfDocument.Open(_path);
        return [.. document.GetPages().Select(p => WithoutBlanks(p.Text))];
    }

    /// <summary>The same by Poppler's pdftotext.</summary>
    public IReadOnlyList<string> PagesByPdfToText() => [.. Run("pdftotext", "-raw", "{}", "-").TrimEnd('\f').Split('\f').Select(WithoutBlanks)];

    /// <summary>Addresses of all links.</summary>
    public IReadOnlyList<string> Links()
    {
        using var document = PdfDocument.Open(_path);
        return [.. document.GetPages().SelectMany(p => p.GetAnnotations()).Select(a => a.Action).OfType<UglyToad.PdfPig.Actions.UriAction>().Select(a => a.Uri)];
    }

    public T Read<T>(Func<PdfDocument, T> read)
    {
        using var document = PdfDocument.Open(_path);
        return read(document);
    }

    public static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public void Dispose() => File.Delete(_path);

    private static bool IsInstalled(string tool) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, tool)) || File.Exists(Path.Combine(folder, tool + ".exe")));
}
