using System.Globalization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Web.Components.Pages.Audit;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Audit entries as csv for spreadsheets, as <see cref="CsvText"/> writes it, entry by entry.</summary>
public sealed class AuditCsv(Stream to) : IAsyncDisposable
{
    private static readonly string[] Columns =
    [
        "序号", "时间（北京时间）", "人员", "人员编号", "事项", "说明", "考核年度", "单位", "单位代码", "指标", "来源", "改前", "改后", "理由",
        "改前（原文）", "改后（原文）", "编辑编号", "批次", "前一条哈希", "哈希",
    ];

    private readonly StreamWriter _writer = new(to, CsvText.Encoding, leaveOpen: true) { NewLine = "\r\n" };

    public Task Heads() => Write(Columns);

    public Task Row(AuditLine line)
    {
        var entry = line.Entry;
        return Write(
            entry.Sequence.ToString(CultureInfo.InvariantCulture), ChinaTime.Millisecond(entry.At), line.Who, entry.By, line.Kind, line.What,
            entry.Cycle, line.Unit, entry.Unit, entry.Indicator, line.Source, line.Before, line.After, line.Why,
            entry.Before, entry.After, entry.EditId?.ToString(), entry.Batch?.ToString(), entry.PreviousHash, entry.Hash);
    }

    public Task Flush(CancellationToken stop) => _writer.FlushAsync(stop);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private Task Write(params IEnumerable<string?> cells) => _writer.WriteLineAsync(string.Join(',', cells.Select(CsvText.Cell)));
}
