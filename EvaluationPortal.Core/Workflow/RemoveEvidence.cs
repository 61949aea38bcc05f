using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>移除材料: the file no longer stands where it was. Its content stays, as versions that were handed in name it.</summary>
public sealed class RemoveEvidence(Ledger ledger, LiveScoreboards live, LiveSelfReports reports, People people)
{
    /// <summary>What is said of a file that is not there, or not for the one who asks.</summary>
    public const string Unknown = "没有这份材料。";

    /// <summary>Removes it; one that is removed already stays so.</summary>
    public async Task<Permit> Run(PersonId by, string cycle, Guid id, CancellationToken stop)
    {
        var (permit, row) = await Remove(by, cycle, id, stop).ConfigureAwait(false);
        if (permit.IsGranted && row is { About: EvidenceAbout.Assessment, Source: Source.Self, Unit: { } unit }) reports.DraftChanged(cycle, new(unit));
        return permit;
    }

    private Task<(Permit Permit, EvidenceRow? Row)> Remove(PersonId by, string cycle, Guid id, CancellationToken stop) => ledger.Write(async transaction =>
    {
        var row = await transaction.Db.Evidence.SingleOrDefaultAsync(e => e.Id == id && e.Cycle == cycle, stop);
        var permit = row is null ? new Denied(Unknown) : await Ask(transaction, by, row, stop);
        if (permit.IsGranted && await IsReported(transaction.Db, row!, stop)) permit = new Denied("这份材料已随整改情况报告，不能移除；退回整改后可以另附一份。");
        if (permit is Denied || row!.RemovedAt is not null)
        {
            transaction.Abandon();
            return (permit, row);
        }

        row.RemovedAt = transaction.Now;
        row.Version = transaction.Append(by, AuditKinds.EvidenceRemoved, e => (e.Cycle, e.Unit, e.Indicator, e.Source, e.Before) = (cycle, row.Unit, row.Indicator, row.Source, StoredEvidence.Write(row)));
        return (permit, row);
    }, stop);

    /// <summary>What a report of mending refers to stays while that report stands.</summary>
    private static async Task<bool> IsReported(PortalDbContext db, EvidenceRow row, CancellationToken stop) =>
        row.About is EvidenceAbout.Mending
        && (await db.Mendings.AsNoTracking().Where(m => m.Cycle == row.Cycle && m.Unit == row.Unit && m.Indicator == row.Indicator).ToListAsync(stop)).Exists(m => StoredMendings.Read(m.Standing, m.Version).Mending.Files.All.Contains(row.Id));

    private async Task<Permit> Ask(LedgerTransaction transaction, PersonId by, EvidenceRow row, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new Denied(People.Gone);
        if (live.Find(row.Cycle) is not { Cycle: var known }) return new Denied(Unknown);
        var now = await StoredScoreboards.AsOf(transaction.Db, known, stop);
        return EvidenceFile.AddressOf(row).In(now).Place is not { } place ? new Denied(Unknown)
            : EvidenceRules.AskToSee(person, now, place) is Denied ? new Denied(Unknown)
            : await AddEvidence.Ask(transaction.Db, person, now, place, stop);
    }
}
