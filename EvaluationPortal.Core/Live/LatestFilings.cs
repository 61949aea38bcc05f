using System.Collections.Concurrent;
using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Live;

/// <summary>What the units of a cycle have filed. Versions never change: each is read once, whoever asks.</summary>
public sealed class LatestFilings(PortalDatabase database)
{
    private readonly ConcurrentDictionary<(string Cycle, UnitCode Unit), UnitFilings> _known = [];

    /// <summary>Those of every unit that has filed.</summary>
    public async Task<ImmutableDictionary<UnitCode, UnitFilings>> Of(string cycle, CancellationToken stop)
    {
        await using var db = database.Open();
        var latest = await db.FiledReports.Where(f => f.Cycle == cycle).GroupBy(f => f.Unit).Select(g => new { Unit = g.Key, Number = g.Max(f => f.Number) }).ToListAsync(stop);
        var all = ImmutableDictionary.CreateBuilder<UnitCode, UnitFilings>();
        foreach (var of in latest) all[new(of.Unit)] = await Read(db, cycle, new(of.Unit), of.Number, stop);
        return all.ToImmutable();
    }

    /// <summary>That of one unit; null where it has filed nothing.</summary>
    public async Task<UnitFilings?> Of(string cycle, UnitCode unit, CancellationToken stop)
    {
        await using var db = database.Open();
        var number = await db.FiledReports.Where(f => f.Cycle == cycle && f.Unit == unit.Value).MaxAsync(f => (int?)f.Number, stop);
        return number is { } latest ? await Read(db, cycle, unit, latest, stop) : null;
    }

    private async Task<UnitFilings> Read(PortalDbContext db, string cycle, UnitCode unit, int number, CancellationToken stop)
    {
        if (_known.TryGetValue((cycle, unit), out var known) && known.Latest.Number >= number) return known;
        var read = new UnitFilings(await StoredSelfReports.Filed(db, cycle, unit, stop));
        return _known.AddOrUpdate((cycle, unit), read, (_, other) => other.Latest.Number > read.Latest.Number ? other : read);
    }
}
