using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Storage.Evidence;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Tests.Workflow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Deliveries;

/// <summary>A bureau, the third party and the office deliver the year's results.</summary>
public sealed class DeliveryWalkTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Deliveries = "/2022/deliveries";

    [Fact]
    public async Task A_bureau_lands_on_its_column_fills_the_rest_delivers_and_gets_it_back()
    {
        await using var bureau = await chromium.SignedInAsAsync(portal.Address, new("bureau-finance"), "/");
        await bureau.Page.GetByRole(AriaRole.Link, new() { Name = "报送区财政局的评估结果" }).ClickAsync();
        await Expect(bureau.Page.GetByRole(AriaRole.Heading, new() { Name = "区财政局评估结果报送" })).ToBeVisibleAsync();
        await Expect(bureau.Page.Locator(".delivery-column")).ToHaveCountAsync(1);
        await bureau.AssertAxeCleanAsync();
        await bureau.AssertNoSidewaysScrollAsync();
        await Button(bureau, "6.2其余均得满分").ClickAsync();
        await bureau.Page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await bureau.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "关闭" }).Last.ClickAsync();

        await Button(bureau, "报送").ClickAsync();
        await Expect(bureau.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请先上传评估结果的盖章扫描件");
        await UploadAsync(bureau, "盖章扫描件", ("财政资金评估结果.pdf", PdfBytes.Of()));
        await Button(bureau, "报送").ClickAsync();
        await Expect(bureau.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("家的问题待补充说明");
        await bureau.AssertAxeCleanAsync();
        await bureau.Page.GetByLabel("缺项也报送").CheckAsync();
        await Button(bureau, "报送").ClickAsync();
        await Expect(bureau.Page.GetByText("区财政局的评估结果已报送。")).ToBeVisibleAsync();
        await Expect(bureau.Page.GetByText("第1次报送：金伟民")).ToBeVisibleAsync();
        await Expect(Button(bureau, "6.2其余均得满分")).ToHaveCountAsync(0);
        await bureau.AssertAxeCleanAsync();

        await using var office = await chromium.SignedInAsAsync(portal.Address, new("administrator"), Deliveries, 1920, 1080);
        await Expect(office.Page.GetByRole(AriaRole.Row, new() { Name = "区财政局" })).ToContainTextAsync("已报送");
        await Expect(office.Page.GetByRole(AriaRole.Row, new() { Name = "区财政局" })).ToContainTextAsync("金伟民");
        await office.AssertAxeCleanAsync();
        await office.Page.GetByRole(AriaRole.Link, new() { Name = "区财政局" }).ClickAsync();
        await office.Page.GetByLabel("原因").FillAsync("缺两家单位的说明");
        await Button(office, "退回").ClickAsync();
        await Expect(office.Page.GetByText("已退回。")).ToBeVisibleAsync();
        await Expect(bureau.Page.GetByText("缺两家单位的说明")).ToBeVisibleAsync();
        await Expect(Button(bureau, "报送")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task The_office_enters_for_a_bureau_by_its_paper()
    {
        await using var office = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), $"{Deliveries}/2.4");
        await office.Page.GetByLabel("原因").FillAsync("该局来函报送");
        await Button(office, "开始代录").ClickAsync();
        await Expect(office.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("代录须有依据");
        await UploadAsync(office, "盖章扫描件", ("司法局函.pdf", PdfBytes.Of()));
        await Button(office, "开始代录").ClickAsync();
        await Expect(office.Page.GetByText("区政府办公室代录中（依据：司法局函.pdf）")).ToBeVisibleAsync();
        await office.AssertAxeCleanAsync();

        await office.Page.GotoAsync("/2022/board");
        var drawer = new OpenDrawer(office);
        await drawer.ShowAsync("sijing", "2.4");
        await Expect(drawer.Drawer.GetByRole(AriaRole.Note)).ToContainTextAsync("您在为区司法局代录（依据：司法局函.pdf）");
        await drawer.Drawer.Locator(".drawer-levels label").Last.ClickAsync();
        await drawer.SaveAsync();
        await drawer.ExpectSavedAsync();
        await Expect(drawer.Drawer.Locator(".drawer-sources")).ToContainTextAsync("说明：代录（依据：司法局函.pdf）");
        await drawer.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task The_third_party_drops_its_reports_and_says_what_a_score_lost_and_the_unit_reads_it()
    {
        await using var agency = await chromium.SignedInAsAsync(portal.Address, new("third-party"), "/");
        await agency.Page.GetByRole(AriaRole.Link, new() { Name = "报送第三方机构的评估结果" }).ClickAsync();
        await UploadAsync(agency, "未对应单位的评估报告", ("岳阳街道评估报告.pdf", PdfBytes.Of("", PdfBytes.Latin("<< /Title (1) >>"))), ("sheshan.pdf", PdfBytes.Of("", PdfBytes.Latin("<< /Title (2) >>"))), ("报告3.pdf", PdfBytes.Of("", PdfBytes.Latin("<< /Title (3) >>"))));
        var assigned = agency.Page.GetByRole(AriaRole.Table, new() { Name = "已归入各单位的评估报告" });
        await Expect(assigned.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await agency.AssertAxeCleanAsync();
        await agency.Page.GetByLabel("报告3.pdf 归入").SelectOptionAsync("泗泾镇");
        await Expect(assigned.GetByRole(AriaRole.Row, new() { Name = "泗泾镇" })).ToContainTextAsync("报告3.pdf");
        await Expect(agency.Page.GetByText("没有未对应单位的文件。")).ToBeVisibleAsync();
        await agency.AssertNoSidewaysScrollAsync();

        await agency.Page.GotoAsync("/2022/board");
        var drawer = new OpenDrawer(agency);
        await drawer.ShowAsync("yueyang", "1.3");
        await drawer.Drawer.GetByLabel("原始分").FillAsync("90");
        await drawer.Drawer.GetByLabel("满分", new() { Exact = true }).FillAsync("100");
        await drawer.Button("＋ 添加扣分说明").ClickAsync();
        await drawer.Drawer.GetByLabel("细项（必填）").FillAsync("公开及时性");
        await drawer.Drawer.GetByLabel("应得", new() { Exact = true }).FillAsync("20");
        await drawer.Drawer.GetByLabel("实得", new() { Exact = true }).FillAsync("12");
        await drawer.Drawer.GetByLabel("问题（必填）").FillAsync("年报迟了三天");
        await Expect(drawer.Drawer.GetByText("扣分说明合计扣8分，原始分扣10分，两者不一致。仍可保存，请核对。")).ToBeVisibleAsync();
        await UploadAsync(agency, "扣分截图", ("截图.png", ImageBytes.Png));
        await drawer.Drawer.Locator("select[data-draft$='.picture']").SelectOptionAsync("截图.png");
        await drawer.AssertAxeCleanAsync();
        await drawer.SaveAsync();
        await drawer.ExpectSavedAsync();
        await drawer.AssertAxeCleanAsync();
        Assert.NotNull(Assert.Single(Assert.IsType<Mark>(Now("yueyang", "1.3").Counted!.Observation).Lost).Picture);

        await using var unit = await chromium.SignedInAsAsync(portal.Address, new(EvidenceDesk.Liaison), "/2022/units/yueyang");
        var lost = unit.Page.Locator("tr[data-indicator='1.3']").GetByRole(AriaRole.Table, new() { Name = "扣分说明" });
        await Expect(lost.GetByRole(AriaRole.Cell)).ToContainTextAsync(["20", "12", "年报迟了三天"]);
        await Expect(lost.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await Expect(unit.Page.GetByText("两者不一致")).ToHaveCountAsync(0);
        await Expect(unit.Page.GetByRole(AriaRole.Link, new() { Name = "岳阳街道评估报告.pdf" }).First).ToBeVisibleAsync();
        await unit.AssertAxeCleanAsync();
    }

    private Cell Now(string unit, string indicator) => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022").Find(new(unit), new(indicator))!;

    private static ILocator Button(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task UploadAsync(Visit visit, string place, params (string Name, byte[] Content)[] files)
    {
        var evidence = visit.Page.GetByRole(AriaRole.Region, new() { Name = place });
        await Expect(evidence).ToHaveAttributeAsync("data-uploads", "");
        await evidence.Locator("[data-choose]").SetInputFilesAsync([.. files.Select(f => new FilePayload { Name = f.Name, MimeType = "application/octet-stream", Buffer = f.Content })]);
        await Expect(evidence.Locator("[data-said]")).ToHaveTextAsync($"{files[^1].Name}已上传。");
        await Expect(evidence.Locator(".evidence-row")).ToHaveCountAsync(0);
    }
}
