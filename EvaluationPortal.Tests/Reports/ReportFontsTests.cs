using EvaluationPortal.Core.Reports.Pdf;

namespace EvaluationPortal.Tests.Reports;

public sealed class ReportFontsTests : IDisposable
{
    private static readonly string BuildFolder = Path.Combine(AppContext.BaseDirectory, "fonts");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report-fonts-");

    [Fact]
    public void The_build_brings_both_weights()
    {
        using var fonts = ReportFonts.Load();

        Assert.Equal((Path.Combine(BuildFolder, "NotoSansSC_400Regular.ttf"), Path.Combine(BuildFolder, "NotoSansSC_700Bold.ttf")), fonts.Files);
    }

    [Fact]
    public void Without_them_a_system_font_serves_for_both_weights()
    {
        var file = Path.Combine(_folder.CreateSubdirectory("truetype").FullName, "SimHei.ttf");
        File.CreateSymbolicLink(file, Path.Combine(BuildFolder, "NotoSansSC_400Regular.ttf"));

        using var fonts = ReportFonts.Load(new ReportFontFiles(), "missing", [_folder.FullName]);

        Assert.Equal((file, file), fonts.Files);
        using var card = new PrintedFile(SampleCards.Final, fonts);
        Assert.Contains("政务公开考核评估结果反馈单", card.PagesByPdfPig()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Configured_fonts_come_first()
    {
        var file = Path.Combine(BuildFolder, "NotoSansSC_700Bold.ttf");

        using var fonts = ReportFonts.Load(new ReportFontFiles(file));

        Assert.Equal((file, file), fonts.Files);
    }

    [Fact]
    public void Where_there_is_none_the_error_says_what_to_do()
    {
        var error = Assert.Throws<FileNotFoundException>(() => ReportFonts.Load(new ReportFontFiles(), "missing", [_folder.FullName]));

        Assert.Contains("npm", error.Message, StringComparison.Ordinal);
        Assert.Contains("Reports:Fonts:Regular", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_file_that_is_missing_is_named_with_its_setting()
    {
        var error = Assert.Throws<FileNotFoundException>(() => ReportFonts.Load(new ReportFontFiles(Path.Combine(BuildFolder, "NotoSansSC_400Regular.ttf"), "nowhere.ttf")));

        Assert.Contains("Reports:Fonts:Bold", error.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.ttf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_font_without_TrueType_outlines_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "cff.otf");
        File.WriteAllBytes(file, [.. "OTTO"u8, 0, 1, 0, 0, 0, 0, 0, 0, .. "CFF "u8, .. new byte[12]]);

        Assert.Contains("TrueType", Assert.Throws<InvalidDataException>(() => ReportFonts.Load(new ReportFontFiles(file))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
