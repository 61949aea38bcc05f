using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>One finding inside the ledger's transaction: everything it is judged by was re-read in it.</summary>
internal sealed record OpenFinding(LedgerTransaction Transaction, Person Person, Cycle Cycle, Cell Cell, ListedFinding Listed);

/// <summary>One finding as a page showed it.</summary>
/// <param name="Version">Of its mending.</param>
public sealed record FindingSeen(FindingPlace Place, long Version);

/// <summary>What all moves of a finding's mending have in common: asked and written in the ledger's transaction, told to open pages afterwards.</summary>
public sealed class MendingChange(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Asks for each, and moves all or none.</summary>
    /// <param name="kind">Of the audit entries.</param>
    /// <param name="reason">Given by the person; null where none is asked for.</param>
    /// <param name="move">Where the mending stands afterwards; may refuse.</param>
    /// <param name="points">What else becomes of the cell's assessment.</param>
    internal async Task<Permit> Run(
        PersonId by, string cycle, IReadOnlyList<FindingSeen> findings, string kind, string? reason, Func<OpenFinding, (Permit Answer, Mending After)> move, Func<OpenFinding, Finding>? points, CancellationToken stop)
    {
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        List<Change> changes = [];
        long sequence = 0;
        var permit = await ledger.Write(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            if (await people.FindNow(transaction.Db, by, stop) is not { } person)
            {
                transaction.Abandon();
                return new Denied(People.Gone);
            }
            Permit answer = Granted.Yes;
            foreach (var seen in findings)
            {
                if (answer.IsGranted) answer = await Move(transaction, person, now, seen, kind, reason, move, points, changes, stop);
            }
            if (!answer.IsGranted) transaction.Abandon();
            sequence = transaction.Next - 1;
            return answer;
        }, stop).ConfigureAwait(false); // The other screens do not wait for the page that changed it.
        if (permit.IsGranted && findings.Count > 0) await live.Publish(cycle, changes, sequence);
        return permit;
    }

    private static async Task<Permit> Move(
        LedgerTransaction transaction, Person person, Cycle cycle, FindingSeen seen, string kind, string? reason, Func<OpenFinding, (Permit Answer, Mending After)> move, Func<OpenFinding, Finding>? points, List<Change> changes, CancellationToken stop)
    {
        var (place, db) = (seen.Place, transaction.Db);
        if (cycle.Find(place.Unit) is not { } unit || cycle.Scheme.Find(place.Indicator) is not { } indicator) return new Denied($"{cycle.Name}中没有单位“{place.Unit}”或指标“{place.Indicator}”。");
        var assessments = await db.Assessments.AsNoTracking().Where(a => a.Cycle == cycle.Code && a.Unit == unit.Code.Value && a.Indicator == indicator.Code.Value).ToListAsync(stop);
        var cell = Cell.Of(unit, indicator, [.. assessments.Select(StoredScoreboards.Assessment).OrderBy(a => a.Source)]);
        var row = await db.Mendings.SingleOrDefaultAsync(m => m.Cycle == cycle.Code && m.Unit == unit.Code.Value && m.Indicator == indicator.Code.Value && m.Source == place.Source && m.Finding == place.Finding, stop);
        var standing = row is null ? Mending.Untouched : StoredMendings.Read(row.Standing, row.Version).Mending;
        if (ListedFinding.Of(unit, cell, _ => standing).FirstOrDefault(f => f.Place == place) is not { } listed) return new Denied("这条问题已不在问题清单中。");
        var open = new OpenFinding(transaction, person, cycle, cell, listed);
        var (answer, after) = move(open);
        if (!answer.IsGranted) return answer;
        // Asked last: whoever may not know of it is told so, not that it has changed.
        if (standing.Version != seen.Version) return new Denied("这条问题刚被他人办理，您看到的已不是最新状态。请核对后再办理。");
        if (points is not null && points(open) is var finding && finding != listed.Fact.Finding && await Rewrite(open, finding, reason, changes, stop) is { } refused) return refused;
        Write(open, row, after, kind, reason);
        return Granted.Yes;
    }

    private static void Write(OpenFinding open, MendingRow? row, Mending after, string kind, string? reason)
    {
        var place = open.Listed.Place;
        var text = StoredMendings.Write(place.Finding, after with { By = open.Person.Id, At = open.Transaction.Now });
        var version = open.Transaction.Append(open.Person.Id, kind, entry =>
        {
            (entry.Cycle, entry.Unit, entry.Indicator, entry.Source) = (open.Cycle.Code, place.Unit.Value, place.Indicator.Value, place.Source);
            (entry.Before, entry.After, entry.Reason) = (row?.Standing, text, reason);
        });
        if (row is not null) (row.Standing, row.Version) = (text, version);
        else open.Transaction.Db.Mendings.Add(new() { Cycle = open.Cycle.Code, Unit = place.Unit.Value, Indicator = place.Indicator.Value, Source = place.Source, Finding = place.Finding, Standing = text, Version = version });
    }

    /// <summary>Writes the finding anew within its assessment, as whoever assesses it does; null where that was done.</summary>
    private static async Task<Denied?> Rewrite(OpenFinding open, Finding finding, string? reason, List<Change> changes, CancellationToken stop)
    {
        var (counted, place) = (open.Cell.Counted!, open.Listed.Place);
        ImmutableArray<Finding> list = [.. ((Findings)counted.Observation!).List.Select(f => f.Id == finding.Id ? finding : f)];
        var edit = new Edit(Guid.NewGuid(), place.Unit, place.Indicator, place.Source, new Findings(list), reason ?? counted.Reason, counted.Version);
        var recording = await Recording.BeginOfMending(open.Transaction, open.Cycle, open.Person, [edit], stop);
        if (recording.Record(edit) is Rejected rejected) return new Denied(rejected.Why);
        // Read again for the next finding of the same cell.
        await open.Transaction.Db.SaveChangesAsync(stop);
        changes.AddRange(recording.Changes);
        return null;
    }
}
