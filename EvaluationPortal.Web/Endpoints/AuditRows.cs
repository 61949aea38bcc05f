using System.Collections.Immutable;
using System.Globalization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Web.Components.Pages.Audit;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Audit entries as rows, the same in csv and in the workbook.</summary>
internal static class AuditRows
{
    public static ImmutableArray<string> Heads { get; } =
    [
        "序号", "时间（北京时间）", "人员", "人员编号", "事项", "说明", "考核年度", "单位", "单位代码", "指标", "来源", "改前", "改后", "理由",
        "改前（原文）", "改后（原文）", "编辑编号", "批次", "前一条哈希", "哈希",
    ];

    private static readonly double[] Widths = [8, 25, 12, 22, 16, 44, 10, 24, 18, 24, 16, 30, 30, 30, 34, 34, 38, 38, 34, 34];

    /// <summary>The sheet with its heads alone.</summary>
    public static Sheet Frame { get; } = new("审计记录", [.. Widths.Select(w => new SheetColumn(w))], [[.. Heads.Select(head => SheetCell.Of(head, SheetLook.Head))]]) { Paper = SheetPaper.Wide, FrozenColumns = 1 };

    public static ImmutableArray<string?> Texts(AuditLine line)
    {
        var entry = line.Entry;
        return
        [
            entry.Sequence.ToString(CultureInfo.InvariantCulture), ChinaTime.Millisecond(entry.At), line.Who, entry.By, line.Kind, line.What,
            entry.Cycle, line.Unit, entry.Unit, entry.Indicator, line.Source, line.Before, line.After, line.Why,
            entry.Before, entry.After, entry.EditId?.ToString(), entry.Batch?.ToString(), entry.PreviousHash, entry.Hash,
        ];
    }

    public static ImmutableArray<SheetCell> Of(AuditLine line) => [SheetCell.Of(line.Entry.Sequence, SheetLook.Count), .. Texts(line).Skip(1).Select(text => SheetCell.Of(text))];
}
