using EvaluationPortal.Core.Reports.Layout;

namespace EvaluationPortal.Core.Reports.Pdf;

/// <summary>Which fonts the report card shall use; both null means those of the build, else the system's.</summary>
/// <param name="Regular">Path of a TrueType font with Chinese characters.</param>
/// <param name="Bold">Its bold; the regular one where null.</param>
public sealed record ReportFontFiles(string? Regular = null, string? Bold = null);

/// <summary>The fonts of the report card: loaded once a process (about 50 MB), then shared by all threads.</summary>
public sealed class ReportFonts : IDisposable
{
    private readonly ReportFont _regular;
    private readonly ReportFont _bold;

    private ReportFonts(ReportFont regular, ReportFont bold)
    {
        (_regular, _bold) = (regular, bold);
        Metrics = new TypeMetrics(regular.Advances, bold.Advances);
    }

    /// <summary>What the layout needs to know.</summary>
    public TypeMetrics Metrics { get; }

    /// <summary>The files in use, for the log.</summary>
    public (string Regular, string Bold) Files => (_regular.Path, _bold.Path);

    /// <summary>Loads the configured fonts, else those the build fetched (<c>fonts/</c> beside the program), else a system font.</summary>
    /// <exception cref="FileNotFoundException">No usable font; the message says what to do.</exception>
    /// <exception cref="InvalidDataException">The font is not TrueType or has no Chinese characters.</exception>
    public static ReportFonts Load(ReportFontFiles? configured = null) =>
        Load(configured ?? new ReportFontFiles(), Path.Combine(AppContext.BaseDirectory, "fonts"), FontFile.SystemFolders());

    internal static ReportFonts Load(ReportFontFiles configured, string buildFolder, IEnumerable<string> systemFolders)
    {
        var (regularFile, boldFile) = Choose(configured, buildFolder, systemFolders);
        var regular = ReportFont.Open(regularFile);
        try
        {
            return new ReportFonts(regular, ReportFont.Open(boldFile));
        }
        catch
        {
            regular.Dispose();
            throw;
        }
    }

    internal ReportFont this[FontWeight weight] => weight == FontWeight.Bold ? _bold : _regular;

    public void Dispose()
    {
        _regular.Dispose();
        _bold.Dispose();
    }

    private static (string Regular, string Bold) Choose(ReportFontFiles configured, string buildFolder, IEnumerable<string> systemFolders)
    {
        if (configured.Regular is { Length: > 0 } regular)
        {
            var bold = configured.Bold is { Length: > 0 } given ? given : regular;
            foreach (var (setting, file) in new[] { ("Reports:Fonts:Regular", regular), ("Reports:Fonts:Bold", bold) })
            {
                if (!File.Exists(file))
                    throw new FileNotFoundException($"设置 {setting} 指定的字体文件不存在：{file}", file);
            }
            return (regular, bold);
        }
        return FontFile.FindSystemFamily([buildFolder]) ?? FontFile.FindSystemFamily(systemFolders)
            ?? throw new FileNotFoundException(
                "找不到反馈单所需的 TrueType 中文字体。请任选其一：安装 Node.js（含 npm）后重新生成，字体会自动取回；"
                + "或在 appsettings.json 中用 Reports:Fonts:Regular 和 Reports:Fonts:Bold 指定 TrueType 中文字体文件；"
                + "或安装系统字体（例如 Debian 的 fonts-wqy-microhei）。");
    }
}
