using EvaluationPortal.Core.Evaluation;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>One browser for all tests, started by the first that needs it: Chromium, Chrome or Edge, whichever the machine has.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>A browser that has opened no window by then opens none any more; it would hold up every test after this one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _browser;

    public Chromium() => _browser = new(LaunchAsync);

    /// <summary>Shows PDF files; without it, the browser that costs the least.</summary>
    public bool WithPdf { get; init; }

    /// <summary>A browser window of its own (no cookies, empty storage).</summary>
    /// <param name="address">The portal's address; over TLS its certificate, and every other one, is taken as it is.</param>
    public async Task<Visit> OpenAsync(string address, int width = 1366, int height = 768)
    {
        var browser = _browser;
        try
        {
            return await OpenAsync(browser, address, width, height).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            var another = new Lazy<Task<(IPlaywright, IBrowser)>>(LaunchAsync);
            if (Interlocked.CompareExchange(ref _browser, another, browser) == browser) (await browser.Value).Playwright.Dispose();
            return await OpenAsync(_browser, address, width, height);
        }
    }

    private static async Task<Visit> OpenAsync(Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> launched, string address, int width, int height)
    {
        var (_, browser) = await launched.Value;
        var context = await browser.NewContextAsync(new() { BaseURL = address, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ViewportSize = new() { Width = width, Height = height }, IgnoreHTTPSErrors = address.StartsWith("https:", StringComparison.Ordinal) });
        context.SetDefaultTimeout(20_000);
        await context.AddInitScriptAsync(Visit.TellsOfViolations);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>A window signed in as a persona by its one click, on the page named.</summary>
    public async Task<Visit> SignedInAsAsync(string address, PersonId persona, string path = "/account", int width = 1366, int height = 768)
    {
        var visit = await OpenAsync(address, width, height);
        try
        {
            await visit.SignInAsAsync(persona, path);
            return visit;
        }
        catch
        {
            visit.Tolerate("");
            await visit.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            var (playwright, browser) = await _browser.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync()
    {
        var executable = BrowserPlaces.Find(WithPdf);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Flags }));
    }
}
