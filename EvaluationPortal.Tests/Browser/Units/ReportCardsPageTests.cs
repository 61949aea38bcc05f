using System.IO.Compression;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser.Units;

public sealed class ReportCardsPageTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Address = "/2022/report-cards";

    [Fact]
    public async Task All_units_are_listed_each_with_its_card()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("leader"), Address);
        await Assertions.Expect(visit.Page.Locator("tr[data-unit]")).ToHaveCountAsync(50);
        await Assertions.Expect(visit.Page.Locator("tr[data-unit=yueyang]")).ToContainTextAsync("暂列第");
        await Assertions.Expect(visit.Page.GetByLabel("岳阳街道反馈单PDF")).ToHaveAttributeAsync("href", "/2022/units/yueyang/report-card.pdf");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
    }

    [Fact]
    public async Task All_cards_are_downloaded_in_one_zip_twice_and_the_page_says_when_they_are_there()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), Address);
        for (var time = 0; time < 2; time++)
        {
            var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByText("全部下载（zip）").ClickAsync());
            Assert.Equal("2022-反馈单.zip", download.SuggestedFilename);
            using var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
            Assert.Equal(50, zip.Entries.Count);
            await Assertions.Expect(visit.Page.GetByText("已生成全部50份。")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Who_may_not_have_them_all_is_told_why()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-yueyang"), Address);
        await Assertions.Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("批量下载反馈单");
        await Assertions.Expect(visit.Page.Locator("tr[data-unit]")).ToHaveCountAsync(0);
    }
}
