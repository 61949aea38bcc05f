using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Reads cycles and boards from their rows.</summary>
public static class StoredScoreboards
{
    /// <summary>Codes of all cycles, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> Codes(PortalDbContext db, CancellationToken stop) =>
        await db.Cycles.Select(c => c.Code).OrderByDescending(c => c).ToListAsync(stop);

    /// <summary>The board of the cycle as the rows have it; null where there is no such cycle.</summary>
    public static async Task<Scoreboard?> Read(PortalDbContext db, string cycle, CancellationToken stop)
    {
        var head = (await db.AuditHead.AsNoTracking().SingleAsync(stop)).Sequence;
        var found = await ReadCycle(db, cycle, stop);
        return found is null ? null : Scoreboard.Of(found, head, await ChangesSince(db, cycle, -1, stop));
    }

    /// <summary>The cycle with its scheme and units; null where there is none.</summary>
    public static async Task<Cycle?> ReadCycle(PortalDbContext db, string code, CancellationToken stop)
    {
        var row = await db.Cycles.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, stop);
        if (row is null) return null;
        var scheme = await db.Schemes.AsNoTracking().SingleAsync(s => s.Digest == row.SchemeDigest, stop);
        var units = await db.Units.AsNoTracking().Where(u => u.Cycle == code).OrderBy(u => u.Order).ToListAsync(stop);
        var settings = StoredJson.ReadSettings(row.Settings);
        var set = settings.Applicability.ToLookup(a => a.Unit);
        var adjusted = settings.AdjustmentsInForce.ToLookup(a => a.Unit);
        return new()
        {
            Code = row.Code,
            Name = row.Name,
            Stage = row.Stage,
            Scheme = StoredSchemes.Read(scheme),
            Units = [.. units.Select(u => new Unit(new(u.Code), u.Name, StoredJson.ReadTexts(u.ShortNames), u.Kind, u.RankingGroup, u.Order)
            {
                Applicability = set[new(u.Code)].ToImmutableDictionary(a => a.Indicator, a => new Applicability(a.Applies, a.Reason)),
                Adjustments = adjusted[new(u.Code)].ToImmutableDictionary(a => a.Indicator),
                Raters = settings.Raters,
                Predecessors = StoredJson.ReadCodes(u.Predecessors),
            })],
            Settings = settings,
            Version = row.Version,
            Deliveries = await StoredDeliveries.Read(db, code, stop),
        };
    }

    /// <summary>
    /// The cycle as its row has it now; it is read anew only where it or one of its deliveries was changed since.
    /// </summary>
    public static async Task<Cycle> AsOf(PortalDbContext db, Cycle known, CancellationToken stop)
    {
        var now = await db.Cycles.Where(c => c.Code == known.Code)
            .Select(c => new { c.Version, Delivered = db.Deliveries.Where(d => d.Cycle == c.Code).Max(d => (long?)d.Version) }).SingleAsync(stop);
        return (now.Version, Math.Max(now.Version, now.Delivered ?? 0)) == (known.Version, known.Moved) ? known : (await ReadCycle(db, known.Code, stop))!;
    }

    /// <summary>The assessments of the cycle that changed after that sequence number.</summary>
    public static async Task<ImmutableArray<Change>> ChangesSince(PortalDbContext db, string cycle, long after, CancellationToken stop)
    {
        var rows = await db.Assessments.AsNoTracking().Where(a => a.Cycle == cycle && a.Version > after).ToListAsync(stop);
        return [.. rows.Select(row => new Change(new(row.Unit), new(row.Indicator), Assessment(row)))];
    }

    /// <summary>The row as an assessment.</summary>
    /// <exception cref="InvalidDataException">The stored observation cannot be read.</exception>
    public static Assessment Assessment(AssessmentRow row) =>
        new(row.Source, Observation(row.Observation), row.Reason, new(row.By), row.At, row.Version);

    /// <summary>An observation from its stored text; null stays null.</summary>
    /// <exception cref="InvalidDataException">The text cannot be read.</exception>
    public static Observation? Observation(string? stored)
    {
        if (stored is null) return null;
        var read = ObservationJson.Read(stored);
        return read.Observation ?? throw new InvalidDataException($"库中认定情况无法读取：{read.Fault}（{stored}）");
    }
}
