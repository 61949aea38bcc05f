using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Follows the trail by sequence number.</summary>
public static class StoredTrail
{
    /// <summary>The last entry's number and hash as committed; null where the row is gone.</summary>
    public static async Task<AuditHead?> Head(PortalDbContext db, CancellationToken stop) => await db.AuditHead.AsNoTracking().SingleOrDefaultAsync(stop);

    /// <summary>The entries after that number in their order, at most so many.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> After(PortalDbContext db, long sequence, int most, CancellationToken stop) =>
        await db.Audit.AsNoTracking().Where(e => e.Sequence > sequence).OrderBy(e => e.Sequence).Take(most).ToListAsync(stop);

    /// <summary>The hash of that entry; null where there is none.</summary>
    public static async Task<string?> HashOf(PortalDbContext db, long sequence, CancellationToken stop) =>
        await db.Audit.Where(e => e.Sequence == sequence).Select(e => e.Hash).SingleOrDefaultAsync(stop);
}
