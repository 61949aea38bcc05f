using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using Microsoft.Playwright;

namespace EvaluationPortal.Bench.ReportCards;

/// <summary>A running headless Chromium with one open page, as a printing server would keep it.</summary>
internal sealed class WarmBrowser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "msedge.exe", "chrome.exe"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"report-card-{Guid.NewGuid():N}.html");
    private readonly (string Regular, string Bold) _fonts;

    private WarmBrowser(IPlaywright playwright, IBrowser browser, IPage page, (string, string) fonts) =>
        (_playwright, _browser, _page, _fonts) = (playwright, browser, page, fonts);

    /// <exception cref="FileNotFoundException">No Chromium, Chrome or Edge on the path.</exception>
    public static async Task<WarmBrowser> StartAsync(ReportFonts fonts)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = FindOnPath(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new WarmBrowser(playwright, browser, await browser.NewPageAsync(), fonts.Files);
    }

    /// <summary>Loads the card's page and prints it.</summary>
    public async Task<byte[]> PrintAsync(ReportCard card)
    {
        await File.WriteAllTextAsync(_file, HtmlCard.Of(card, new Uri(_fonts.Regular).AbsoluteUri, new Uri(_fonts.Bold).AbsoluteUri));
        await _page.GotoAsync(new Uri(_file).AbsoluteUri);
        await _page.EvaluateAsync("document.fonts.ready");
        return await _page.PdfAsync(new PagePdfOptions { Format = "A4", PreferCSSPageSize = true, PrintBackground = true });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        File.Delete(_file);
    }

    private static string FindOnPath() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("No Chromium, Chrome or Edge on the path; install one (Debian: apt-get install chromium) and run again.");
}
