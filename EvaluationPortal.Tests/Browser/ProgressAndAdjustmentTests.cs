using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Browser.Board;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>评分进度 and 核定调整.</summary>
public sealed class ProgressAndAdjustmentTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private Scoreboard Board => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");

    [Fact]
    public async Task The_progress_follows_the_board_and_the_chief_confirms_there()
    {
        await using var chief = await chromium.SignedInAsAsync(portal.Address, new("chief"), "/2022/progress");
        await chief.AssertAxeCleanAsync();
        await chief.AssertNoSidewaysScrollAsync();
        var column = chief.Page.GetByRole(AriaRole.Table, new() { Name = "按指标" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "6.1 " });
        await Expect(column).ToContainTextAsync("沈雅琴、顾晓峰");
        await column.GetByRole(AriaRole.Button, new() { Name = "6.1列：确认" }).ClickAsync();
        await chief.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "确认", Exact = true }).ClickAsync();
        await Expect(column).ToContainTextAsync("已确认 陆志远");
        await chief.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task The_chief_proposes_points_and_the_administrator_approves_them()
    {
        var card = Board.Scorecards.First(c => c.Cells.Any(IsAdjusted));
        var cell = card.Cells.First(IsAdjusted);
        await using var chief = await chromium.SignedInAsAsync(portal.Address, new("chief"), $"/2022/adjustments?unit={card.Unit.Code}&indicator={cell.Indicator.Code}");
        await chief.AssertAxeCleanAsync();
        await chief.Page.GetByLabel("核定得分").FillAsync("0.25");
        await chief.Page.GetByLabel("理由").FillAsync("补充材料属实");
        await chief.Page.GetByRole(AriaRole.Button, new() { Name = "提出" }).ClickAsync();
        await Expect(chief.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请写明核定调整的依据");
        await chief.Page.GetByLabel("依据").FillAsync("会议纪要3号");
        await chief.Page.GetByRole(AriaRole.Button, new() { Name = "提出" }).ClickAsync();
        await Expect(chief.Page.GetByText("待另一人批准", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(chief.Page.GetByRole(AriaRole.Button, new() { Name = "批准" })).ToHaveCountAsync(0);

        await using var second = await chromium.SignedInAsAsync(portal.Address, new("administrator"), "/");
        await second.Page.Locator(".todos a", new() { HasText = "批准核定调整" }).ClickAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
        await Expect(second.Page.GetByText("已批准，得分已更新。")).ToBeVisibleAsync();
        await second.AssertAxeCleanAsync();
        await second.AssertNoSidewaysScrollAsync();
        await second.Page.GotoAsync($"/2022/units/{card.Unit.Code}");
        await Expect(second.Page.Locator($"tr[data-indicator='{cell.Indicator.Code}']")).ToContainTextAsync("调整为0.25分，理由：补充材料属实，依据：会议纪要3号");
        await using var reviewer = await chromium.OnTheBoardAsync(portal.Address, "reviewer-1");
        await Expect(reviewer.Page.Locator($"tr[data-unit='{card.Unit.Code}'] td.adj")).ToHaveCountAsync(1);
        await reviewer.ShowsAsync(card.Unit.Code.Value, cell.Indicator.Code.Value, "0.25");
    }

    private static bool IsAdjusted(Cell cell) => cell is { Score: Awarded { Points: > 1 }, Indicator.Assessor: Core.Schemes.Source.Office };
}
