using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Storage;

/// <summary>How far findings are mended, and 日常记录, against the trail.</summary>
public sealed partial class AuditVerification
{
    private readonly Dictionary<(string Cycle, FindingPlace Place), AuditEntry> _mendings = [];
    private readonly Dictionary<Guid, AuditEntry> _records = [];

    private void NoteMending(AuditEntry entry)
    {
        var (finding, _) = StoredMendings.Read(entry.After ?? entry.Before!, entry.Sequence);
        var key = (entry.Cycle!, new FindingPlace(new(entry.Unit!), new(entry.Indicator!), entry.Source!.Value, finding));
        if (entry.After is null) _mendings.Remove(key);
        else _mendings[key] = entry;
    }

    private void NoteRecord(AuditEntry entry) => _records[StoredRecords.Read(entry.After!, entry.Sequence).Id] = entry;

    private async Task Findings(PortalDbContext db, CancellationToken stop)
    {
        await foreach (var row in Rows(db.Mendings, stop))
        {
            var place = StoredMendings.PlaceOf(row);
            if (!_mendings.Remove((row.Cycle, place), out var entry)) Differs(row.Version, $"{Of(row.Cycle, place)}的整改没有对应的审计记录");
            else if (row.Version != entry.Sequence || row.Standing != entry.After) Differs(entry.Sequence, $"{Of(row.Cycle, place)}的整改状态被改动");
        }
        await foreach (var row in Rows(db.DailyRecords, stop))
        {
            if (!_records.Remove(row.Id, out var entry)) Differs(row.Version, $"日常记录{row.Id}没有对应的审计记录");
            else if (row.Version != entry.Sequence || row.Unit != entry.Unit || row.Record != entry.After) Differs(entry.Sequence, $"日常记录{row.Id}被改动");
        }
        foreach (var (key, entry) in _mendings) Differs(entry.Sequence, $"{Of(key.Cycle, key.Place)}的整改记录缺失");
        foreach (var (id, entry) in _records) Differs(entry.Sequence, $"日常记录{id}缺失");
    }

    private static string Of(string cycle, FindingPlace place) => $"{cycle}年度单位{place.Unit}指标{place.Indicator}的问题{place.Finding}";
}
