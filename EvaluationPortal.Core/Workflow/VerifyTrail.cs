using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Verifies the trail for somebody who may read it, beside everything else that goes on.</summary>
public sealed class VerifyTrail(PortalDatabase database, AuditAnchors anchors, People people)
{
    /// <summary>Verifies on a thread of its own: an embedded database reads on the caller's.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <returns>Null for a person who may not read the trail.</returns>
    public async Task<VerifiedTrail?> Run(PersonId by, IProgress<TrailProgress> progress, CancellationToken stop)
    {
        if (people.Find(by) is not { } person || !ReadTrail.Ask(person).IsGranted) return null;
        return await Task.Run(async () =>
        {
            await using var db = database.Open();
            var last = (await db.AuditHead.AsNoTracking().SingleOrDefaultAsync(stop))?.Sequence ?? 0;
            progress.Report(new(0, last));
            return await new AuditVerification(database, anchors).Run(new Counted(progress, last), stop);
        }, stop);
    }

    private sealed class Counted(IProgress<TrailProgress> progress, long of) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new(value, Math.Max(value, of)));
    }
}

/// <summary>How far a verification is, in entries.</summary>
public sealed record TrailProgress(long Done, long Of);
