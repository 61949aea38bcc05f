using System.Globalization;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Browser.Board;
using EvaluationPortal.Tests.Exchange;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Importing;

/// <summary>The agency's workbook of 50 units and 7 indicators, from upload to the live board and back.</summary>
public sealed class ImportWalkTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Misspelt = "岳阳街到";

    private Scoreboard Board => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");

    private IEnumerable<Indicator> Columns => Board.Cycle.Scheme.Indicators.Where(i => i.Assessor is Source.ThirdParty);

    [Fact]
    public async Task A_workbook_goes_from_upload_to_the_live_board_and_is_taken_back()
    {
        using var office = new Office();
        await File.WriteAllTextAsync(office.Path("评估结果.csv"), Csv(), TestContext.Current.CancellationToken);
        await office.ConvertToXlsx("评估结果.csv");
        await using var reviewer = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), "/2022/board");
        await reviewer.LiveAsync();

        await using var agency = await chromium.SignedInAsAsync(portal.Address, new("third-party"), "/2022/imports");
        await Expect(agency.Page.GetByText("还没有导入过文件。")).ToBeVisibleAsync();
        await agency.AssertAxeCleanAsync();
        await agency.AssertNoSidewaysScrollAsync();
        await agency.Page.Locator("[data-choose]").SetInputFilesAsync(office.Path("评估结果.xlsx"));
        await Expect(agency.Page.GetByRole(AriaRole.Heading, new() { Name = "评估结果.xlsx" })).ToBeVisibleAsync();
        await Expect(agency.Page.GetByRole(AriaRole.Table, new() { Name = "不认识的单位" })).ToContainTextAsync(Misspelt);
        await agency.AssertAxeCleanAsync();
        await agency.AssertNoSidewaysScrollAsync();
        await agency.Page.GetByRole(AriaRole.Button, new() { Name = $"“{Misspelt}”是岳阳街道" }).ClickAsync();
        await Expect(agency.Page.GetByRole(AriaRole.Heading, new() { Name = "将要改动350处" })).ToBeVisibleAsync();
        await agency.AssertAxeCleanAsync();

        var before = Board;
        await agency.Page.GetByRole(AriaRole.Button, new() { Name = "应用350处" }).ClickAsync();
        await Expect(agency.Page.GetByText("改动350处，原已相同0处，未导入0处。")).ToBeVisibleAsync();
        await agency.AssertAxeCleanAsync();
        var first = Board.Scorecards[0].Unit;
        await reviewer.ShowsAsync(first.Code.Value, "1.3", Decimals.Text(Points(0, Columns.First())));
        await AssertEverythingIsExplainedAsync();

        await using var other = await chromium.SignedInAsAsync(portal.Address, new("reviewer-2"), "/2022/imports", 1920, 1080);
        await Expect(other.Page.GetByRole(AriaRole.Table, new() { Name = "导入批次" })).ToContainTextAsync("韩思源");
        await other.AssertAxeCleanAsync();

        await agency.Page.GetByRole(AriaRole.Button, new() { Name = "整批撤回" }).ClickAsync();
        await agency.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "整批撤回" }).ClickAsync();
        await Expect(agency.Page.GetByText("撤回350处。")).ToBeVisibleAsync();
        Assert.Equal(before.Scorecards.Select(c => c.Totals.Total), Board.Scorecards.Select(c => c.Totals.Total));
        await agency.AssertAxeCleanAsync();
    }

    /// <summary>Every cell has the points that the workbook's marks make, and the trail accounts for every total.</summary>
    private async Task AssertEverythingIsExplainedAsync()
    {
        var (board, person) = (Board, portal.Services.GetRequiredService<People>().Find(new("reviewer-1"))!);
        foreach (var (row, card) in board.Scorecards.Index())
        {
            Assert.All(Columns, column => Assert.Equal(Points(row, column), board.Find(card.Unit.Code, column.Code)!.Score.PointsOrZero));
            var steps = await portal.Services.GetRequiredService<ExplainTotal>().Run(person, board, card.Unit.Code, CancellationToken.None);
            Assert.Equal(card.Totals.Total, steps[0].TotalAfter);
        }
    }

    private string Csv() => string.Join('\n', Board.Scorecards.Select((card, row) =>
        string.Join(',', Columns.SelectMany(column => (string[])[Raw(row, column).ToString(CultureInfo.InvariantCulture), "100"]).Prepend(card.Unit.Name == "岳阳街道" ? Misspelt : card.Unit.Name)))
        .Prepend(string.Join(',', Columns.SelectMany(c => (string[])[$"{c.Code} 原始分", $"{c.Code} 满分"]).Prepend("单位"))));

    private decimal Raw(int row, Indicator column) => 50 + (((row * 7) + (Board.Cycle.IndexOf(column.Code) * 13)) % 49) + 0.25m;

    private decimal Points(int row, Indicator column) => Math.Round(Raw(row, column) / 100 * column.MaxPoints, 2, MidpointRounding.AwayFromZero);
}
