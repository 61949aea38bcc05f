using Bunit;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Components.Pages.Board;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>What one change costs: renders on the server and bytes on the wire, counted, not timed.</summary>
public sealed class BoardCostTests(Chromium chromium) : IAsyncLifetime
{
    /// <summary>Stands still unless moved on, so that the foot, told every five seconds, is never counted with an edit.</summary>
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    /// <summary>
    /// Counts in the page, before the page acts on a message: what is drawn has been counted, and nothing that came later.
    /// The three bytes of a keep-alive are left out.
    /// </summary>
    private const string CountReceived = """
        window.received = 0;
        window.WebSocket = class extends WebSocket {
            constructor(...args) {
                super(...args);
                this.addEventListener('message', event => {
                    const bytes = event.data.byteLength ?? event.data.length;
                    if (bytes > 3) window.received += bytes;
                });
            }
        };
        """;

    private Portal? _portal;

    /// <summary>Of one changed cell, to one screen.</summary>
    private const int MostBytes = 400;

    /// <summary>Three waits of three half seconds stay below the foot's five.</summary>
    private const int MostTries = 3;

    /// <summary>Of one rank that moved, to one screen.</summary>
    private const int MostBytesPerRank = 130;

    private Portal Portal => _portal!;

    private LiveScoreboards Live => Portal.Services.GetRequiredService<LiveScoreboards>();

    public async ValueTask InitializeAsync()
    {
        _portal = new() { Clock = _clock };
        await _portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    [Fact]
    public async Task One_change_renders_one_row_and_a_row_holds_no_component_but_its_rank()
    {
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context.Services.AddSingleton(Live);
        context.Services.AddSingleton(TimeProvider.System);
        context.Services.AddSingleton(Portal.Services.GetRequiredService<People>());
        context.Services.AddSingleton(Portal.Services.GetRequiredService<ReadFiled>());
        context.Services.AddSingleton(Portal.Services.GetRequiredService<LiveSelfReports>());
        var person = Portal.Services.GetRequiredService<People>().Find(new("leader"))!;
        var page = context.Render<CascadingValue<Person>>(p => p.Add(c => c.Value, person).AddChildContent<BoardPage>(b => b.Add(x => x.Cycle, "2022"))).FindComponent<BoardPage>();
        var rows = page.FindComponents<BoardRow>();
        Assert.Equal(50, rows.Count);
        Assert.All(rows, row => Assert.IsType<RankCell>(Assert.Single(row.FindComponents<ComponentBase>(), c => c.Instance is not BoardRow).Instance));
        var before = rows.Select(r => r.RenderCount).ToList();

        await RecordAsync("sijing", "9.1", new Judged(7, ""));
        await page.WaitForStateAsync(() => rows[0].RenderCount > before[0], TimeSpan.FromSeconds(20));

        Assert.Equal([.. before.Select((count, at) => at == 0 ? count + 1 : count)], rows.Select(r => r.RenderCount));
    }

    [Fact]
    public async Task One_change_costs_a_screen_few_bytes_and_each_moved_rank_few_more()
    {
        await using var visit = await chromium.OpenAsync(Portal.Address);
        await visit.Context.AddInitScriptAsync(CountReceived);
        await visit.SignInAsAsync(new("leader"), BoardVisit.Path);
        await visit.BoardReadyAsync();
        // The first unit of its group by far: its rank cannot move by a point.
        var top = Live.Of("2022").Scorecards.Where(c => c.Unit.RankingGroup.StartsWith("街镇", StringComparison.Ordinal)).MaxBy(c => c.Totals.Total)!.Unit.Code.Value;
        foreach (var (indicator, observation) in new (string, Observation)[] { ("5.1", new Level(1)), ("9.1", new Judged(7, "")), ("5.3", new Level(1)) }) await RecordAsync(top, indicator, observation);
        await visit.ShowsAsync(top, "5.1", "8");
        await visit.ShowsAsync(top, "9.1", "7");
        await visit.ShowsAsync(top, "5.3", "5");
        await RanksShownAsync(visit);

        var start = await ReceivedAsync(visit);
        var ranks = Live.Of("2022").Ranks;
        await RecordAsync(top, "9.1", new Judged(6.5m, "推广不足"));
        await visit.ShowsAsync(top, "9.1", "6.5");
        await RanksShownAsync(visit);
        Assert.Equal(ranks, Live.Of("2022").Ranks);
        Assert.InRange(await ReceivedAsync(visit) - start, 1, MostBytes);

        start = await ReceivedAsync(visit);
        var last = Live.Of("2022").Scorecards.MinBy(c => c.Totals.Total)!.Unit.Code.Value;
        await RecordAsync(last, "9.1", new Judged(7, ""));
        await visit.ShowsAsync(last, "9.1", "7");
        await RanksShownAsync(visit);
        var moved = Live.Of("2022").Ranks.Zip(ranks).Count(pair => pair.First != pair.Second);
        Assert.InRange(moved, 1, 50);
        Assert.InRange(await ReceivedAsync(visit) - start, 1, MostBytes + (moved * MostBytesPerRank));
    }

    /// <summary>Lets the time of the ranks come, again until the screen shows those of the board in memory; the foot's never comes.</summary>
    private async Task RanksShownAsync(Visit visit)
    {
        string[] ranks = [.. Live.Of("2022").Ranks.Select(rank => $"{rank.Place}暂")];
        for (var tries = 0; tries < MostTries; tries++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            if (await AreShownAsync(visit, ranks)) return;
        }
        Assert.Fail("The ranks did not come.");
    }

    private static Task<long> ReceivedAsync(Visit visit) => visit.Page.EvaluateAsync<long>("() => window.received");

    private static async Task<bool> AreShownAsync(Visit visit, string[] ranks)
    {
        try
        {
            await visit.Page.WaitForFunctionAsync("ranks => [...document.querySelectorAll('tbody td.rank')].every((cell, at) => cell.textContent === ranks[at])", ranks, new() { Timeout = 5000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task RecordAsync(string unit, string indicator, Observation observation)
    {
        var outcome = await Portal.Services.GetRequiredService<RecordAssessments>().Run(new("reviewer-1"), "2022", [new(Guid.NewGuid(), new UnitCode(unit), new IndicatorCode(indicator), Source.Office, observation, null, long.MaxValue)]);
        Assert.IsType<Saved>(Assert.Single(outcome));
    }
}
