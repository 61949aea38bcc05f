using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>移除材料: the file no longer stands where it was. Its content stays, as versions that were handed in name it.</summary>
public sealed class RemoveEvidence(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>What is said of a file that is not there, or not for the one who asks.</summary>
    public const string Unknown = "没有这份材料。";

    /// <summary>Removes it; one that is removed already stays so.</summary>
    public Task<Permit> Run(PersonId by, string cycle, Guid id, CancellationToken stop) => ledger.Write(async transaction =>
    {
        var row = await transaction.Db.Evidence.SingleOrDefaultAsync(e => e.Id == id && e.Cycle == cycle, stop);
        var permit = row is null ? new Denied(Unknown) : await Ask(transaction, by, row, stop);
        if (permit is Denied || row!.RemovedAt is not null)
        {
            transaction.Abandon();
            return permit;
        }

        row.RemovedAt = transaction.Now;
        row.Version = transaction.Append(by, AuditKinds.EvidenceRemoved, e => (e.Cycle, e.Unit, e.Indicator, e.Source, e.Before) = (cycle, row.Unit, row.Indicator, row.Source, StoredEvidence.Write(row)));
        return permit;
    }, stop);

    private async Task<Permit> Ask(LedgerTransaction transaction, PersonId by, EvidenceRow row, CancellationToken stop)
    {
        if (people.Find(by) is not { } person) return new Denied(People.Gone);
        if (live.Find(row.Cycle) is not { Cycle: var known }) return new Denied(Unknown);
        var now = await StoredScoreboards.AsOf(transaction.Db, known, stop);
        return EvidenceFile.AddressOf(row).In(now).Place is not { } place ? new Denied(Unknown)
            : EvidenceRules.AskToSee(person, now, place) is Denied ? new Denied(Unknown)
            : AddEvidence.Ask(person, now, place);
    }
}
