using System.Collections.Concurrent;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// One person's browser window. An error in its console that was not announced by <see cref="Tolerate"/> fails the test when
/// the window closes.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>
    /// Runs in every page: what the Content-Security-Policy stopped is an error in the console, also where the browser keeps quiet.
    /// Playwright itself is stopped where it waits for an expression; it is given functions.
    /// </summary>
    internal const string TellsOfViolations =
        "addEventListener('securitypolicyviolation', e => console.error(`securitypolicyviolation: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile ?? ''}:${e.lineNumber} ${e.sample ?? ''}`), true);";

    /// <summary>How long to wait for what has no time limit of its own: a hanging call must fail one test, not hold up all.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<string> _tolerated = [];

    internal Visit(IBrowserContext context, IPage page)
    {
        (Context, Page) = (context, page);
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => _errors.Enqueue(error.Error);
    }

    public IBrowserContext Context { get; }

    /// <summary>Another tab of the same browser: same cookies, same storage. Closes with the window.</summary>
    public async Task<Visit> AnotherTabAsync() => new(Context, await Context.NewPageAsync());

    public IPage Page { get; }

    /// <summary>Signs in as a persona and waits until the page named is live; the form is sent without drawing its page.</summary>
    public async Task SignInAsAsync(PersonId persona, string path = "/account")
    {
        var page = await Context.APIRequest.GetAsync("/signin");
        var form = Context.APIRequest.CreateFormData();
        foreach (var (name, value) in SentForm.Hidden(await page.TextAsync())) form.Set(name, value);
        var answer = await Context.APIRequest.PostAsync("/signin/persona", new() { Form = form.Set("person", persona.Value), MaxRedirects = 0 });
        Assert.Equal(302, answer.Status);
        await Page.GotoAsync(path);
        await LiveAsync();
    }

    /// <summary>Waits until the circuit has drawn the page's frame.</summary>
    public Task LiveAsync() => Page.Locator(".portal-main").WaitForAsync();

    /// <summary>
    /// Goes to another page on the same circuit, as a link does: a third of the work of loading it. By way of the account's page, whose
    /// heading tells one page from the next.
    /// </summary>
    public async Task GoAsync(string path)
    {
        const string account = "我的账户";
        await OnAsync("/account", $"h => h === '{account}'");
        if (path is not "/account") await OnAsync(path, $"h => h && h !== '{account}'");

        async Task OnAsync(string to, string heading)
        {
            await Page.EvaluateAsync("to => { Blazor.navigateTo(to); }", to);
            await Page.WaitForFunctionAsync($"() => ({heading})(document.querySelector('main h1')?.textContent)");
        }
    }

    /// <summary>Console errors that contain the text are expected from here on (e.g. of a connection the test cuts).</summary>
    public void Tolerate(string text) => _tolerated.Add(text);

    /// <summary>Console errors that a cut connection or a killed server brings are expected from here on.</summary>
    public void ExpectACut()
    {
        foreach (var text in new[] { "WebSocket", "ERR_", "_blazor", "blazor.web", "Failed to fetch" }) Tolerate(text);
    }

    /// <summary>Fails, with a list, where axe finds a violation of WCAG 2 A or AA, or of its best practices.</summary>
    public Task AssertAxeCleanAsync() => Axe.AssertCleanAsync(Page);

    /// <summary>Fails where the window can be scrolled sideways.</summary>
    public async Task AssertNoSidewaysScrollAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than its window.");

    public async ValueTask DisposeAsync()
    {
        // A tab that is on its way to another page while it is closed has been seen never to say that it is gone; it goes with the browser.
        try
        {
            await Context.CloseAsync().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        }
        catch (TimeoutException fault)
        {
            TestContext.Current.SendDiagnosticMessage($"A window did not close: {fault.Message}");
        }

        var unexpected = _errors.Where(e => !_tolerated.Exists(t => e.Contains(t, StringComparison.Ordinal))).ToList();
        Assert.True(unexpected.Count == 0, $"Errors in the browser's console:\n{string.Join('\n', unexpected)}");
    }
}
