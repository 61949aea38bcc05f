using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow.Deliveries;

/// <summary>The use cases about deliveries on one test's database.</summary>
internal sealed class Delivering : IDisposable
{
    public const string Justice = "bureau-justice", Agency = "third-party", Office = "reviewer-1";
    private readonly Records _records;
    private readonly CycleChange _cycles;

    public Delivering(Records records)
    {
        _records = records;
        _cycles = new(records.Ledger, records.Live, records.People);
        var change = new DeliveryChange(_cycles);
        (Desk, Deliver, Return, Enter) = (new(records), new(change), new(change), new(change));
        Assign = new(records.Ledger, records.Live, records.People);
    }

    public EvidenceDesk Desk { get; }
    public DeliverResult Deliver { get; }
    public ReturnDelivery Return { get; }
    public EnterForAssessor Enter { get; }
    public AssignReport Assign { get; }

    /// <summary>Where the assessor's delivery stands on every screen.</summary>
    public Delivery Of(string assessor) => _records.Board.Cycle.DeliveryOf(assessor);

    public Task<Permit> DeliverAsync(string by, string assessor, bool incomplete = false) => Deliver.Run(new(by), Records.Cycle, assessor, incomplete);

    public Task<Permit> ReturnAsync(string by, string reason) => Return.Run(new(by), Records.Cycle, "区司法局", reason);

    public Task<Permit> BeginAsync(string by) => Enter.Begin(new(by), Records.Cycle, "区司法局", "该局不能登录");

    public Task<EvidenceFile> ScanAsync(string by, string indicator, Source source, string name = "结果.pdf") => Desk.AddedAsync(by, EvidenceDesk.At(null, indicator, source), EvidenceDesk.Pdf(name), name);

    /// <summary>Scores 2.4 of a unit, as the bureau unless told otherwise.</summary>
    public Task<Outcome> ScoreAsync(string by, string unit, int level, string? reason = null, Source source = Source.Bureau) =>
        _records.EditAsync(by, Records.Edit(unit, "2.4", new Level(level), long.MaxValue, source, reason));

    public static string Why(Outcome outcome) => Assert.IsType<Rejected>(outcome).Why;

    /// <summary>The assessor's deadline is that.</summary>
    public Task DueAsync(string assessor, DateTime due) => _cycles.Run(new("administrator"), Records.Cycle, null, (_, _, _) => Core.Access.Granted.Yes, (transaction, now) => transaction.ChangeCycle(
        new("administrator"), Records.Cycle, row => row.Settings = StoredJson.Write(now.Settings with { Deadlines = now.Settings.Deadlines with { Deliveries = now.Settings.Deadlines.Deliveries.SetItem(assessor, due) } }), _ => { }, CancellationToken.None), CancellationToken.None);

    public static void Granted(Permit permit) => Assert.True(permit.IsGranted, (permit as Denied)?.Why);

    public static void Refused(string why, Permit permit) => Assert.Contains(why, Assert.IsType<Denied>(permit).Why, StringComparison.Ordinal);

    public void Dispose() => Desk.Dispose();
}
