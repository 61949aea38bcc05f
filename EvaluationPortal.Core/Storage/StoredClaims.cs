using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Decisions about claims lie on the trail and nowhere else: they are never changed, only followed by another.</summary>
public static class StoredClaims
{
    /// <summary>The last decision for each unit and indicator.</summary>
    /// <param name="unit">Of that unit only; null for all.</param>
    /// <param name="indicator">Of that indicator only; null for all.</param>
    public static async Task<IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), ClaimDecision>> Read(PortalDbContext db, string cycle, UnitCode? unit, IndicatorCode? indicator, CancellationToken stop)
    {
        var (of, about) = (unit?.Value, indicator?.Value);
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.Cycle == cycle && (e.Kind == AuditKinds.ClaimAccepted || e.Kind == AuditKinds.ClaimRejected) && (of == null || e.Unit == of) && (about == null || e.Indicator == about))
            .OrderBy(e => e.Sequence).ToListAsync(stop);
        Dictionary<(UnitCode, IndicatorCode), ClaimDecision> last = [];
        foreach (var entry in entries) last[(new(entry.Unit!), new(entry.Indicator!))] = Decision(entry);
        return last;
    }

    private static ClaimDecision Decision(AuditEntry entry)
    {
        var isAccepted = entry.Kind == AuditKinds.ClaimAccepted;
        var claim = FilingClaim.Read(entry.Before ?? "") ?? throw new InvalidDataException($"第{entry.Sequence}条审计记录中的申报无法读取。");
        return new(claim, EventDetails.Read(entry.After).Filed ?? 0, isAccepted, isAccepted ? null : entry.Reason, new(entry.By), entry.At);
    }
}
