using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Deliveries as they lie in their rows and on the trail.</summary>
public static class StoredDeliveries
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Those of the cycle that were moved at least once.</summary>
    public static async Task<ImmutableArray<Delivery>> Read(PortalDbContext db, string cycle, CancellationToken stop) =>
        [.. (await db.Deliveries.AsNoTracking().Where(d => d.Cycle == cycle).OrderBy(d => d.Assessor).ToListAsync(stop)).Select(row => Read(row.Standing, row.Version))];

    /// <summary>The text of a row and of the trail.</summary>
    public static string Write(Delivery d) => JsonSerializer.Serialize(
        new Standing(d.Assessor, d.State, d.Number, Files(d.Scans), d.Reports.IsEmpty ? null : [.. d.Reports.Select(r => new Report(r.Unit.Value, Of(r.File)))], d.ByOffice ? true : null, d.By?.Value, d.At, d.Reason,
            d.Entry is { } entry ? new Entered(Files(entry.Basis) ?? [], entry.Reason, entry.By.Value, entry.At) : null), Options);

    public static Delivery Read(string standing, long version)
    {
        var s = JsonSerializer.Deserialize<Standing>(standing, Options)!;
        return new(s.Assessor, s.State, s.Number, Files(s.Scans), [.. (s.Reports ?? []).Select(r => new DeliveredReport(new(r.Unit), Of(r.File)))], s.ByOffice == true, s.By is { } by ? new PersonId(by) : null, s.At, s.Reason,
            s.Entry is { } entry ? new OfficeEntry(Files(entry.Basis), entry.Reason, new(entry.By), entry.At) : null, version);
    }

    private static File[]? Files(ImmutableArray<FiledEvidence> files) => files.IsEmpty ? null : [.. files.Select(Of)];

    private static ImmutableArray<FiledEvidence> Files(File[]? files) => [.. (files ?? []).Select(Of)];

    private static File Of(FiledEvidence file) => new(file.Id, file.Name, file.Sha256, file.Bytes);

    private static FiledEvidence Of(File file) => new(file.Id, file.Name, file.Sha256, file.Bytes);

    private sealed record Standing(string Assessor, DeliveryState State, int Number, File[]? Scans, Report[]? Reports, bool? ByOffice, string? By, DateTime? At, string? Reason, Entered? Entry);

    private sealed record Report(string Unit, File File);

    private sealed record Entered(File[] Basis, string Reason, string By, DateTime At);

    private sealed record File(Guid Id, string Name, string Sha256, long Bytes);
}
