using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Mendings of findings as they lie in their rows and on the trail.</summary>
public static class StoredMendings
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The mendings of the cycle, or of one unit in it, by place.</summary>
    /// <param name="unit">Null for all units.</param>
    public static async Task<IReadOnlyDictionary<FindingPlace, Mending>> Read(PortalDbContext db, string cycle, UnitCode? unit, CancellationToken stop)
    {
        var of = unit?.Value;
        var rows = await db.Mendings.AsNoTracking().Where(m => m.Cycle == cycle && (of == null || m.Unit == of)).ToListAsync(stop);
        return rows.ToDictionary(PlaceOf, row => Read(row.Standing, row.Version).Mending);
    }

    public static FindingPlace PlaceOf(MendingRow row) => new(new(row.Unit), new(row.Indicator), row.Source, row.Finding);

    /// <summary>The text of row and trail; names the finding, as an audit entry has no column for it.</summary>
    public static string Write(int finding, Mending m) => JsonSerializer.Serialize(new Stored(finding, m.State, m.Due, m.Report, m.Link, m.Reason, m.By?.Value, m.At, m.Files.All is [var alone] ? alone : null, m.Files.All.Length > 1 ? m.Files.All : null), Options);

    public static (int Finding, Mending Mending) Read(string standing, long version)
    {
        var s = JsonSerializer.Deserialize<Stored>(standing, Options)!;
        return (s.Finding, new(s.State, s.Due, s.Report, s.Link, s.Reason, s.By is { } by ? new PersonId(by) : null, s.At, version) { Files = new(s.Files ?? (s.File is { } alone ? [alone] : [])) });
    }

    /// <param name="File">One alone, as it was written before there could be several.</param>
    private sealed record Stored(int Finding, MendingState State, DateOnly? Due, string? Report, string? Link, string? Reason, string? By, DateTime? At, Guid? File = null, ImmutableArray<Guid>? Files = null);
}
