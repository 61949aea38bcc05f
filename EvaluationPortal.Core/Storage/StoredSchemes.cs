using EvaluationPortal.Core.Schemes;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Reads adopted tables from their rows.</summary>
public static class StoredSchemes
{
    /// <summary>All of them, by name.</summary>
    public static async Task<IReadOnlyList<Scheme>> All(PortalDbContext db, CancellationToken stop) =>
        [.. (await db.Schemes.AsNoTracking().ToListAsync(stop)).Select(Read).OrderByDescending(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The table with that digest, or null.</summary>
    public static async Task<Scheme?> Find(PortalDbContext db, string digest, CancellationToken stop) =>
        await db.Schemes.AsNoTracking().SingleOrDefaultAsync(s => s.Digest == digest, stop) is { } row ? Read(row) : null;

    /// <summary>The row as a table.</summary>
    /// <exception cref="InvalidDataException">The stored file cannot be read.</exception>
    public static Scheme Read(SchemeRow row) =>
        SchemeFile.Read(row.File).Scheme ?? throw new InvalidDataException($"库中考核评估表 {row.Code}（{row.Digest}）已损坏，无法读取。");
}
