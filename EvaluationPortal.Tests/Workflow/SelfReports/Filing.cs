using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Workflow.SelfReports;

/// <summary>岳阳街道's self-report on one test's database, and the use cases about it.</summary>
internal sealed class Filing
{
    public const string Liaison = "liaison-yueyang", Second = "liaison-yueyang-2", Leader = "unit-leader-yueyang", Reviewer = "reviewer-1", Cycle = Records.Cycle;
    public static readonly UnitCode Unit = new("yueyang");

    public Filing(Records records)
    {
        Records = records;
        Reports = new(NullLogger<LiveSelfReports>.Instance);
        var change = new FilingChange(records.Ledger, records.Live, Reports, records.People);
        Save = new(records.Ledger, records.Live, Reports, records.People);
        Read = new(records.Database, records.Live, records.People);
        (Send, Back, TakeBack, Submit, Return) = (new(change), new(change), new(change), new(change, records.Live), new(change));
    }

    public Records Records { get; }
    public LiveSelfReports Reports { get; }
    public SaveDrafts Save { get; }
    public ReadSelfReport Read { get; }
    public SendForCheck Send { get; }
    public SendBack Back { get; }
    public TakeBack TakeBack { get; }
    public SubmitReport Submit { get; }
    public ReturnIndicator Return { get; }

    /// <summary>Types one field.</summary>
    public async Task<DraftOutcome> TypeAsync(string indicator, string typed, long seen = 0, string by = Liaison, DraftField field = DraftField.Text, Guid? id = null, string unit = "yueyang") =>
        Assert.Single(await Save.Run(new(by), Cycle, new(unit), [new(id ?? Guid.NewGuid(), indicator, field.ToString(), typed, seen)]));

    /// <summary>Everything is filled in: a text and the best self-assessment.</summary>
    public async Task FillAsync()
    {
        var indicators = Songjiang2022.Scheme.Indicators.Where(i => i.NeedsFiling).ToList();
        var edits = indicators.SelectMany(i => (DraftEdit[])
        [
            new(Guid.NewGuid(), i.Code.Value, "text", $"{i.Code}的填报说明", 0),
            new(Guid.NewGuid(), i.Code.Value, "assessment", ObservationJson.Write(Best(i.Rule)), 0),
        ]).ToList();
        Assert.All(await Save.Run(new(Liaison), Cycle, Unit, edits), o => Assert.Equal("saved", o.State));
    }

    public Task<SelfReportView?> ViewAsync(string by = Liaison) => Read.Run(new(by), Cycle, Unit);

    public async Task<SelfReport> ReportAsync() => (await ViewAsync())!.Report;

    public async Task<Permit> SendAsync(string by = Liaison, bool incomplete = false) => await Send.Run(new(by), Cycle, Unit, (await ReportAsync()).Version, incomplete);

    public async Task<Permit> SubmitAsync(string by = Leader, bool incomplete = false) => await Submit.Run(new(by), Cycle, Unit, (await ReportAsync()).Version, incomplete);

    public async Task<Permit> ReturnAsync(string indicator, string reason = "链接打不开", string by = Reviewer) => await Return.Run(new(by), Cycle, Unit, new(indicator), reason, (await ReportAsync()).Version);

    /// <summary>Filled in, sent and filed.</summary>
    public async Task FiledAsync()
    {
        await FillAsync();
        Granted(await SendAsync());
        Granted(await SubmitAsync());
    }

    public static void Granted(Permit permit) => Assert.Equal(Core.Access.Granted.Yes, permit);

    public static void Refused(string why, Permit permit) => Assert.Contains(why, Assert.IsType<Denied>(permit).Why, StringComparison.Ordinal);

    /// <summary>Changes the cycle beside its use cases.</summary>
    public async Task ChangeCycleAsync(Action<CycleRow> change)
    {
        await Records.Ledger.Write(async transaction =>
        {
            await transaction.ChangeCycle(PersonId.System, Cycle, change, _ => { }, CancellationToken.None);
            return true;
        });
        await Records.Live.Reload(Cycle, CancellationToken.None);
    }

    public Task DueAsync(DateTime? filing) => ChangeCycleAsync(row => row.Settings = StoredJson.Write(Records.Board.Cycle.Settings with { Deadlines = Deadlines.None with { Filing = filing } }));

    public Task UncheckedAsync() => ChangeCycleAsync(row => row.Settings = StoredJson.Write(Records.Board.Cycle.Settings with { LeaderChecks = false }));

    private static Observation Best(ScoringRule rule) => rule.Form switch
    {
        LevelForm => new Level(1),
        FindingsForm => Findings.None,
        _ => new Judged(rule.MaxPoints, ""),
    };
}
