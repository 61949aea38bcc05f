using System.Text;
using System.Text.RegularExpressions;
using EvaluationPortal.Tests.Web;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>The board on paper: one A3 sheet, whatever the window looked like.</summary>
public sealed class BoardPrintTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(1366, 768, false)]
    [InlineData(1920, 1080, true)]
    public async Task All_units_stand_on_one_sheet_with_title_and_the_word_that_the_data_are_made_up(int width, int height, bool withDrawer)
    {
        await using var visit = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1", width, height);
        if (withDrawer)
        {
            await visit.PressAsync("Space");
            await Expect(visit.Page.Locator("#board-drawer")).ToBeVisibleAsync();
        }

        using var sheet = PdfDocument.Open(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));

        Assert.Equal(1, sheet.NumberOfPages);
        var text = sheet.GetPage(1).Text.Normalize(NormalizationForm.FormKC);
        string[] units = await visit.Page.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.name)");
        Assert.Equal(50, units.Length);
        foreach (var part in units.Concat(["评分汇总表", "2022年", "演示数据，非真实结果"])) Assert.Matches(Printed(part), text);
        Assert.DoesNotContain("修改记录", text, StringComparison.Ordinal);
    }

    /// <summary>As the browser prints it: for some characters it writes their radicals (⻋ for 车), which NFKC does not bring back.</summary>
    private static string Printed(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Select(c => c >= '\u2E80' ? $"[{c}\u2E80-\u2EFF]" : Regex.Escape($"{c}")));
}
