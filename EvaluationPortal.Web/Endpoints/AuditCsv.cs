using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Web.Components.Pages.Audit;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Audit entries as csv for spreadsheets, as <see cref="CsvText"/> writes it, entry by entry.</summary>
public sealed class AuditCsv(Stream to) : IAsyncDisposable
{
    private readonly StreamWriter _writer = new(to, CsvText.Encoding, leaveOpen: true) { NewLine = "\r\n" };

    public Task Heads() => Write(AuditRows.Heads);

    public Task Row(AuditLine line) => Write(AuditRows.Texts(line));

    public Task Flush(CancellationToken stop) => _writer.FlushAsync(stop);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private Task Write(IEnumerable<string?> cells) => _writer.WriteLineAsync(string.Join(',', cells.Select(CsvText.Cell)));
}
