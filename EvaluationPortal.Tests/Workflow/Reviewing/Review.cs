using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Workflow.SelfReports;

namespace EvaluationPortal.Tests.Workflow.Reviewing;

/// <summary>The office's look at what 岳阳街道 filed, on one test's database.</summary>
internal sealed class Review
{
    public const string Reviewer = "reviewer-1", Colleague = "reviewer-2";

    private readonly DecideClaim _decide;
    private readonly MarkSeen _mark;

    public Review(Records records)
    {
        Filing = new(records);
        var filings = new LatestFilings(records.Database);
        Read = new(records.Database, filings, records.Live, records.People);
        _decide = new(records.Ledger, filings, records.Live, Filing.Reports, records.People);
        _mark = new(records.Ledger, records.Live, records.People);
        (Write, Notes, Used) = (new(records.Ledger, records.Live, records.People), new(records.Database, records.Live, records.People), new(records.Database, records.Live, records.People));
    }

    public Filing Filing { get; }
    public ReadFiled Read { get; }
    public WriteNote Write { get; }
    public ReadNotes Notes { get; }
    public OftenUsed Used { get; }

    public Cell Cell(string indicator) => Filing.Records.Board.Find(Filing.Unit, new(indicator))!;

    public async Task<FiledIndicator> OfAsync(string indicator, string by = Reviewer) => (await Read.Of(new(by), Filing.Cycle, Filing.Unit, new(indicator)))!;

    /// <summary>Codes of the unit's indicators that the person has not seen.</summary>
    public async Task<string[]> UnseenAsync(string by = Reviewer) => [.. (await Read.Unseen(new(by), Filing.Cycle)).Select(c => c.Indicator.Value).Order()];

    public Task<Permit> SeenAsync(string indicator, int number = 1, string by = Reviewer) => _mark.Run(new(by), Filing.Cycle, Filing.Unit, new(indicator), number);

    public Task<Permit> AcceptAsync(string indicator, int number = 1, string by = Reviewer, long? seen = null) => DecideAsync(indicator, new(number, null, seen ?? Counted(indicator)), by);

    public Task<Permit> RejectAsync(string indicator, string why, int number = 1, string by = Reviewer) => DecideAsync(indicator, new(number, why, Counted(indicator)), by);

    /// <summary>Filed with a claim for each indicator, and all else filled in.</summary>
    public async Task ClaimedAsync(params (string Indicator, ClaimKind Kind, string Reason)[] claims)
    {
        await Filing.FillAsync();
        foreach (var (indicator, kind, reason) in claims) await Filing.TypeAsync(indicator, new FilingClaim(kind, reason).Write(), field: DraftField.Claim);
        Filing.Granted(await Filing.SendAsync());
        Filing.Granted(await Filing.SubmitAsync());
    }

    /// <summary>One indicator is returned, changed and filed again.</summary>
    public async Task FiledAgainAsync(string indicator, string typed)
    {
        Filing.Granted(await Filing.ReturnAsync(indicator));
        await Filing.TypeAsync(indicator, typed, seen: 1);
        Filing.Granted(await Filing.SendAsync());
        Filing.Granted(await Filing.SubmitAsync());
    }

    private Task<Permit> DecideAsync(string indicator, ClaimAnswer answer, string by) => _decide.Run(new(by), Filing.Cycle, Filing.Unit, new(indicator), answer);

    private long Counted(string indicator) => Cell(indicator).Counted?.Version ?? 0;
}
