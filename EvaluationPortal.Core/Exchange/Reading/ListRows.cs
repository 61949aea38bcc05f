using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Takes the documents of an indicator's list together: a sheet tells all there are.</summary>
internal sealed class ListRows(Cycle cycle, Unit unit, IndicatorWords words)
{
    private List<Indicator> Asked => [.. cycle.Scheme.Indicators.Where(i => i.NeedsFiling && IndicatorFiling.AsksForList(i))];

    public IEnumerable<ImportedRow> Of(FilingTable table) =>
        table.Rows.Where(row => FilingTable.OfList.Any(column => !table.Cell(row, column).IsBlank) && table.Cell(row, FilingColumn.Title).Text != table.Cell(table.Head, FilingColumn.Title).Text)
            .GroupBy(row => Named(table, row)).Select(list => List(table, list.Key, [.. list]));

    private Indicator? Named(FilingTable table, int row) =>
        words.Named(table.Cell(row, FilingColumn.Code).Text) ?? words.Named(table.Cell(row, FilingColumn.Name).Text) ?? table.Titled ?? (Asked is [var only] ? only : null);

    private ImportedRow List(FilingTable table, Indicator? indicator, List<int> rows)
    {
        var cells = rows.SelectMany(row => FilingTable.OfList.Select(column => table.Cell(row, column))).ToList();
        var first = cells.Find(cell => !cell.IsBlank)!;
        var legal = string.Join('、', Asked.Select(i => $"{i.Code} {i.ShortName}"));
        var fault = indicator is null ? $"看不出是哪个指标的清单；请把工作表命名为如“{Asked.Select(i => i.Code.Value).FirstOrDefault()} 清单”，可以是{legal}。"
            : !Asked.Contains(indicator) ? $"{indicator.Code} {indicator.ShortName}不用填清单；要填清单的是{legal}。"
            : cells.Find(cell => cell.Why is not null) is { } unread ? $"{unread.Place}{unread.Why}；整张清单没有读。"
            : null;
        var lines = string.Join('\n', rows.Select(row => string.Join('\t', FilingTable.OfList.Select(column => OnOneLine(table.Cell(row, column).Text)))));
        var code = indicator?.Code ?? Asked.Concat(cycle.Scheme.Indicators).First().Code;
        return new(first.Place, unit.Code.Value, code, fault is null ? lines : first.Text, Fault: fault, Field: DraftField.Rows);
    }

    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
