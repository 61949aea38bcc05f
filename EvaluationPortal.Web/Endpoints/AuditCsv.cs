using System.Globalization;
using System.Text;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Web.Components.Pages.Audit;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// Audit entries as csv for spreadsheets: UTF-8 with a byte order mark, every cell quoted, and no cell that a spreadsheet would
/// take for a formula: those get an apostrophe before them.
/// </summary>
public sealed class AuditCsv(Stream to) : IAsyncDisposable
{
    private static readonly string[] Columns =
    [
        "序号", "时间（北京时间）", "人员", "人员编号", "事项", "说明", "考核年度", "单位", "单位代码", "指标", "来源", "改前", "改后", "理由",
        "改前（原文）", "改后（原文）", "编辑编号", "批次", "前一条哈希", "哈希",
    ];

    private readonly StreamWriter _writer = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

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

    /// <summary>The text as one cell.</summary>
    public static string Cell(string? text)
    {
        text ??= "";
        var first = text.AsSpan().TrimStart(" \u00A0\u3000\u200B\uFEFF");
        // The full-width twins: some spreadsheets read them as the half-width ones.
        var isFormula = first is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];
        return $"\"{(isFormula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private Task Write(params IEnumerable<string?> cells) => _writer.WriteLineAsync(string.Join(',', cells.Select(Cell)));
}
