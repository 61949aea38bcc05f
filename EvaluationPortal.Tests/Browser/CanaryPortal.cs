using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// A portal in whose results every text and mark can be recognised wherever it turns up: the own unit of 朱敏 (岳阳街道) and two
/// others, for indicators of the office, a bureau and the third party.
/// </summary>
public sealed class CanaryPortal : IAsyncLifetime
{
    public const string Own = "yueyang";
    public const string FoundBy = "暗查员甲";
    private static readonly string[] Units = [Own, "sijing", "jiaoyuju"];
    private Portal? _portal;
    private int _times;
    private int _ownTimes;

    public Portal Portal => _portal!;

    public string Address => Portal.Address;

    public Scoreboard Board => Portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await Portal.StartAsync(settings: ("Security:BulkDownloadsPerMinute", "1000"));
        await StirAsync();
        await StirOwnAsync();
    }

    public async ValueTask DisposeAsync() => await Portal.DisposeAsync();

    /// <summary>What is written into a cell; followed by how often when it is written again.</summary>
    public static string Text(string unit, string indicator) => $"暗记{unit}之{indicator}";

    /// <summary>The other units change, in all three indicators' sources.</summary>
    public async Task StirAsync()
    {
        var times = ++_times;
        foreach (var unit in Units.Where(u => u != Own)) await WriteAsync(unit, times);
    }

    /// <summary>The own unit changes: all its canaries in one stroke, and 9.1 to and from 待评, which every view shows.</summary>
    /// <returns>How many of its indicators are assessed now, and which time it was.</returns>
    public async Task<(int Assessed, int Times)> StirOwnAsync()
    {
        var times = ++_ownTimes;
        await WriteAsync(Own, times);
        var card = Board.Find(new UnitCode(Own))!;
        return (card.Cells.Length - card.PendingCells, times);
    }

    /// <summary>In one stroke the unit that stands next above the own one falls below it, or the next below rises above the first.</summary>
    public async Task MoveRanksAsync()
    {
        var own = Board.Find(new UnitCode(Own))!;
        var others = Board.Scorecards.Where(c => c.Unit.RankingGroup == own.Unit.RankingGroup && !Units.Contains(c.Unit.Code.Value)).ToList();
        var above = others.Where(c => c.Totals.Total > own.Totals.Total).MinBy(c => c.Totals.Total);
        var other = (above ?? others.MaxBy(c => c.Totals.Total)!).Unit;
        var levels = Board.Cycle.Scheme.Indicators.Where(i => i.AppliesToKind(other.Kind) && Cycle.AssessorOf(other, i) is Source.Office && i.Rule is Tiers);
        await RecordAsync("reviewer-1", [.. levels.Select(i => new Edit(Guid.NewGuid(), other.Code, i.Code, Source.Office, new Level(above is null ? 1 : ((Tiers)i.Rule).Levels.Length), null, long.MaxValue))]);
    }

    public async Task LetLiaisonsSeeAsync(LiaisonView view)
    {
        await Portal.Services.GetRequiredService<Ledger>().Write(async transaction =>
        {
            var row = await transaction.Db.Cycles.SingleAsync(Stop);
            row.Settings = StoredJson.Write(Board.Cycle.Settings with { LiaisonsSee = CycleSettings.InEveryStage(view) });
            row.Version = transaction.Append(PersonId.System, AuditKinds.CycleChanged, entry => (entry.Cycle, entry.After) = (row.Code, row.Settings));
            return true;
        }, Stop);
        await Portal.Services.GetRequiredService<LiveScoreboards>().Reload("2022", Stop);
    }

    /// <summary>The texts of cells, by unit and indicator.</summary>
    public static IEnumerable<string> Texts(Func<string, bool> units, Func<string, bool> indicators) =>
        from unit in Units
        where units(unit)
        from text in ((string, string)[])[("1.2", Text(unit, "1.2")), ("1.4", Text(unit, "1.4")), ("9.1", Text(unit, "9.1")), ("6.2", Text(unit, "6.2")), ("1.3", Raw(unit))]
        where indicators(text.Item1)
        select text.Item2;

    /// <summary>Names of all who assess, and of one who finds.</summary>
    public ImmutableArray<string> Names() => [FoundBy, .. Portal.Services.GetRequiredService<People>().All.Where(p => p.Is(Role.Reviewer) || p.Is(Role.Bureau) || p.Is(Role.ThirdParty)).Select(p => p.Name)];

    /// <summary>Provisional places as the board writes them.</summary>
    public static IEnumerable<string> BoardRanks => Enumerable.Range(1, 50).Select(place => $"{place}暂");

    /// <summary>Means of the totals and of the columns, as the board's foot writes them, where they have two decimals.</summary>
    public IEnumerable<string> Means() => Board.Cycle.Scheme.Indicators.Select(i => Mean(i.Code.Value)).Append(MeanTotal()).Where(text => text.Split('.') is [_, { Length: 2 }]);

    /// <summary>The mean of a column as the board's foot writes it.</summary>
    public string Mean(string indicator) =>
        Board.Scorecards.Select(c => c.Cells[Board.Cycle.IndexOf(new IndicatorCode(indicator))].Score).OfType<Awarded>().Select(a => a.Points).ToList() is { Count: > 0 } points ? Decimals.Text(Decimals.Rounded(points.Average())) : "—";

    /// <summary>The mean of the totals as the board's foot writes it.</summary>
    public string MeanTotal() => Decimals.Fixed(Decimals.Rounded(Board.Scorecards.Select(c => c.Totals.Total).OfType<decimal>().Average()));

    /// <summary>The totals of units, with two decimals.</summary>
    public IEnumerable<string> Totals(Func<string, bool> units) =>
        Board.Scorecards.Where(c => units(c.Unit.Code.Value)).Select(c => c.Totals.Total).OfType<decimal>().Where(total => total is > 0 and < 100).Select(Decimals.Fixed);

    private static string Raw(string unit) => unit switch
    {
        Own => "58.4321",
        "sijing" => "61.2347",
        _ => "63.9173",
    };

    private async Task WriteAsync(string unit, int times)
    {
        string Of(string indicator) => $"{Text(unit, indicator)}第{times}次";
        Findings Found(string indicator) =>
            new([.. Enumerable.Range(1, 1 + (times % 2)).Select(id => new Finding(id, Of(indicator)) { Where = $"https://www.example.gov.cn/{unit}/{times}", FoundBy = FoundBy })]);
        await RecordAsync("bureau-finance", new Edit(Guid.NewGuid(), new(unit), new("6.2"), Source.Bureau, Found("6.2"), null, long.MaxValue));
        await RecordAsync("third-party", new Edit(Guid.NewGuid(), new(unit), new("1.3"), Source.ThirdParty, new Mark(decimal.Parse(Raw(unit), System.Globalization.CultureInfo.InvariantCulture), 97.1311m + (100 * (times % 2))), null, long.MaxValue));
        await RecordAsync("reviewer-1",
            new(Guid.NewGuid(), new(unit), new("1.2"), Source.Office, Found("1.2"), null, long.MaxValue),
            new(Guid.NewGuid(), new(unit), new("1.4"), Source.Office, new Level(1 + (times % 2)), Of("1.4"), long.MaxValue),
            new(Guid.NewGuid(), new(unit), new("9.1"), Source.Office, times % 2 == 0 ? new Judged(5.5m, Of("9.1")) : null, Of("9.1"), long.MaxValue));
    }

    private async Task RecordAsync(string by, params Edit[] edits) =>
        Assert.All(await Portal.Services.GetRequiredService<RecordAssessments>().Run(new(by), "2022", edits, stop: Stop), outcome => Assert.IsType<Saved>(outcome));
}
