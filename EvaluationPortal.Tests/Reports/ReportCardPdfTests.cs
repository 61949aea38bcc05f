using System.Diagnostics;
using System.Security.Cryptography;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Layout;
using EvaluationPortal.Core.Reports.Pdf;

namespace EvaluationPortal.Tests.Reports;

public sealed class ReportCardPdfTests(ReportFontsFixture fixture)
{
    private const string TargetVariable = "EVALUATION_PORTAL_REPORT_CARD_TARGET";

    public static TheoryData<string> Cards => ReportCardLayoutTests.Cards;

    [Theory, MemberData(nameof(Cards))]
    public void Qpdf_finds_no_fault(string name) => Assert.Contains("No syntax or stream encoding errors", Print(name).Run("qpdf", "--check", "{}"), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Cards))]
    public void Every_font_is_TrueType_embedded_and_subset(string name)
    {
        var fonts = Print(name).Run("pdffonts", "{}").TrimEnd().Split('\n')[2..];

        Assert.Equal(2, fonts.Length);
        Assert.All(fonts, font => Assert.Matches("CID TrueType +Identity-H +yes +yes +yes", font));
    }

    [Theory, MemberData(nameof(Cards))]
    public void Both_readers_extract_exactly_what_was_laid_out(string name)
    {
        var expected = ReportCardLayout.Pages(ReportCardLayoutTests.Named(name), fixture.Fonts.Metrics)
            .Select(p => PrintedFile.WithoutBlanks(string.Concat(p.Contents.OfType<DrawnText>().Select(t => t.Text)))).ToList();
        using var file = Print(name);

        Assert.Equal(expected, file.PagesByPdfPig());
        Assert.Equal(expected.Select(Sorted), file.PagesByPdfToText().Select(Sorted));
    }

    [Theory]
    [InlineData("final")]
    [InlineData("running")]
    [InlineData("pending")]
    public void Every_name_number_and_sentence_can_be_extracted(string name)
    {
        var card = ReportCardLayoutTests.Named(name);
        using var file = Print(name);
        foreach (var text in new[] { string.Concat(file.PagesByPdfPig()), string.Concat(file.PagesByPdfToText()) })
            Assert.All(Contents(card), part => Assert.Contains(PrintedFile.WithoutBlanks(part), text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("final")]
    [InlineData("running")]
    [InlineData("pending")]
    public void A_card_takes_at_most_120_KB(string name) => Assert.InRange(Print(name).Length, 20_000, 120_000);

    [Fact]
    public void Even_the_longest_card_stays_small() => Assert.InRange(Print("extreme").Length, 20_000, 240_000);

    [Theory, MemberData(nameof(Cards))]
    public void The_same_card_gives_the_same_bytes_on_every_thread(string name)
    {
        var card = ReportCardLayoutTests.Named(name);
        var expected = ReportCardPdf.Bytes(card, fixture.Fonts);

        Parallel.For(0, 24, n =>
        {
            // Other cards in between: nothing of one may reach another.
            ReportCardPdf.Bytes(SampleCards.Fifty[n], fixture.Fonts);
            Assert.True(expected.AsSpan().SequenceEqual(ReportCardPdf.Bytes(card with { }, fixture.Fonts)));
        });
    }

    [Fact]
    public void The_same_card_gives_the_same_bytes_in_another_process()
    {
        var target = Path.Combine(Path.GetTempPath(), $"report-card-{Guid.NewGuid():N}.pdf");
        var assembly = typeof(ReportCardPdfTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, Environment = { [TargetVariable] = target } };
        foreach (var argument in new[] { "exec", assembly, "-method", $"{typeof(ReportCardPdfTests).FullName}.{nameof(A_card_is_written_to_a_stream_that_cannot_seek)}" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(File.Exists(target), output);
        var bytes = File.ReadAllBytes(target);
        File.Delete(target);
        Assert.Equal(Digest(ReportCardPdf.Bytes(SampleCards.Running, fixture.Fonts)), Digest(bytes));
    }

    [Fact]
    public void A_card_is_written_to_a_stream_that_cannot_seek()
    {
        var target = Environment.GetEnvironmentVariable(TargetVariable) ?? Path.Combine(Path.GetTempPath(), $"report-card-{Guid.NewGuid():N}.pdf");
        using (var file = File.Create(target))
        using (var forward = new BufferedStream(new CryptoStream(file, new ToBase64Transform(), CryptoStreamMode.Write)))
            ReportCardPdf.Write(SampleCards.Running, forward, fixture.Fonts);
        var bytes = Convert.FromBase64String(File.ReadAllText(target));
        File.WriteAllBytes(target, bytes);

        Assert.Equal("%PDF-"u8, bytes.AsSpan(0, 5));
        if (Environment.GetEnvironmentVariable(TargetVariable) is null)
            File.Delete(target);
    }

    [Fact]
    public void The_documents_dates_are_those_of_the_data()
    {
        using var file = Print("final");
        var (created, modified, title) = file.Read(d => (d.Information.CreationDate, d.Information.ModifiedDate, d.Information.Title));

        Assert.StartsWith("D:20221210083000", created, StringComparison.Ordinal);
        Assert.Equal(created, modified);
        Assert.Equal("泗泾镇 2022年松江区政务公开考核评估结果反馈单", title);
    }

    [Fact]
    public void Addresses_of_findings_are_links()
    {
        using var file = Print("final");
        Assert.Equal(SampleCards.Final.Findings.Where(f => f.Where!.StartsWith("https", StringComparison.Ordinal)).Select(f => f.Where), file.Links());
    }

    [Fact]
    public void All_pages_are_A4_portrait()
    {
        using var file = Print("extreme");
        Assert.All(file.Read(d => d.GetPages().Select(p => (p.Width, p.Height)).ToList()), size =>
        {
            Assert.Equal(595, size.Width);
            Assert.Equal(842, size.Height);
        });
    }

    private PrintedFile Print(string name) => new(ReportCardLayoutTests.Named(name), fixture.Fonts);

    private static string Sorted(string text) => string.Concat(text.Order());

    private static string Digest(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private static IEnumerable<string> Contents(ReportCard card) =>
    [
        card.CycleName, card.CycleCode, card.UnitName, card.Kind, card.RankingGroup, "校验码" + ReportCardDigest.Of(card), "2022-12-10 16:30",
        .. card.Sections.SelectMany(s => s.Rows).SelectMany(r => new[] { r.Code + r.Name + r.MaxPoints.ToString("0.##", null) + r.Score + r.Explanation + r.Assessor }),
        .. card.Findings.SelectMany(f => new[] { f.IndicatorCode + f.IndicatorName + f.What + f.Where, f.FoundBy! }),
        .. card.Policies,
    ];
}
