using System.Data.Common;
using System.Security.Cryptography;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries that were in order.</param>
/// <param name="HeadHash">Hash of the last of them. Whoever keeps it elsewhere can tell later that not the whole trail was made anew.</param>
/// <param name="Fault">The first fault; null when trail and rows are as the ledger wrote them.</param>
public sealed record VerifiedTrail(long Entries, string HeadHash, AuditFault? Fault)
{
    /// <summary>Anchors it was held against.</summary>
    public int Anchors { get; init; }
}

/// <summary>
/// Checks the trail against itself, its head and its anchors, and the rows against the trail: assessments, cycles, their units and
/// tables, people, self-reports, deliveries, mendings of findings, 日常记录, evidence and its files. Last, whether the triggers stand that keep it append-only.
/// Reads as of one moment and keeps no writer waiting, so a server may go on meanwhile.
/// </summary>
/// <param name="anchors">The anchors kept beside the database; null where there are none to ask.</param>
/// <param name="files">The files of the evidence; null where their contents are not to be read.</param>
public sealed partial class AuditVerification(PortalDatabase database, AuditAnchors? anchors = null, EvidenceStore? files = null)
{
    private const int ReportedEvery = 5_000;
    private readonly AuditChain _chain = new();
    private readonly Dictionary<RowKey, AuditEntry> _last = [];
    private readonly Dictionary<string, AuditEntry> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditEntry> _schemes = new(StringComparer.Ordinal);
    private AuditFault? _fault;

    /// <summary>Verifies; to be called once.</summary>
    /// <param name="progress">Told the number of entries checked so far.</param>
    public async Task<VerifiedTrail> Run(IProgress<long>? progress = null, CancellationToken stop = default)
    {
        // Before the trail: an anchor written meanwhile would name an entry that this reading does not see.
        var kept = anchors?.Read() ?? [];
        var check = new AnchorCheck(kept);
        await using var db = database.Open();
        await using var reading = await database.BeginReading(db, stop);
        await Chain(db, check, progress, stop);
        _fault ??= _chain.End(await db.AuditHead.AsNoTracking().SingleOrDefaultAsync(stop)) ?? check.End(_chain.Sequence);
        if (_fault is null)
        {
            await Assessments(db, stop);
            await Cycles(db, stop);
            await AdoptedSchemes(db, stop);
            await People(db, stop);
            await Evidence(db, stop);
            await SelfReports(db, stop);
            await Deliveries(db, stop);
            await Findings(db, stop);
            foreach (var (key, entry) in _last) Differs(entry.Sequence, $"{key}的记录缺失");
            foreach (var (person, entry) in _people) Differs(entry.Sequence, $"人员{person}的记录缺失");
        }
        _fault ??= await Unprotected(db, stop);
        return new(_chain.Sequence, _chain.Hash, _fault) { Anchors = kept.Count };
    }

    private async Task Chain(PortalDbContext db, AnchorCheck check, IProgress<long>? progress, CancellationToken stop)
    {
        try
        {
            await foreach (var entry in db.Audit.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(stop))
            {
                _fault = _chain.Join(entry) ?? check.Check(entry);
                if (_fault is not null) return;
                if (entry.Kind is AuditKinds.Assessed || AuditKinds.IsOfCycle(entry.Kind)) _last[RowKey.Of(entry)] = entry;
                else if (entry.Kind is AuditKinds.EvidenceAdded or AuditKinds.EvidenceRemoved) Note(entry);
                else if (AuditKinds.IsOfSelfReport(entry.Kind)) NoteSelfReport(entry);
                else if (AuditKinds.IsOfDelivery(entry.Kind)) NoteDelivery(entry);
                else if (AuditKinds.IsOfMending(entry.Kind)) NoteMending(entry);
                else if (AuditKinds.IsOfRecord(entry.Kind)) NoteRecord(entry);
                else if (entry is { Kind: AuditKinds.PersonAdded or AuditKinds.PersonChanged or AuditKinds.HandedOver, Subject: { } person }) _people[person] = entry;
                else if (entry.Kind is AuditKinds.SchemeAdopted && EventDetails.Read(entry.After).Scheme is { } digest) _schemes[digest] = entry;
                if (entry.Sequence % ReportedEvery == 0) progress?.Report(entry.Sequence);
            }
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            _fault = new(AuditFaultKind.Altered, _chain.Sequence + 1, $"第{_chain.Sequence + 1}条被改动：内容无法读取（{e.Message}）。");
        }
    }

    private async Task Assessments(PortalDbContext db, CancellationToken stop)
    {
        await foreach (var row in Rows(db.Assessments, stop))
        {
            var key = new RowKey(row.Cycle, row.Unit, row.Indicator, row.Source);
            if (!_last.Remove(key, out var entry)) Differs(row.Version, $"{key}的记录没有对应的审计记录");
            else if (row.Version != entry.Sequence) Differs(entry.Sequence, $"{key}的版本是{row.Version}");
            else if (row.Observation != entry.After) Differs(entry.Sequence, $"{key}的认定情况被改动");
            else if (row.Reason != entry.Reason) Differs(entry.Sequence, $"{key}的理由被改动");
            else if (row.By != entry.By || row.At != entry.At) Differs(entry.Sequence, $"{key}的评定人或时间被改动");
        }
    }

    private async Task Cycles(PortalDbContext db, CancellationToken stop)
    {
        var units = (await Rows(db.Units, stop).ToListAsync(stop)).ToLookup(u => u.Cycle);
        var schemes = (await Rows(db.Schemes, stop).ToListAsync(stop)).ToDictionary(s => s.Digest);
        await foreach (var row in Rows(db.Cycles, stop))
        {
            var key = new RowKey(row.Code, null, null, null);
            if (!_last.Remove(key, out var entry)) Differs(row.Version, $"{key}没有对应的审计记录");
            else if (row.Version != entry.Sequence) Differs(entry.Sequence, $"{key}的版本是{row.Version}");
            else if (StoredJson.Write(row, units[row.Code]) != entry.After) Differs(entry.Sequence, $"{key}的设置、阶段、考核评估表或单位名单被改动");
            else if (!schemes.TryGetValue(row.SchemeDigest, out var scheme) || Convert.ToHexStringLower(SHA256.HashData(scheme.File)) != scheme.Digest)
            {
                Differs(entry.Sequence, $"{key}的考核评估表文件被改动");
            }
        }
    }

    private async Task AdoptedSchemes(PortalDbContext db, CancellationToken stop)
    {
        var kept = await Rows(db.Schemes, stop).ToDictionaryAsync(s => s.Digest, s => s.File, cancellationToken: stop);
        foreach (var (digest, entry) in _schemes)
        {
            if (!kept.TryGetValue(digest, out var file)) Differs(entry.Sequence, "采用的考核评估表缺失");
            else if (Convert.ToHexStringLower(SHA256.HashData(file)) != digest) Differs(entry.Sequence, "采用的考核评估表文件被改动");
        }
    }

    private async Task People(PortalDbContext db, CancellationToken stop)
    {
        await foreach (var row in Rows(db.People, stop))
        {
            if (!_people.Remove(row.Id, out var entry)) Differs(row.Version, $"人员{row.Id}没有对应的审计记录");
            else if (row.Version != entry.Sequence) Differs(entry.Sequence, $"人员{row.Id}的版本是{row.Version}");
            else if (row.Person != entry.After) Differs(entry.Sequence, $"人员{row.Id}的角色、单位或状态被改动");
        }
    }

    private async Task<AuditFault?> Unprotected(PortalDbContext db, CancellationToken stop) => await database.MissingTriggers(db, stop) is { Count: > 0 } missing
        ? new(AuditFaultKind.Unprotected, _chain.Sequence, $"记录目前完整，但防改触发器缺失：{string.Join('、', missing)}。缺失期间的改动若重算了全部哈希，只有锚点能发现。")
        : null;

    /// <summary>Of several differing rows the one with the lowest entry is named.</summary>
    private void Differs(long sequence, string what)
    {
        if (_fault is null || sequence < _fault.Sequence) _fault = new(AuditFaultKind.RowDiffers, sequence, $"{what}，与第{sequence}条审计记录不符。");
    }

    /// <summary>The rows up to one that cannot be read at all: its key stays without a row and is named so.</summary>
    private static async IAsyncEnumerable<T> Rows<T>(IQueryable<T> rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop) where T : class
    {
        await using var at = rows.AsNoTracking().AsAsyncEnumerable().GetAsyncEnumerator(stop);
        while (true)
        {
            try
            {
                if (!await at.MoveNextAsync()) yield break;
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                yield break;
            }
            yield return at.Current;
        }
    }

    /// <summary>A damaged page of the file (SQLITE_CORRUPT) is a fault of what lies there; no other of the database's errors says anything about the trail.</summary>
    private static bool IsUnreadable(Exception e) => e is SqliteException { SqliteErrorCode: 11 } or not (OperationCanceledException or DbException);

    private readonly record struct RowKey(string Cycle, string? Unit, string? Indicator, Source? Source)
    {
        /// <summary>An entry of a cycle may name the indicator it is about; its row is the cycle's.</summary>
        public static RowKey Of(AuditEntry entry) =>
            entry.Kind is AuditKinds.Assessed ? new(entry.Cycle!, entry.Unit, entry.Indicator, entry.Source) : new(entry.Cycle!, null, null, null);

        public override string ToString() => Unit is null ? $"考核年度{Cycle}" : $"{Cycle}年度单位{Unit}指标{Indicator}（{SourceName}）";

        private string SourceName => Source switch
        {
            Schemes.Source.Self => "单位自评",
            Schemes.Source.Office => "区政府办公室",
            Schemes.Source.Bureau => "专项评估",
            _ => "第三方评估",
        };
    }
}
