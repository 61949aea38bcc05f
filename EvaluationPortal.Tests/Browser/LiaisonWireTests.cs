using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// What a liaison's browser receives, byte for byte, while it opens and asks for all there is, other people work, and calls are
/// forged. Names of units are not secret: the roster is public, the answer to an unknown or foreign unit names it. Means and
/// the board are no liaison's, whatever the cycle lets them see. What may be seen must be heard too: that is the control.
/// </summary>
public sealed partial class LiaisonWireTests(CanaryPortal portal, Chromium chromium) : IClassFixture<CanaryPortal>
{
    private const string OwnPage = $"/2022/units/{CanaryPortal.Own}";

    /// <summary>How places read on the page and in print.</summary>
    private static readonly ImmutableArray<string> Places = [.. Enumerable.Range(1, 50).Select(place => $"第{place}名")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LiaisonView.Progress)]
    [InlineData(LiaisonView.OwnScore)]
    [InlineData(LiaisonView.OwnScoreAndRank)]
    [InlineData(LiaisonView.All)]
    public async Task A_liaisons_browser_receives_what_the_cycle_shows_and_nothing_of_what_it_hides(LiaisonView view)
    {
        await portal.LetLiaisonsSeeAsync(view);
        HashSet<string> totals = [], means = [];
        await using var liaison = await Eavesdropping.OpenAsync(portal, chromium, "liaison-yueyang", OwnPage);
        await liaison.OpenEverythingAsync(StirAsync);
        foreach (var path in (string[])["/2022/units/sijing", "/2022/board", "/2022/report-cards", "/audit", OwnPage]) await liaison.LoadAsync(path);
        for (var times = 0; times < 3; times++)
        {
            await StirAsync();
            await OwnChangeShownAsync(liaison, view);
        }
        await ForgedCalls.MakeAsync(liaison);
        await OwnChangeShownAsync(liaison, view);

        var listening = new Listening(liaison.Tap.All());
        var legitimate = view is LiaisonView.Progress ? new HashSet<string>() : await OwnNumbersAsync();
        AssertHeard(view >= LiaisonView.OwnScore, listening.Heard(OwnTexts()));
        AssertHeard(view >= LiaisonView.OwnScore, listening.HeardNumbers(portal.Totals(IsOwn)));
        AssertHeard(view >= LiaisonView.OwnScoreAndRank, listening.Heard(Places));
        AssertHeard(view >= LiaisonView.OwnScoreAndRank, listening.Heard(portal.Names()));
        AssertHeard(view >= LiaisonView.All, listening.Heard(CanaryPortal.Texts(IsOther, _ => true)));
        AssertHeard(view >= LiaisonView.All, listening.HeardNumbers(totals.Except(legitimate)));
        if (view < LiaisonView.All) AssertHeard(false, listening.HeardNumbers(means.Except(legitimate)));

        async Task StirAsync()
        {
            await portal.StirAsync();
            totals.UnionWith(OtherTotals());
            means.UnionWith(portal.Means());
        }
    }

    /// <summary>The control: the same ears hear all of it where nothing is hidden.</summary>
    [Fact]
    public async Task A_reviewers_browser_receives_all_of_it()
    {
        await using var reviewer = await Eavesdropping.OpenAsync(portal, chromium, "reviewer-2", "/2022/board");
        foreach (var path in (string[])["/2022/units/sijing", "/2022/units/jiaoyuju", OwnPage, "/2022/board"]) await reviewer.LoadAsync(path);
        await Expect(reviewer.Page.Locator("tfoot td.total").Last).ToBeVisibleAsync();

        var listening = new Listening(reviewer.Tap.All());
        Assert.Equal(CanaryPortal.Texts(_ => true, _ => true).Order(), listening.Heard(CanaryPortal.Texts(_ => true, _ => true)).Order());
        Assert.Equal(portal.Names().Order(), listening.Heard(portal.Names()).Order());
        Assert.NotEmpty(listening.Heard(Places));
        Assert.NotEmpty(listening.Heard(CanaryPortal.BoardRanks));
        Assert.Equal(OtherTotals().Distinct().Order(), listening.HeardNumbers(OtherTotals()).Order());
        Assert.Equal(portal.Means().Distinct().Order(), listening.HeardNumbers(portal.Means()).Order());
    }

    /// <summary>Not even an empty message tells that something hidden moved: the first that comes is about what may be seen.</summary>
    [Theory]
    [InlineData(LiaisonView.Progress)]
    [InlineData(LiaisonView.OwnScore)]
    public async Task Nothing_at_all_comes_when_other_units_or_hidden_ranks_move(LiaisonView view)
    {
        await portal.LetLiaisonsSeeAsync(view);
        await using var liaison = await Eavesdropping.OpenAsync(portal, chromium, "liaison-yueyang", OwnPage);
        await using var leader = await chromium.SignedInAsAsync(portal.Address, new("leader"), OwnPage);
        await OwnChangeShownAsync(liaison, view);
        var before = liaison.Tap.Messages().Count;

        var rank = portal.Board.RankOf(new(CanaryPortal.Own))!;
        await portal.MoveRanksAsync();
        var moved = portal.Board.RankOf(new(CanaryPortal.Own))!;
        Assert.NotEqual(rank.Place, moved.Place);
        await Expect(leader.Page.Locator(".rank dd")).ToContainTextAsync($"第{moved.Place}名");
        var own = await OwnChangeShownAsync(liaison, view);

        var first = liaison.Tap.Messages()[before];
        Assert.Contains(Readings.Of(first), text => text.Contains(view is LiaisonView.Progress ? $"{own.Assessed}" : $"第{own.Times}次", StringComparison.Ordinal));
    }

    private static void AssertHeard(bool mayBe, IReadOnlyList<string> heard)
    {
        if (mayBe) Assert.NotEmpty(heard);
        else Assert.Empty(heard);
    }

    /// <summary>The own unit changes, and the page shows it: everything sent before has arrived.</summary>
    private async Task<(int Assessed, int Times)> OwnChangeShownAsync(Eavesdropping liaison, LiaisonView view)
    {
        var (assessed, times) = await portal.StirOwnAsync();
        if (view is LiaisonView.Progress) await Expect(liaison.Page.Locator(".unit-progress")).ToContainTextAsync($"已评{assessed}项");
        else await Expect(liaison.Page.Locator(".steps")).ToContainTextAsync($"{CanaryPortal.Text(CanaryPortal.Own, "1.4")}第{times}次");
        return (assessed, times);
    }

    private static bool IsOwn(string unit) => unit == CanaryPortal.Own;

    private static bool IsOther(string unit) => unit != CanaryPortal.Own;

    private static IEnumerable<string> OwnTexts() => CanaryPortal.Texts(IsOwn, _ => true);

    private IEnumerable<string> OtherTotals() => portal.Totals(IsOther);

    /// <summary>Every number with two decimals that the own score may show, in its present and its past.</summary>
    private async Task<IReadOnlySet<string>> OwnNumbersAsync()
    {
        var everything = portal.Portal.Services.GetRequiredService<People>().Find(new("leader"))!;
        var steps = await portal.Portal.Services.GetRequiredService<ExplainTotal>().Run(everything, portal.Board, new(CanaryPortal.Own), Stop);
        var card = portal.Board.Find(new(CanaryPortal.Own))!;
        decimal?[] numbers =
        [
            .. steps.SelectMany(s => (decimal?[])[s.TotalBefore, s.TotalAfter, Math.Abs(s.Difference), s.Before.PointsOrZero, s.After.PointsOrZero]),
            .. card.Totals.Sections.SelectMany(s => (decimal?[])[s.Raw, s.Pending, s.Applicable]), card.Totals.Raw, card.Totals.BestPossible,
            .. card.Cells.SelectMany(c => (decimal?[])[c.Score.PointsOrZero, c.Indicator.MaxPoints - c.Score.PointsOrZero]),
        ];
        var written = string.Join(' ', numbers.OfType<decimal>().Select(n => n.ToString("0.00", CultureInfo.InvariantCulture)).Concat(card.Cells.Select(c => c.Score.Explanation)).Append(card.Totals.Explanation));
        return TwoDecimals().Matches(written).Select(m => m.Value).ToHashSet();
    }

    [GeneratedRegex(@"\d+\.\d\d", RegexOptions.None, 1000)]
    private static partial Regex TwoDecimals();
}
