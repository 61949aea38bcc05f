namespace EvaluationPortal.Core.Storage;

/// <summary>Where deliveries stand, against the trail.</summary>
public sealed partial class AuditVerification
{
    private readonly Dictionary<(string Cycle, string Assessor), AuditEntry> _deliveries = [];

    private void NoteDelivery(AuditEntry entry) => _deliveries[(entry.Cycle!, StoredDeliveries.Read(entry.After!, entry.Sequence).Assessor)] = entry;

    private async Task Deliveries(PortalDbContext db, CancellationToken stop)
    {
        await foreach (var row in Rows(db.Deliveries, stop))
        {
            if (!_deliveries.Remove((row.Cycle, row.Assessor), out var entry)) Differs(row.Version, $"{row.Cycle}年度{row.Assessor}的报送没有对应的审计记录");
            else if (row.Version != entry.Sequence || row.Standing != entry.After) Differs(entry.Sequence, $"{row.Cycle}年度{row.Assessor}的报送状态被改动");
        }
        foreach (var (key, entry) in _deliveries) Differs(entry.Sequence, $"{key.Cycle}年度{key.Assessor}的报送记录缺失");
    }
}
