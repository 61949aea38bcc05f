using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A unit's self-report inside the ledger's transaction: everything it is judged by was re-read in it.</summary>
internal sealed record OpenReport(LedgerTransaction Transaction, Person Person, Cycle Cycle, Unit Unit, SelfReport Report);

/// <summary>What all moves of a self-report have in common: asked and written in the ledger's transaction, told to open pages afterwards.</summary>
public sealed class FilingChange(Ledger ledger, LiveScoreboards live, LiveSelfReports reports, People people)
{
    /// <summary>Asks, and moves it where it is granted.</summary>
    /// <param name="seen">The report's version that the page showed.</param>
    /// <param name="kind">Of the audit entry.</param>
    /// <param name="fill">What else the entry says.</param>
    /// <param name="move">Where it stands afterwards; may refuse after all.</param>
    internal async Task<Permit> Run(PersonId by, string cycle, UnitCode unit, long seen, string kind, Action<AuditEntry> fill, Func<OpenReport, Task<(Permit Answer, SelfReport Report)>> move, CancellationToken stop)
    {
        if (live.Find(cycle) is not { } board || board.Cycle.Find(unit) is null) return new Denied($"没有考核年度“{cycle}”或单位“{unit}”。");
        var permit = await ledger.Write(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            var answer = await Move(transaction, by, now, unit, seen, kind, fill, move, stop);
            if (!answer.IsGranted) transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false);
        if (permit.IsGranted) reports.Moved(cycle, unit);
        return permit;
    }

    private async Task<Permit> Move(LedgerTransaction transaction, PersonId by, Cycle now, UnitCode unit, long seen, string kind, Action<AuditEntry> fill, Func<OpenReport, Task<(Permit Answer, SelfReport Report)>> move, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new Denied(People.Gone);
        if (now.Find(unit) is not { } of) return new Denied($"{now.Name}中没有单位“{unit}”。");
        var row = await transaction.Db.SelfReports.SingleOrDefaultAsync(r => r.Cycle == now.Code && r.Unit == unit.Value, stop);
        var report = row is null ? SelfReport.Untouched : StoredSelfReports.Read(row.Standing, row.Version);
        var (answer, after) = await move(new(transaction, person, now, of, report));
        if (!answer.IsGranted) return answer;
        // Asked last: whoever may not know of it is told so, not that it has changed.
        if (report.Version != seen) return new Denied("自查表刚被他人办理，您看到的已不是最新状态。请核对后再办理。");
        var standing = StoredSelfReports.Write(after);
        var version = transaction.Append(by, kind, entry =>
        {
            fill(entry);
            (entry.Cycle, entry.Unit, entry.Before, entry.After) = (now.Code, unit.Value, row?.Standing, standing);
        });
        if (row is null) transaction.Db.SelfReports.Add(new() { Cycle = now.Code, Unit = unit.Value, Standing = standing, Version = version });
        else (row.Standing, row.Version) = (standing, version);
        return Granted.Yes;
    }
}
