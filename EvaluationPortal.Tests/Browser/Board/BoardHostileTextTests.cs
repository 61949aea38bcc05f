using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>Whatever is typed shows as text wherever the board shows it: note, formula bar, drawer, history, another's screen.</summary>
public sealed class BoardHostileTextTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static readonly string[] Texts =
    [
        "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>理由",
        "x'\"--></td></table><a href=javascript:alert(1)>理由</a>",
        "理由\u202Egnp.exe\u2066 尾",
        "=cmd|'/c calc'!A1 理由",
        "@SUM(1+1) {{7*7}} ${7*7} &lt;b&gt; %00 理由",
        "👨‍👩‍👧‍👦 👍🏽 𠮷 理由",
        "前\0后\u0007 理由",
    ];

    [Fact]
    public async Task A_typed_reason_shows_as_text_everywhere()
    {
        await using var reader = await OpenDrawer.AsAsync(portal, chromium, "reviewer-2", "dongjing", "9.1");
        await reader.Button("修改记录").ClickAsync();
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        foreach (var text in Texts)
        {
            var shown = TextGate.Clean(text);
            await visit.GoToAsync("dongjing", "9.1");
            await visit.Page.Keyboard.InsertTextAsync($"5.5 {text}");
            await visit.PressAsync("Enter");
            await visit.SavedAsync();
            await visit.PressAsync("ArrowUp");

            await Expect(visit.Sentence()).ToContainTextAsync(shown);
            await Expect(reader.Cell("dongjing", "9.1")).ToHaveTextAsync("5.5");
            await Expect(reader.Drawer.Locator(".drawer-history li").First).ToContainTextAsync(shown);
            await Expect(reader.Drawer.Locator("textarea[data-draft=reason]")).ToHaveValueAsync(shown);
            foreach (var page in new[] { visit.Page, reader.Page })
            {
                await Expect(page.Locator("main :is(img, script, a[href^='javascript:'])")).ToHaveCountAsync(0);
                await Expect(page).ToHaveTitleAsync("评分汇总表 · 政务公开考核评估");
            }
        }
    }

    [Fact]
    public async Task A_finding_shows_as_text_everywhere()
    {
        await using var writer = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "xinbang", "1.2");
        await using var reader = await OpenDrawer.AsAsync(portal, chromium, "reviewer-2", "xinbang", "1.2");
        foreach (var text in Texts)
        {
            var described = writer.Drawer.GetByLabel("问题描述").First;
            if (await described.CountAsync() == 0) await writer.Button("添加问题").ClickAsync();
            await described.FillAsync(text);
            await writer.SaveAsync();
            await writer.ExpectSavedAsync();

            await Expect(reader.Drawer.GetByLabel("问题描述").First).ToHaveValueAsync(TextGate.Clean(text));
            await Expect(reader.Page.Locator("main :is(img, script, a[href^='javascript:'])")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task What_is_refused_shows_as_text_in_the_cell_and_its_note()
    {
        const string text = "<b onclick=alert(1)>\u202E九</b>";
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("yexie", "5.1");
        await visit.Page.Keyboard.InsertTextAsync(text);
        await visit.PressAsync("Enter");
        await Expect(visit.Cell("yexie", "5.1")).ToHaveAttributeAsync("data-typed", text);
        await visit.PressAsync("ArrowUp");
        await Expect(visit.Note()).ToContainTextAsync(text);
        await Expect(visit.Note().Locator("b")).ToHaveCountAsync(0);
        await visit.PressAsync("Alt+2");
        await visit.SavedAsync();
    }

    [Fact]
    public async Task Ten_thousand_characters_are_refused_and_said_and_the_grid_goes_on()
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await visit.GoToAsync("shihudang", "9.1");
        await visit.Page.Locator(".board-input").EvaluateAsync("""
            field => {
                const data = new DataTransfer();
                data.setData('text/plain', '5.5 ' + '长'.repeat(9996));
                window.taken = field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        Assert.False(await visit.Page.EvaluateAsync<bool>("window.taken"), "Cut off silently.");
        await Expect(visit.Note()).ToContainTextAsync("10000个字符，最多2000个");
        await visit.TypeAsync("7");
        await visit.PressAsync("Enter");
        await visit.ShowsAsync("shihudang", "9.1", "7");
        await visit.SavedAsync();
    }
}
