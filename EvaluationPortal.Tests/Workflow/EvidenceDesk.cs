using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Storage.Evidence;
using EvaluationPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The use cases about evidence on one test's database, with a store of its own.</summary>
internal sealed class EvidenceDesk : IDisposable
{
    public const string Liaison = "liaison-yueyang", Other = "liaison-sijing";
    private readonly TemporaryDirectory _directory = new();
    private readonly Records _records;

    public EvidenceDesk(Records records, EvidencePolicy? policy = null)
    {
        _records = records;
        Store = new(Path.Combine(_directory.Path, EvidenceStore.FolderName));
        var reports = new LiveSelfReports(NullLogger<LiveSelfReports>.Instance);
        Add = new(records.Ledger, records.Live, records.People, Store, policy ?? EvidencePolicy.Default, reports, TimeProvider.System, NullLogger<AddEvidence>.Instance);
        Remove = new(records.Ledger, records.Live, reports, records.People);
        Read = new(records.Database, records.Live, records.People, Store, new(records.Ledger, records.Clock));
    }

    public static EvidenceAddress Own { get; } = At("yueyang", "1.1");

    public EvidenceStore Store { get; }
    public AddEvidence Add { get; }
    public RemoveEvidence Remove { get; }
    public ReadEvidence Read { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static EvidenceAddress At(string? unit, string? indicator, Source source = Source.Self) =>
        new(unit is null ? null : new UnitCode(unit), indicator is null ? null : new IndicatorCode(indicator), source);

    /// <summary>A sound PDF, another for every text.</summary>
    public static byte[] Pdf(string text = "") => PdfBytes.Of("", PdfBytes.Latin($"<< /Title ({text}) >>"));

    public Task<EvidenceAdded> AddAsync(string by, EvidenceAddress at, byte[] content, string name = "材料.pdf", string cycle = Records.Cycle) =>
        AddAsync(by, at, new MemoryStream(content), name, cycle);

    public Task<EvidenceAdded> AddAsync(string by, EvidenceAddress at, Stream content, string name = "材料.pdf", string cycle = Records.Cycle) => Add.Run(new(by), cycle, at, name, content, Stop);

    /// <summary>A file that is added.</summary>
    public async Task<EvidenceFile> AddedAsync(string by, EvidenceAddress at, byte[] content, string name = "材料.pdf")
    {
        var added = await AddAsync(by, at, content, name);
        return added.File ?? throw new InvalidOperationException(added.Why);
    }

    /// <summary>The file with its content, noted.</summary>
    public Task<EvidenceHandedOut> HandOutAsync(string by, Guid id) => Read.Run(new(by), Records.Cycle, id, "10.0.0.7", Stop);

    public async Task<IReadOnlyList<string>> NamesAsync(string by, EvidenceAddress at) => [.. (await Read.Of(new(by), Records.Cycle, at, Stop)).Select(f => f.Name)];

    /// <summary>Every file below the store, by name.</summary>
    public IReadOnlyList<string> Stored => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)] : [];

    public string Folder => Path.Combine(_directory.Path, EvidenceStore.FolderName);

    public async Task<IReadOnlyList<EvidenceRow>> RowsAsync()
    {
        await using var db = _records.Database.Open();
        return await db.Evidence.AsNoTracking().OrderBy(e => e.Version).ToListAsync();
    }

    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync() => [.. (await _records.TrailAsync()).Where(e => e.Kind.StartsWith("evidence-", StringComparison.Ordinal))];

    /// <summary>Trail, rows and files.</summary>
    public async Task<AuditFault?> VerifyAsync() => (await new AuditVerification(_records.Database, null, Store).Run(null, Stop)).Fault;

    public void Dispose()
    {
        ((IDisposable)Add).Dispose();
        _directory.Dispose();
    }
}
