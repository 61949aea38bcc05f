using System.Text;
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
        // The browser writes radicals for some characters (U+2F70 for 示); NFKC brings both to one form.
        var text = sheet.GetPage(1).Text.Normalize(NormalizationForm.FormKC);
        foreach (var part in new[] { "评分汇总表", "2022年", "演示数据，非真实结果" }) Assert.Contains(part.Normalize(NormalizationForm.FormKC), text, StringComparison.Ordinal);
        foreach (var unit in await visit.Page.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.name)")) Assert.Contains(unit, text, StringComparison.Ordinal);
        Assert.DoesNotContain("修改记录", text, StringComparison.Ordinal);
    }
}
