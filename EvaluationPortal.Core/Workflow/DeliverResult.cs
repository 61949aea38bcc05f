using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>报送 of a bureau's or the third party's results: its columns stand still from then on, until the office gives them back.</summary>
public sealed class DeliverResult(DeliveryChange deliveries)
{
    /// <summary>Delivers it.</summary>
    /// <param name="incomplete">Also where scores, descriptions or reports are missing.</param>
    public Task<Permit> Run(PersonId by, string cycle, string assessor, bool incomplete, CancellationToken stop = default) =>
        deliveries.Run(by, cycle, assessor, AuditKinds.ResultDelivered, null, async open =>
        {
            if (DeliveryRules.AskToDeliver(open.Person, open.Cycle, open.Assessor, open.Transaction.Now) is Denied denied) return (denied, open.Delivery);
            var scans = await Files(open, EvidenceAddress.ScansOf(open.Assessor), stop);
            if (!scans.Any(IsScan)) return (new Denied("请先上传评估结果的盖章扫描件（PDF、OFD或图片），再报送。"), open.Delivery);
            var reports = await ReportsOf(open, stop);
            if (!incomplete && await Gaps(open, reports, stop) is { } gaps) return (gaps, open.Delivery);
            return (Granted.Yes, open.Delivery with
            {
                State = DeliveryState.Delivered,
                Number = open.Delivery.Number + 1,
                Scans = [.. scans.Select(Filed)],
                Reports = [.. reports.Select(r => new DeliveredReport(new(r.Unit!), Filed(r)))],
                ByOffice = !DeliveryRules.WorksFor(open.Person, open.Assessor),
                By = open.Person.Id,
                At = open.Transaction.Now,
                Reason = null,
                Entry = null,
            });
        }, stop);

    /// <summary>Files that stand in a place.</summary>
    internal static Task<List<EvidenceRow>> Files(OpenDelivery open, EvidenceAddress at, CancellationToken stop)
    {
        var (unit, indicator) = (at.Unit?.Value, at.Indicator?.Value);
        return Standing(open).Where(e => e.Unit == unit && e.Indicator == indicator && e.Source == at.Source).OrderBy(e => e.Version).ToListAsync(stop);
    }

    internal static FiledEvidence Filed(EvidenceRow row) => new(row.Id, row.Name, row.Sha256, row.Bytes);

    private static async Task<List<EvidenceRow>> ReportsOf(OpenDelivery open, CancellationToken stop) => open.Assessor.Source is not Source.ThirdParty ? []
        : await Standing(open).Where(e => e.Unit != null && e.Indicator == null && e.Source == Source.ThirdParty).OrderBy(e => e.Version).ToListAsync(stop);

    private static IQueryable<EvidenceRow> Standing(OpenDelivery open) => open.Transaction.Db.Evidence.AsNoTracking().Where(e => e.Cycle == open.Cycle.Code && e.RemovedAt == null);

    private static bool IsScan(EvidenceRow row) => FileKind.Find(row.Kind) is { } kind && kind.IsScan;

    /// <summary>What is missing, by the rows; null where nothing is.</summary>
    private static async Task<Denied?> Gaps(OpenDelivery open, List<EvidenceRow> reports, CancellationToken stop)
    {
        var progress = DeliveryProgress.Of((await StoredScoreboards.Read(open.Transaction.Db, open.Cycle.Code, stop))!, open.Assessor);
        var reported = reports.Select(r => r.Unit).ToHashSet(StringComparer.Ordinal);
        var withoutReport = open.Assessor.Source is Source.ThirdParty ? progress.Units.Count(u => !reported.Contains(u.Code.Value)) : 0;
        ImmutableArray<string?> said =
        [
            progress.Filled < progress.Total ? $"{progress.Total - progress.Filled}处未填" : null,
            progress.Bare > 0 ? $"{progress.Bare}家的问题待补充说明" : null,
            withoutReport > 0 ? $"{withoutReport}家没有评估报告" : null,
        ];
        var gaps = said.OfType<string>().ToList();
        return gaps.Count == 0 ? null : new Denied($"还有{string.Join('、', gaps)}。补齐后报送，或勾选“缺项也报送”。");
    }
}
