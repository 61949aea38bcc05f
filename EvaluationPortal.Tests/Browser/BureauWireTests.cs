using System.Text.RegularExpressions;
using EvaluationPortal.Tests.Browser.Board;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// What the browsers of a bureau and of the third party receive: their own columns, for all units, with their means; no other
/// indicator's results, no totals, no ranks.
/// </summary>
public sealed class BureauWireTests(CanaryPortal portal, Chromium chromium) : IClassFixture<CanaryPortal>
{
    [Theory]
    [InlineData("bureau-finance", "6.2")]
    [InlineData("third-party", "1.3")]
    public async Task A_browser_receives_the_own_columns_and_nothing_of_others(string persona, string own)
    {
        HashSet<string> totals = [];
        await using var visit = await Eavesdropping.OpenAsync(portal, chromium, persona, BoardVisit.Path);
        await visit.OpenEverythingAsync(StirAsync);
        foreach (var path in (string[])["/2022/units/sijing", "/2022/report-cards", "/audit", BoardVisit.Path + "?sort=total&subtotals=1"]) await visit.LoadAsync(path);
        await visit.Visit.BoardReadyAsync();
        await visit.Visit.GoToAsync("sijing", own);
        await visit.Visit.PressAsync("Space");
        await Expect(visit.Page.Locator("#board-drawer")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "修改记录" }).ClickAsync();
        for (var times = 0; times < 3; times++) await ColumnChangeShownAsync(visit, own);
        await FootShownAsync(visit.Page, own);
        await ForgedCalls.MakeAsync(visit);
        await ColumnChangeShownAsync(visit, own);

        var listening = new Listening(visit.Tap.All());
        Assert.NotEmpty(listening.Heard(CanaryPortal.Texts(_ => true, indicator => indicator == own)));
        Assert.Empty(listening.Heard(CanaryPortal.Texts(_ => true, indicator => indicator != own)));
        Assert.Empty(listening.Heard(CanaryPortal.BoardRanks));
        Assert.Empty(listening.HeardNumbers(totals));

        async Task StirAsync()
        {
            await portal.StirAsync();
            // Below ten a total could be the points of an own cell.
            totals.UnionWith(portal.Totals(_ => true).Where(total => total.Length == "10.00".Length));
        }
    }

    /// <summary>Not even an empty message tells that another column moved: the first that comes is about the own one.</summary>
    [Fact]
    public async Task Nothing_at_all_comes_when_other_columns_move()
    {
        await using var bureau = await Eavesdropping.OpenAsync(portal, chromium, "bureau-finance", BoardVisit.Path);
        await bureau.Visit.BoardReadyAsync();
        await using var leader = await chromium.OnTheBoardAsync(portal.Address, "leader");
        await ColumnChangeShownAsync(bureau, "6.2");
        await FootShownAsync(bureau.Page, "6.2");
        var before = bureau.Tap.Messages().Count;

        await portal.MoveRanksAsync();
        await Expect(leader.Page.Locator("tfoot td.total").Last).ToHaveTextAsync(portal.MeanTotal(), new() { Timeout = 20_000 });
        var version = await ColumnChangeShownAsync(bureau, "6.2");

        Assert.Contains(Readings.Of(bureau.Tap.Messages()[before]), text => text.Contains($"v-{version}", StringComparison.Ordinal));
    }

    /// <summary>A cell of the column changes, and the board shows it.</summary>
    private async Task<long> ColumnChangeShownAsync(Eavesdropping visit, string indicator)
    {
        await portal.StirAsync();
        var version = portal.Board.Find(new("sijing"), new(indicator))!.Version;
        await Expect(visit.Visit.Cell("sijing", indicator)).ToHaveClassAsync(new Regex($@"(^| )v-{version}( |$)", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return version;
    }

    /// <summary>The mean of the first column shown is the board's as it is now: five seconds after the last change at the latest.</summary>
    private Task FootShownAsync(IPage page, string indicator) => Expect(page.Locator("tfoot tr").Last.Locator("td").First).ToHaveTextAsync(portal.Mean(indicator), new() { Timeout = 20_000 });
}
