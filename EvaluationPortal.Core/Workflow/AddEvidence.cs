using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Core.Workflow;

/// <summary>上传材料: takes a file while it comes in, inspects it, asks the virus scanner, and keeps it. What is refused leaves nothing.</summary>
public sealed partial class AddEvidence(Ledger ledger, LiveScoreboards live, People people, EvidenceStore store, EvidencePolicy policy, LiveSelfReports reports, TimeProvider clock, ILogger<AddEvidence> log) : IDisposable
{
    /// <summary>An inspection holds its file in memory: so many at the same time.</summary>
    private const int InspectedAtOnce = 2;

    private readonly SemaphoreSlim _inspecting = new(InspectedAtOnce);

    /// <summary>Whether a person may add a file there now, or remove one: the stage first, then the rules.</summary>
    public static Permit Ask(Person person, Cycle cycle, EvidencePlace place) =>
        StageOf(place.About) is { } command && StageTable.Ask(cycle, command) is Denied denied ? denied
        : place.Fault is { } fault ? new Denied(fault)
        : EvidenceRules.AskToAdd(person, place) is Denied not ? not
        : DeliveryRules.Closed(cycle, place) ?? (Permit)Granted.Yes;

    /// <summary>What the stage must allow: findings are mended after the result too; 日常记录 belong to no stage.</summary>
    private static CycleCommand? StageOf(EvidenceAbout about) => about switch
    {
        EvidenceAbout.Assessment => CycleCommand.ChangeEvidence,
        EvidenceAbout.Mending => CycleCommand.MendFindings,
        _ => null,
    };

    /// <summary>The same for a file of a self-report, as it stands: what was sent on or filed stays as it is.</summary>
    internal static async Task<Permit> Ask(PortalDbContext db, Person person, Cycle cycle, EvidencePlace place, CancellationToken stop)
    {
        var permit = Ask(person, cycle, place);
        if (!permit.IsGranted || place is not { About: EvidenceAbout.Assessment, Source: Source.Self, Unit: { } unit }) return permit;
        return place.Indicator is { } indicator
            ? FilingRules.AskToType(person, cycle, unit, indicator, await StoredSelfReports.Read(db, cycle.Code, unit.Code, stop))
            : new Denied("自查佐证材料须属于一项指标。");
    }

    /// <summary>Adds the file. The same content in the same place again is the file that is there.</summary>
    /// <param name="name">As the browser gave it.</param>
    /// <param name="content">Read to its end, or to the first byte too many.</param>
    /// <exception cref="OperationCanceledException">The upload was cut off: nothing of it stays.</exception>
    public async Task<EvidenceAdded> Run(PersonId by, string cycle, EvidenceAddress address, string name, Stream content, CancellationToken stop)
    {
        // Before a byte is read: a refusal must not cost an upload.
        if (Refusal(by, cycle, address) is { } refused) return refused;
        if (EvidenceName.Fault(name) is { } misnamed) return new(null, misnamed);
        using var file = await store.Receive(content, policy.MostBytes, stop);
        if (file is null) return new(null, $"文件超过{EvidencePolicy.Text(policy.MostBytes)}，不能上传。请压缩图片、降低扫描分辨率或拆成几个文件后上传。");
        var inspected = await Inspect(file, stop);
        if (inspected is not Inspected.Taken { Kind: var kind }) return new(null, ((Inspected.Refused)inspected).Why);
        var (why, note) = await Scan(file, stop);
        if (why is not null) return new(null, why);
        var added = await Keep(by, cycle, address, new(file, EvidenceName.Clean(name, kind), kind, note), stop).ConfigureAwait(false);
        if (added.File is not null && address is { About: EvidenceAbout.Assessment, Source: Source.Self, Unit: { } unit }) reports.DraftChanged(cycle, unit);
        return added;
    }

    void IDisposable.Dispose() => _inspecting.Dispose();

    private EvidenceAdded? Refusal(PersonId by, string cycle, EvidenceAddress address)
    {
        if (people.Find(by) is not { } person) return new(null, People.Gone);
        if (live.Find(cycle) is not { Cycle: var known }) return new(null, $"没有考核年度“{cycle}”。");
        var (place, fault) = address.In(known);
        return place is null ? new(null, fault!) : Ask(person, known, place) is Denied denied ? new(null, denied.Why) : null;
    }

    private async Task<Inspected> Inspect(IncomingFile file, CancellationToken stop)
    {
        await _inspecting.WaitAsync(stop);
        try
        {
            var bytes = await file.Read(stop);
            return await Task.Run(() => FileInspection.Of(bytes), stop);
        }
        finally
        {
            _inspecting.Release();
        }
    }

    /// <summary>Why the file is refused, or what its entry is to say of the scan.</summary>
    private async Task<(string? Why, string? Note)> Scan(IncomingFile file, CancellationToken stop)
    {
        if (policy.Clamd is not { } address) return (null, null);
        try
        {
            await using var content = file.Open();
            return await new Clamd(address, clock).Scan(content, stop) is { } virus ? ($"文件被查出病毒（{virus}），不能上传。请查杀本机病毒后换一份文件。", null) : (null, null);
        }
        catch (ClamdSilentException silent)
        {
            LogSilent(log, silent);
            return policy.AcceptsUnscanned ? (null, "未经病毒检查：检查服务没有应答") : ("病毒检查服务没有应答，暂时不能上传。请稍后再试；仍不行时请联系管理员。", null);
        }
    }

    private Task<EvidenceAdded> Keep(PersonId by, string cycle, EvidenceAddress address, Checked file, CancellationToken stop) => ledger.Write<EvidenceAdded>(async transaction =>
    {
        if (await Standing(transaction, by, cycle, address, file, stop) is { } answer)
        {
            transaction.Abandon();
            return answer;
        }

        // Durable before its row is: a crash between the two leaves a content without a row, which the next start deletes.
        store.Keep(file.Incoming);
        var row = new EvidenceRow
        {
            Id = Guid.NewGuid(), Cycle = cycle, Unit = address.Unit?.Value, Indicator = address.Indicator?.Value, Source = address.Source, About = address.About, Name = file.Name, Sha256 = file.Incoming.Sha256,
            Bytes = file.Incoming.Bytes, Kind = file.Kind.Code, By = by.Value, At = transaction.Now, Version = 0,
        };
        row.Version = transaction.Append(by, AuditKinds.EvidenceAdded, e =>
            (e.Cycle, e.Unit, e.Indicator, e.Source, e.After, e.Reason) = (cycle, row.Unit, row.Indicator, row.Source, StoredEvidence.Write(row), file.Note));
        transaction.Db.Evidence.Add(row);
        return new(EvidenceFile.Of(row, people.NameOf(by)), null);
    }, stop);

    /// <summary>A refusal, or the same file that is there already; null where it is to be written.</summary>
    private async Task<EvidenceAdded?> Standing(LedgerTransaction transaction, PersonId by, string cycle, EvidenceAddress address, Checked file, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new(null, People.Gone);
        var now = await StoredScoreboards.AsOf(transaction.Db, live.Of(cycle).Cycle, stop);
        var (place, fault) = address.In(now);
        if (place is null) return new(null, fault!);
        if (await Ask(transaction.Db, person, now, place, stop) is Denied denied) return new(null, denied.Why);
        var (unit, indicator) = (address.Unit?.Value, address.Indicator?.Value);
        var standing = transaction.Db.Evidence.AsNoTracking().Where(e => e.Cycle == cycle && e.Unit == unit && e.Source == address.Source && e.About == address.About && e.RemovedAt == null);
        if (await standing.FirstOrDefaultAsync(e => e.Indicator == indicator && e.Sha256 == file.Incoming.Sha256, stop) is { } same) return new(EvidenceFile.Of(same, people.NameOf(new(same.By))), null);
        var held = await standing.SumAsync(e => e.Bytes, stop);
        return held + file.Incoming.Bytes <= policy.MostBytesOfUnit
            ? null
            : new(null, $"{place.Unit?.Name ?? "这里"}的材料已有{EvidencePolicy.Text(held)}，加上这个文件会超过{EvidencePolicy.Text(policy.MostBytesOfUnit)}的限额。请先移除不需要的材料，或压缩后上传。");
    }

    private sealed record Checked(IncomingFile Incoming, string Name, FileKind Kind, string? Note);

    [LoggerMessage(LogLevel.Error, "The virus scanner gave no answer")]
    private static partial void LogSilent(ILogger log, Exception fault);
}

/// <param name="File">The file as it stands now; null where it was refused.</param>
/// <param name="Why">Why it was refused, and what to do; null where it was not.</param>
public sealed record EvidenceAdded(EvidenceFile? File, string? Why);

/// <summary>A place as an address names it: by codes.</summary>
public sealed record EvidenceAddress(UnitCode? Unit, IndicatorCode? Indicator, Source Source, EvidenceAbout About = EvidenceAbout.Assessment)
{
    /// <summary>Where a unit's files on the mending of an indicator's findings lie.</summary>
    public static EvidenceAddress MendingOf(UnitCode unit, IndicatorCode indicator) => new(unit, indicator, Source.Self, EvidenceAbout.Mending);

    /// <summary>Where the files of a unit's 日常记录 lie.</summary>
    public static EvidenceAddress RecordsOf(UnitCode unit) => new(unit, null, Source.Office, EvidenceAbout.Record);

    /// <summary>Where the stamped result (盖章扫描件) of an assessor lies, and the basis where the office enters in its place.</summary>
    public static EvidenceAddress ScansOf(Assessor assessor) => new(null, assessor.Indicators[0].Code, assessor.Source);

    /// <summary>Where the third party's 评估报告 on a unit lies; without a unit: those that nobody has assigned to one yet.</summary>
    public static EvidenceAddress ReportsOn(UnitCode? unit) => new(unit, null, Source.ThirdParty);

    /// <summary>The place in that cycle; or why there is none.</summary>
    public (EvidencePlace? Place, string? Fault) In(Cycle cycle)
    {
        var (unit, indicator) = (Unit is { } u ? cycle.Find(u) : null, Indicator is { } i ? cycle.Scheme.Find(i) : null);
        if (Unit is not null && unit is null) return (null, $"{cycle.Name}中没有单位“{Unit}”。");
        if (Indicator is not null && indicator is null) return (null, $"{cycle.Scheme.Name}中没有指标“{Indicator}”。");
        return (new(unit, indicator, Source, About), null);
    }
}

/// <summary>A file of evidence as people see it.</summary>
/// <param name="Bytes">Length.</param>
/// <param name="By">Name of whoever uploaded it; null where the reader may not know.</param>
/// <param name="At">UTC.</param>
/// <param name="IsRemoved">It no longer stands; versions that were handed in still name it.</param>
public sealed record EvidenceFile(Guid Id, EvidenceAddress Address, string Name, long Bytes, FileKind Kind, string Sha256, string? By, DateTime At, bool IsRemoved)
{
    internal static EvidenceFile Of(EvidenceRow row, string? by) => new(
        row.Id, AddressOf(row), row.Name, row.Bytes, FileKind.Find(row.Kind) ?? throw new InvalidDataException($"库中材料 {row.Id} 的类型“{row.Kind}”无法识别。"), row.Sha256, by, row.At, row.RemovedAt is not null);

    internal static EvidenceAddress AddressOf(EvidenceRow row) => new(row.Unit is { } unit ? new UnitCode(unit) : null, row.Indicator is { } indicator ? new IndicatorCode(indicator) : null, row.Source, row.About);
}
