using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Self-reports as they lie in their rows and on the trail.</summary>
public static class StoredSelfReports
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Where the unit's self-report stands.</summary>
    public static async Task<SelfReport> Read(PortalDbContext db, string cycle, UnitCode unit, CancellationToken stop) =>
        await db.SelfReports.AsNoTracking().SingleOrDefaultAsync(r => r.Cycle == cycle && r.Unit == unit.Value, stop) is { } row ? Read(row.Standing, row.Version) : SelfReport.Untouched;

    /// <summary>Every field that the unit has typed.</summary>
    public static async Task<ImmutableArray<Draft>> Drafts(PortalDbContext db, string cycle, UnitCode unit, CancellationToken stop) =>
        [.. (await db.Drafts.AsNoTracking().Where(d => d.Cycle == cycle && d.Unit == unit.Value).ToListAsync(stop)).Select(Draft)];

    /// <summary>The versions that were filed, the newest first.</summary>
    public static async Task<ImmutableArray<FiledReport>> Filed(PortalDbContext db, string cycle, UnitCode unit, CancellationToken stop) =>
        [.. (await db.FiledReports.AsNoTracking().Where(f => f.Cycle == cycle && f.Unit == unit.Value).OrderByDescending(f => f.Number).ToListAsync(stop)).Select(Filed)];

    /// <summary>What was filed last for the unit in that cycle; null where nothing was.</summary>
    public static async Task<FiledReport?> LastFiled(PortalDbContext db, string cycle, UnitCode unit, CancellationToken stop) =>
        await db.FiledReports.AsNoTracking().Where(f => f.Cycle == cycle && f.Unit == unit.Value).OrderByDescending(f => f.Number).FirstOrDefaultAsync(stop) is { } row ? Filed(row) : null;

    public static Draft Draft(DraftRow row) => new(new(row.Indicator), row.Field, row.Value, row.Version, new(row.By), row.At);

    /// <summary>A self-report's standing as its row and the trail have it.</summary>
    public static string Write(SelfReport r) => JsonSerializer.Serialize(
        new Standing(r.State, r.Number, r.Digest, r.Returned.IsEmpty ? null : [.. r.Returned.Select(x => new Returned(x.Indicator.Value, x.Reason, x.By.Value, x.At))], r.Reason, r.By?.Value, r.At), Options);

    public static SelfReport Read(string standing, long version)
    {
        var s = JsonSerializer.Deserialize<Standing>(standing, Options)!;
        return new(s.State, s.Number, s.Digest, [.. (s.Returned ?? []).Select(r => new ReturnedIndicator(new(r.Indicator), r.Reason, new(r.By), r.At))], s.Reason, s.By is { } by ? new PersonId(by) : null, s.At, version);
    }

    /// <summary>The files of 佐证材料 that stand with the unit's self-report, by indicator, in the order they came.</summary>
    public static async Task<ILookup<IndicatorCode, FiledEvidence>> Evidence(PortalDbContext db, string cycle, UnitCode unit, CancellationToken stop) =>
        (await db.Evidence.AsNoTracking().Where(e => e.Cycle == cycle && e.Unit == unit.Value && e.Indicator != null && e.Source == Source.Self && e.About == EvidenceAbout.Assessment && e.RemovedAt == null).OrderBy(e => e.Version).ToListAsync(stop))
            .ToLookup(e => new IndicatorCode(e.Indicator!), e => new FiledEvidence(e.Id, e.Name, e.Sha256, e.Bytes));

    /// <summary>The content of a version: one canonical text for equal filings.</summary>
    public static string Write(IEnumerable<IndicatorFiling> filings) => JsonSerializer.Serialize(filings.Select(f => new Filing(
        f.Indicator.Value, f.Text, [.. f.Links], [.. f.Rows.Select(r => r.Cells.ToArray())], f.Assessment is { } observation ? ObservationJson.Write(observation) : null, f.Claim?.Write(),
        [.. f.Evidence.Select(e => new File(e.Id, e.Name, e.Sha256, e.Bytes))])), Options);

    /// <summary>SHA-256 of a version's content, lower-case hexadecimal.</summary>
    public static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static FiledReport Filed(FiledReportRow row) => new(
        row.Number, row.Digest, [.. JsonSerializer.Deserialize<Filing[]>(row.Content, Options)!.Select(Filed)], new(row.FiledBy), row.CheckedBy is { } by ? new PersonId(by) : null, row.At);

    private static IndicatorFiling Filed(Filing f) => new(new IndicatorCode(f.Indicator))
    {
        Text = f.Text,
        Links = [.. f.Links],
        Rows = [.. f.Rows.Select(r => new ListedDocument(r[0], r[1], r[2], r[3], r[4]))],
        Assessment = StoredScoreboards.Observation(f.Assessment),
        Claim = f.Claim is { } claim ? FilingClaim.Read(claim) : null,
        Evidence = [.. f.Evidence.Select(e => new FiledEvidence(e.Id, e.Name, e.Sha256, e.Bytes))],
    };

    private sealed record Standing(FilingState State, int Number, string? Digest, Returned[]? Returned, string? Reason, string? By, DateTime? At);

    private sealed record Returned(string Indicator, string Reason, string By, DateTime At);

    private sealed record Filing(string Indicator, string Text, string[] Links, string[][] Rows, string? Assessment, string? Claim, File[] Evidence);

    private sealed record File(Guid Id, string Name, string Sha256, long Bytes);
}
