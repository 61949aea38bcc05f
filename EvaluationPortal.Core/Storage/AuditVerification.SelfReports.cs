using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>Where self-reports stand, and every version that was filed, against the trail.</summary>
public sealed partial class AuditVerification
{
    private readonly Dictionary<(string Cycle, string Unit), AuditEntry> _reports = [];
    private readonly Dictionary<(string Cycle, string Unit, int Number), (AuditEntry Entry, string Digest)> _filed = [];

    private void NoteSelfReport(AuditEntry entry)
    {
        _reports[(entry.Cycle!, entry.Unit!)] = entry;
        if (entry.Kind is not AuditKinds.SelfReportFiled) return;
        var filed = StoredSelfReports.Read(entry.After!, entry.Sequence);
        _filed[(entry.Cycle!, entry.Unit!, filed.Number)] = (entry, filed.Digest!);
    }

    private async Task SelfReports(PortalDbContext db, CancellationToken stop)
    {
        await foreach (var row in Rows(db.SelfReports, stop))
        {
            if (!_reports.Remove((row.Cycle, row.Unit), out var entry)) Differs(row.Version, $"{Of(row.Cycle, row.Unit)}的自查填报没有对应的审计记录");
            else if (row.Version != entry.Sequence || row.Standing != entry.After) Differs(entry.Sequence, $"{Of(row.Cycle, row.Unit)}的自查填报状态被改动");
        }
        await foreach (var row in Rows(db.FiledReports, stop))
        {
            var name = $"{Of(row.Cycle, row.Unit)}报送的第{row.Number}版自查表";
            if (!_filed.Remove((row.Cycle, row.Unit, row.Number), out var filed)) Differs(row.Version, $"{name}没有对应的审计记录");
            else if (row.Version != filed.Entry.Sequence || row.At != filed.Entry.At || (row.CheckedBy ?? row.FiledBy) != filed.Entry.By || !IsSender(row, filed.Entry)) Differs(filed.Entry.Sequence, $"{name}的报送人或时间被改动");
            else if (row.Digest != filed.Digest || StoredSelfReports.Digest(row.Content) != filed.Digest) Differs(filed.Entry.Sequence, $"{name}的内容被改动");
        }
        foreach (var (key, entry) in _reports) Differs(entry.Sequence, $"{Of(key.Cycle, key.Unit)}的自查填报记录缺失");
        foreach (var (key, filed) in _filed) Differs(filed.Entry.Sequence, $"{Of(key.Cycle, key.Unit)}报送的第{key.Number}版自查表缺失");
    }

    /// <summary>With an 审核人, whoever sent it for checking is who the standing before named.</summary>
    private static bool IsSender(FiledReportRow row, AuditEntry filed) =>
        row.CheckedBy is null || (filed.Before is { } before && StoredSelfReports.Read(before, 0).By?.Value == row.FiledBy);

    private static string Of(string cycle, string unit) => $"{cycle}年度单位{unit}";
}
