using EvaluationPortal.Core.Storage.Evidence;

namespace EvaluationPortal.Core.Storage;

/// <summary>The part about evidence: its rows against the trail, and the files against the digests in the rows.</summary>
public sealed partial class AuditVerification
{
    private readonly Dictionary<Guid, AuditEntry> _evidence = [];
    private readonly Dictionary<Guid, AuditEntry> _added = [];

    private void Note(AuditEntry entry)
    {
        if (StoredEvidence.Find(entry.After ?? entry.Before) is not { } file) return;
        _evidence[file.Id] = entry;
        if (entry.Kind == AuditKinds.EvidenceAdded) _added[file.Id] = entry;
    }

    private async Task Evidence(PortalDbContext db, CancellationToken stop)
    {
        await foreach (var row in Rows(db.Evidence, stop))
        {
            if (!_evidence.Remove(row.Id, out var last) || !_added.TryGetValue(row.Id, out var added)) Differs(row.Version, $"材料{row.Id}没有对应的审计记录");
            else if (row.Version != last.Sequence) Differs(last.Sequence, $"材料{row.Id}的版本是{row.Version}");
            else if (StoredEvidence.Write(row) != (last.After ?? last.Before)) Differs(last.Sequence, $"材料{row.Id}的名称、类型、长度或校验码被改动");
            else if ((row.Cycle, row.Unit, row.Indicator, row.Source) != (last.Cycle!, last.Unit, last.Indicator, last.Source)) Differs(last.Sequence, $"材料{row.Id}的所属单位、指标或来源被改动");
            else if (row.By != added.By || row.At != added.At || row.RemovedAt != (last.Kind == AuditKinds.EvidenceRemoved ? last.At : null)) Differs(last.Sequence, $"材料{row.Id}的上传人或时间被改动");
            else await File(row, last.Sequence, stop);
        }

        foreach (var (id, entry) in _evidence) Differs(entry.Sequence, $"材料{id}的记录缺失");
    }

    private async Task File(EvidenceRow row, long sequence, CancellationToken stop)
    {
        if (files is null) return;
        var state = await files.Check(row.Sha256, stop);
        if (state is not StoredState.Sound) Differs(sequence, $"材料{row.Id}（{row.Name}）的文件{(state is StoredState.Missing ? "缺失" : "内容被改动")}");
    }
}
