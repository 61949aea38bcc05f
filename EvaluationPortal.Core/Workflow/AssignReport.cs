using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Assigns a 评估报告 to its unit by hand: one whose name told none, or told the wrong one.</summary>
public sealed class AssignReport(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Assigns it; on the trail it goes from where it was and comes to the unit.</summary>
    public Task<Permit> Run(PersonId by, string cycle, Guid file, UnitCode unit, CancellationToken stop = default) => ledger.Write(async transaction =>
    {
        var answer = await Assign(transaction, by, cycle, file, unit, stop);
        if (!answer.IsGranted) transaction.Abandon();
        return answer;
    }, stop);

    private async Task<Permit> Assign(LedgerTransaction transaction, PersonId by, string cycle, Guid file, UnitCode unit, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new Denied(People.Gone);
        if (live.Find(cycle) is not { Cycle: var known }) return new Denied($"没有考核年度“{cycle}”。");
        var now = await StoredScoreboards.AsOf(transaction.Db, known, stop);
        var (place, fault) = EvidenceAddress.ReportsOn(unit).In(now);
        if (place is null) return new Denied(fault!);
        if (AddEvidence.Ask(person, now, place) is Denied denied) return denied;
        var row = await transaction.Db.Evidence.SingleOrDefaultAsync(e => e.Id == file && e.Cycle == cycle && e.Indicator == null && e.Source == Source.ThirdParty && e.RemovedAt == null, stop);
        if (row is null) return new Denied(RemoveEvidence.Unknown);
        if (row.Unit == unit.Value) return Granted.Yes;
        if (await transaction.Db.Evidence.AnyAsync(e => e.Cycle == cycle && e.Unit == unit.Value && e.Indicator == null && e.Source == Source.ThirdParty && e.Sha256 == row.Sha256 && e.RemovedAt == null, stop))
        {
            return new Denied($"{place.Unit!.Name}已有同一份报告。");
        }

        Move(transaction, by, row, unit);
        return Granted.Yes;
    }

    private static void Move(LedgerTransaction transaction, PersonId by, EvidenceRow row, UnitCode unit)
    {
        var batch = Guid.NewGuid();
        var (from, moved) = (row.Unit, new EvidenceRow
        {
            Id = Guid.NewGuid(), Cycle = row.Cycle, Unit = unit.Value, Indicator = null, Source = row.Source, Name = row.Name, Sha256 = row.Sha256, Bytes = row.Bytes, Kind = row.Kind, By = by.Value, At = transaction.Now, Version = 0,
        });
        row.RemovedAt = transaction.Now;
        row.Version = transaction.Append(by, AuditKinds.EvidenceRemoved, e => (e.Cycle, e.Unit, e.Source, e.Batch, e.Before) = (row.Cycle, from, row.Source, batch, StoredEvidence.Write(row)));
        moved.Version = transaction.Append(by, AuditKinds.EvidenceAdded, e => (e.Cycle, e.Unit, e.Source, e.Batch, e.After) = (moved.Cycle, moved.Unit, moved.Source, batch, StoredEvidence.Write(moved)));
        transaction.Db.Evidence.Add(moved);
    }
}
