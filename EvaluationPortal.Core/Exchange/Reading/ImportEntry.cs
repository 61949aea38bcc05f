using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>What one row of a file says of one unit and, mostly, one indicator.</summary>
/// <param name="Indicator">Null where the row names none that is known.</param>
/// <param name="Full">The full mark that the column's heading or a row 满分 gives; null for none.</param>
internal sealed record ImportEntry(string Unit, Indicator? Indicator, ImmutableDictionary<ImportField, ImportCell> Fields, decimal? Full, string Place)
{
    /// <summary>The text of a field; empty where there is none.</summary>
    public string Text(ImportField field) => Fields.TryGetValue(field, out var cell) ? cell.Text : "";

    /// <summary>Where a field stands, or the row where it does not.</summary>
    public string PlaceOf(ImportField field) => Fields.TryGetValue(field, out var cell) ? cell.Place : Place;

    /// <summary>Why the row cannot be taken whatever is in it; null where it can.</summary>
    public string? Fault => Fields.Values.FirstOrDefault(cell => cell.Why is not null) is { } cell ? $"{cell.Place}{cell.Why}。" : Unit.Length == 0 ? "没有写单位；请写明单位的代码、名称或简称。" : null;

    /// <summary>The row as it is handed on.</summary>
    public ImportedRow Row(string typed, Observation? observation = null, string? fault = null, Indicator? indicator = null) =>
        new(Place, Unit, (indicator ?? Indicator)!.Code, typed, observation, Fault ?? fault);
}

/// <summary>Takes a table apart into its entries.</summary>
internal sealed class ImportEntries(ImportTable table, IndicatorWords words, Indicator? only)
{
    private static readonly string[] FootWords = ["合计", "总计", "小计", "平均", "平均分", "平均值", "已评", "分值", "满分", "最高分", "最低分", "总分", "备注", "说明", "填表人", "审核人", "填表说明"];

    private readonly List<IGrouping<Indicator, ImportColumn>> wide = [.. table.Columns.Where(c => c.Indicator is not null && c.Field is not ImportField.Passed).GroupBy(c => c.Indicator!)];
    private readonly List<ImportColumn> common = [.. table.Columns.Where(c => c.Indicator is null && c.Field is not ImportField.Passed)];

    /// <summary>A row 分值 stands right below the heads, as in what this portal writes itself.</summary>
    public bool HasPoints => table.Head + 1 < table.Rows && UnitOf(table.Head + 1) == "分值";

    public IEnumerable<ImportEntry> All(CancellationToken stop)
    {
        Dictionary<Indicator, decimal> fulls = [];
        for (var row = table.Head + 1; row < table.Rows; row++)
        {
            stop.ThrowIfCancellationRequested();
            var unit = UnitOf(row);
            var plain = PlanText.Plain(unit).TrimEnd(':');
            if (plain == "满分")
            {
                foreach (var column in wide.SelectMany(w => w).Where(c => c.Field is ImportField.Raw or ImportField.Value))
                {
                    if (ImportNumbers.Read(table.Cell(row, column.At).Text) is { } full) fulls[column.Indicator!] = full;
                }
            }

            if (FootWords.Contains(plain) || plain.StartsWith("注:", StringComparison.Ordinal) || IsHeads(row)) continue;
            var shared = Cells(row, common);
            foreach (var columns in wide)
            {
                var cells = Cells(row, columns);
                if (!Says(cells)) continue;
                var all = wide.Count == 1 ? shared.SetItems(cells) : shared.RemoveRange([ImportField.Value, ImportField.Raw, ImportField.Full, ImportField.What, ImportField.Reason, ImportField.KnockOut]).SetItems(cells);
                yield return new(unit, columns.Key, all, columns.Select(c => c.Full).FirstOrDefault(f => f is not null) ?? (fulls.TryGetValue(columns.Key, out var full) ? full : null), cells.First(c => !c.Value.IsBlank).Value.Place);
            }

            if (wide.Count > 0 || !Says(shared)) continue;
            var named = shared.GetValueOrDefault(ImportField.Indicator) is { IsBlank: false } cell ? words.Named(cell.Text) : table.Titled ?? only;
            yield return new(unit, named, shared, null, (shared.Where(c => ImportFields.Carries(c.Key)).OrderBy(c => c.Key).Select(c => c.Value).FirstOrDefault(c => !c.IsBlank) ?? table.Cell(row, 0)).Place);
        }
    }

    private string UnitOf(int row)
    {
        foreach (var field in (ImportField[])[ImportField.Unit, ImportField.UnitCode, ImportField.Site])
        {
            if (common.Find(c => c.Field == field) is { } column && table.Cell(row, column.At).Text is { Length: > 0 } text) return text;
        }

        return "";
    }

    /// <summary>The heads once more, as on every printed page.</summary>
    private bool IsHeads(int row) => table.Columns.Count(c => table.Cell(row, c.At).Text is { Length: > 0 } text && text == table.Cell(table.Head, c.At).Text) is var same && same > 1 && same >= table.Columns.Length / 2;

    private ImmutableDictionary<ImportField, ImportCell> Cells(int row, IEnumerable<ImportColumn> columns) =>
        columns.Where(c => c.Field is not (ImportField.Unit or ImportField.UnitCode)).Select(c => (c.Field, Cell: table.Cell(row, c.At))).Where(c => !c.Cell.IsBlank).ToImmutableDictionary(c => c.Field, c => c.Cell);

    private static bool Says(ImmutableDictionary<ImportField, ImportCell> cells) => cells.Any(c => ImportFields.Carries(c.Key) && !ImportNumbers.IsPending(c.Value.Text) && !(c.Key is ImportField.KnockOut && ImportNumbers.YesOrNo(c.Value.Text) is false));
}
