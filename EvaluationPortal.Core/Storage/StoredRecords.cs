using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>日常记录 as they lie in their rows and on the trail.</summary>
public static class StoredRecords
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All records, or those of some units, the latest day first.</summary>
    public static async Task<ImmutableArray<DailyRecord>> Read(PortalDbContext db, ImmutableArray<UnitCode>? units, CancellationToken stop)
    {
        var of = units?.Select(u => u.Value).ToList();
        var rows = await db.DailyRecords.AsNoTracking().Where(r => of == null || of.Contains(r.Unit)).ToListAsync(stop);
        return [.. rows.Select(Record).OrderByDescending(r => r.Day).ThenByDescending(r => r.Version)];
    }

    public static DailyRecord Record(DailyRecordRow row) => Read(row.Record, row.Version);

    public static string Write(DailyRecord r) => JsonSerializer.Serialize(new Stored(r.Id, r.Unit.Value, r.Day, r.What, r.From, r.Link, r.Withdrawn, r.By.Value, r.At, r.Files.All is [var alone] ? alone : null, r.Files.All.Length > 1 ? r.Files.All : null), Options);

    public static DailyRecord Read(string stored, long version)
    {
        var s = JsonSerializer.Deserialize<Stored>(stored, Options)!;
        return new(s.Id, new(s.Unit), s.Day, s.What, s.From, s.Link, s.Withdrawn, new(s.By), s.At, version) { Files = new(s.Files ?? (s.File is { } alone ? [alone] : [])) };
    }

    /// <param name="File">One alone, as it was written before there could be several.</param>
    private sealed record Stored(Guid Id, string Unit, DateOnly Day, string What, string? From, string? Link, string? Withdrawn, string By, DateTime At, RecordFile? File = null, ImmutableArray<RecordFile>? Files = null);
}
