using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>axe on a page or a part of it: WCAG 2 A and AA, and its best practices.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Every rule is tested on every node, but only what is violated is told: the list of what passed is 7 MB for a board, and
    /// carrying it through axe's own package for Playwright took five times as long as the tests themselves.
    /// </summary>
    private const string Run = """
        async node => {
          const told = await axe.run(node ?? document, { resultTypes: ['violations'], iframes: false });
          if (told.passes.length === 0) throw new Error('axe tested nothing');
          return told.violations.flatMap(v => [`${v.id}: ${v.help}`, ...v.nodes.slice(0, 5).map(n => `    ${n.target} ${n.html}\n        ${[...n.any, ...n.all].map(c => c.message).join('; ')}`)]);
        }
        """;

    public static async Task AssertCleanAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        AssertNone(await page.EvaluateAsync<string[]>(Run).WaitAsync(Visit.Patience, TimeProvider.System));
    }

    public static async Task AssertCleanAsync(ILocator part)
    {
        await part.Page.EvaluateAsync(Script);
        AssertNone(await part.EvaluateAsync<string[]>(Run).WaitAsync(Visit.Patience, TimeProvider.System));
    }

    private static void AssertNone(string[] violations) => Assert.True(violations.Length == 0, string.Join('\n', violations));
}
