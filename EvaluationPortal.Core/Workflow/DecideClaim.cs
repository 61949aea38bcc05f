using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What a reviewer decides about a unit's claim.</summary>
/// <param name="Number">The version whose claim the page showed.</param>
/// <param name="RejectedBecause">Why it is rejected; null accepts it.</param>
/// <param name="Seen">Version of the cell's counted assessment that the page showed; 0 for none.</param>
public sealed record ClaimAnswer(int Number, string? RejectedBecause, long Seen);

/// <summary>
/// Accepts or rejects a unit's 不涉及 or 零报告, as whoever scores the cell. Accepted, it is the score as far as the table says what it
/// counts as: 不涉及 takes the indicator out of that unit's total, a 零报告 gives the full level where the table gives that, and nowhere else
/// any points. Rejecting what was accepted takes that score back. The decision and the score are one transaction.
/// </summary>
public sealed class DecideClaim(Ledger ledger, LatestFilings filings, LiveScoreboards live, LiveSelfReports reports, People people)
{
    /// <summary>Decides, and tells the unit's pages.</summary>
    public async Task<Permit> Run(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, ClaimAnswer answer, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        var reason = answer.RejectedBecause is { } typed ? GivenReason.Read(typed, "不接受的理由") : null;
        var (permit, changes) = await ledger.Write<(Permit, IReadOnlyList<Change>)>(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            var (why, open) = await Open(transaction, by, now, unit, indicator, answer, stop);
            var permit = why ?? reason?.Fault ?? (Permit)Granted.Yes;
            if (permit.IsGranted) permit = await Write(open!, answer, reason?.Text, stop);
            if (permit.IsGranted) return (permit, open!.Recording?.Changes ?? []);
            transaction.Abandon();
            return (permit, []);
        }, stop).ConfigureAwait(false);
        if (!permit.IsGranted) return permit;
        if (changes.Count > 0) await live.Publish(cycle, changes, changes.Max(c => c.Assessment.Version));
        reports.Moved(cycle, unit);
        return permit;
    }

    private async Task<(Denied? Why, OpenClaim? Open)> Open(LedgerTransaction transaction, PersonId by, Cycle now, UnitCode unit, IndicatorCode indicator, ClaimAnswer answer, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return (new(People.Gone), null);
        if (now.Find(unit) is not { } of || now.Scheme.Find(indicator) is not { } column) return (new($"没有单位“{unit}”或指标“{indicator}”。"), null);
        if (MayScore.Ask(person, now, of, column, Cycle.AssessorOf(of, column), transaction.Now) is Denied denied) return (denied, null);
        var filed = await filings.Of(now.Code, unit, stop);
        if (filed?.Latest.Of(indicator)?.Claim is not { } claim) return (new($"{of.Name}没有申报{indicator}零报告或不涉及。"), null);
        if (answer.Number < filed.Since(indicator)) return (new($"{of.Name}已报送新的版本，请核对后再办理。"), null);
        var last = (await StoredClaims.Read(transaction.Db, now.Code, unit, indicator, stop)).GetValueOrDefault((unit, indicator));
        return (null, new(transaction, person, now, of, column, claim, filed.Latest.Number, last?.Number >= filed.Since(indicator) ? last : null));
    }

    private static async Task<Permit> Write(OpenClaim open, ClaimAnswer answer, string? rejectedBecause, CancellationToken stop)
    {
        var accepts = rejectedBecause is null;
        if (open.Last is { } last && last.IsAccepted == accepts) return new Denied($"{last.Text}，请刷新后再办理。");
        if (open.Claim.Observed(open.Indicator) is { } observed && (accepts || open.Last is { IsAccepted: true }))
        {
            var source = Cycle.AssessorOf(open.Unit, open.Indicator);
            var edit = new Edit(Guid.NewGuid(), open.Unit.Code, open.Indicator.Code, source, accepts ? observed : null, $"{(accepts ? "接受" : "不再接受")}单位申报的{open.Claim.Name}", answer.Seen);
            open.Recording = await Recording.Begin(open.Transaction, open.Cycle, open.Person, [edit], null, stop);
            switch (open.Recording.Record(edit))
            {
                case Conflict: return new Denied("本项得分刚被他人修改，请核对后再办理。");
                case Rejected rejected: return new Denied(rejected.Why);
            }
        }
        open.Transaction.Append(open.Person.Id, accepts ? AuditKinds.ClaimAccepted : AuditKinds.ClaimRejected, e =>
        {
            (e.Cycle, e.Unit, e.Indicator) = (open.Cycle.Code, open.Unit.Code.Value, open.Indicator.Code.Value);
            (e.Before, e.After, e.Reason) = (open.Claim.Write(), new EventDetails(Filed: open.Number).Write(), rejectedBecause ?? $"{open.Claim.Name}：{open.Claim.Reason}");
        });
        return Granted.Yes;
    }

    private sealed record OpenClaim(LedgerTransaction Transaction, Person Person, Cycle Cycle, Unit Unit, Indicator Indicator, FilingClaim Claim, int Number, ClaimDecision? Last)
    {
        public Recording? Recording { get; set; }
    }
}
