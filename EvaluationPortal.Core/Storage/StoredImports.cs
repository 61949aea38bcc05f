using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Batches of imports as they lie in their rows.</summary>
public static class StoredImports
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The batch; null where there is none in that cycle.</summary>
    public static async Task<ImportBatch?> Find(PortalDbContext db, string cycle, Guid id, CancellationToken stop) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Cycle == cycle && i.Id == id, stop) is { } row ? Batch(row) : null;

    public static ImportBatch Batch(ImportRow row) =>
        new(row.Id, row.Cycle, row.Kind, row.FileName, row.Sha256, new(row.By), row.At, Reading(row.Reading), Standing(row.Standing), row.Version, row.Unit is { } unit ? new UnitCode(unit) : null);

    public static string Write(ImportReading reading) => JsonSerializer.Serialize(
        new Read([.. reading.Rows.Select(r => new Said(r.Place, r.Unit, r.Indicator.Value, r.Typed, r.Observation is { } o ? ObservationJson.Write(o) : null, r.Fault, r.Field))], [.. reading.Notes]), Options);

    public static string Write(ImportStanding s) => JsonSerializer.Serialize(
        new Stood(s.State, s.Answers.ToDictionary(a => a.Key, a => a.Value?.Value), s.Reason, s.MovedBy?.Value, s.MovedAt, [.. s.Outcome],
            s.Replaced.IsEmpty ? null : [.. s.Replaced.Select(r => new Stood.Was(r.Indicator.Value, r.Field, r.Before, r.Version))]), Options);

    public static ImportStanding Standing(string stored)
    {
        var s = JsonSerializer.Deserialize<Stood>(stored, Options)!;
        return new(s.State, s.Answers.ToImmutableDictionary(a => a.Key, a => a.Value is { } code ? (UnitCode?)new UnitCode(code) : null), s.Reason, s.MovedBy is { } by ? new PersonId(by) : null, s.MovedAt, [.. s.Outcome])
        {
            Replaced = [.. (s.Replaced ?? []).Select(r => new ReplacedDraft(new(r.Indicator), r.Field, r.Before, r.Version))],
        };
    }

    private static ImportReading Reading(string stored)
    {
        var read = JsonSerializer.Deserialize<Read>(stored, Options)!;
        return new([.. read.Rows.Select(r => new ImportedRow(r.Place, r.Unit, new(r.Indicator), r.Typed, StoredScoreboards.Observation(r.Observation), r.Fault, r.Field))], [.. read.Notes], null);
    }

    private sealed record Read(Said[] Rows, string[] Notes);

    private sealed record Said(string Place, string Unit, string Indicator, string Typed, string? Observation, string? Fault, DraftField? Field = null);

    private sealed record Stood(ImportState State, Dictionary<string, string?> Answers, string? Reason, string? MovedBy, DateTime? MovedAt, string[] Outcome, Stood.Was[]? Replaced = null)
    {
        internal sealed record Was(string Indicator, DraftField Field, string Before, long Version);
    }
}
