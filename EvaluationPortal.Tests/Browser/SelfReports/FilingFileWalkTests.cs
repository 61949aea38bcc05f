using EvaluationPortal.Tests.Exchange;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.SelfReports;

/// <summary>A liaison fills the unit's table in a spreadsheet: out, in, looked over, applied, seen by a colleague, taken back.</summary>
public sealed class FilingFileWalkTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Files = $"{FilingVisit.Path}/files", Text = "全年发文均已认定公开属性";

    [Fact]
    public async Task A_table_filled_in_an_office_program_is_read_in_applied_and_taken_back()
    {
        using var office = new Office();
        await using var colleague = await chromium.OnTheReportAsync(portal.Address, FilingVisit.Second, 1920, 1080);
        await colleague.EditAsync("1.4");
        await colleague.TypeAsync("1.4", "同事写的");
        await colleague.AllSavedAsync();

        await using var liaison = await chromium.OnTheReportAsync(portal.Address, FilingVisit.Liaison);
        await liaison.Page.GetByRole(AriaRole.Link, new() { Name = "用表格填报" }).ClickAsync();
        await Expect(liaison.Page.GetByText("还没有读入过表格。")).ToBeVisibleAsync();
        await LookedAtAsync(liaison);
        var download = await liaison.Page.RunAndWaitForDownloadAsync(() => liaison.Page.GetByRole(AriaRole.Link, new() { Name = "下载填报表" }).ClickAsync());
        Assert.Equal("2022-岳阳街道-自查填报表.xlsx", download.SuggestedFilename);
        await download.SaveAsAsync(office.Path("下载.xlsx"));
        await office.ConvertToCsv("下载.xlsx");
        var csv = await File.ReadAllTextAsync(office.Path("下载.csv"), TestContext.Current.CancellationToken);
        Assert.Contains("同事写的", csv, StringComparison.Ordinal);
        await File.WriteAllTextAsync(office.Path("填好.csv"), $"序号,填报说明,网站链接,自评,零报告/不涉及\n1.1,{Text},https://www.songjiang.gov.cn/a,完成此项工作,\n1.4,同事写的,,优秀,\n2.2,,,,零报告\n1.3,不用填的,,,\n", TestContext.Current.CancellationToken);
        await office.ConvertToXlsx("填好.csv");

        await liaison.Page.Locator("[data-choose]").SetInputFilesAsync(office.Path("填好.xlsx"));
        await Expect(liaison.Page.GetByRole(AriaRole.Heading, new() { Name = "将要改动4处" })).ToBeVisibleAsync();
        var changes = liaison.Page.GetByRole(AriaRole.Table, new() { Name = "改动的内容" });
        await Expect(changes).ToContainTextAsync(Text);
        await Expect(changes).ToContainTextAsync("完成此项工作（5分）");
        await Expect(liaison.Page.GetByRole(AriaRole.Table, new() { Name = "没有读入的" })).ToContainTextAsync("没有“优秀”这一等次；只能是工作计划全面落实（5分）");
        await Expect(liaison.Page.GetByRole(AriaRole.Table, new() { Name = "现在不能改动的" })).ToContainTextAsync("1.3无需填报。");
        await LookedAtAsync(liaison);

        // The preview follows what a colleague types meanwhile.
        await colleague.EditAsync("2.2");
        await colleague.TypeAsync("2.2", "同事的说明");
        await colleague.AllSavedAsync();
        await liaison.Button("应用4处").ClickAsync();
        await Expect(liaison.Page.GetByText("改动4处，原已相同1处，未读入2处。")).ToBeVisibleAsync();
        await LookedAtAsync(liaison);
        await colleague.EditAsync("1.1");
        await colleague.ShowsAsync("1.1", Text);

        await using var stranger = await chromium.SignedInAsAsync(portal.Address, new("liaison-sijing"), Files);
        await Expect(stranger.Page.GetByText("岳阳街道不是您的单位")).ToBeVisibleAsync();
        await stranger.Page.GotoAsync(liaison.Page.Url);
        await Expect(stranger.Page.GetByText("岳阳街道不是您的单位")).ToBeVisibleAsync();
        await stranger.Page.GotoAsync(liaison.Page.Url.Replace("yueyang", "sijing", StringComparison.Ordinal));
        await Expect(stranger.Page.GetByText("没有这一批导入。")).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByText(Text)).ToHaveCountAsync(0);

        await colleague.Page.GotoAsync(liaison.Page.Url);
        await colleague.Button("整批撤回").ClickAsync();
        await colleague.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "整批撤回" }).ClickAsync();
        await Expect(colleague.Page.GetByText("撤回4处。")).ToBeVisibleAsync();
        await LookedAtAsync(colleague);
        await liaison.Page.GotoAsync(FilingVisit.Path);
        await liaison.EditAsync("1.1");
        await liaison.ShowsAsync("1.1", "");
        await liaison.EditAsync("2.2");
        await liaison.ShowsAsync("2.2", "同事的说明");
    }

    private static async Task LookedAtAsync(Visit visit)
    {
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
    }
}
