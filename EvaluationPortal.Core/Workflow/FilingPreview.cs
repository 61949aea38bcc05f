using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What applying a batch would do to a unit's drafts as they stand: a difference, and everything that is left out with its reason.</summary>
/// <param name="Changes">Fields that would change, in printed order.</param>
/// <param name="Locked">What would change, but may not now: sent, filed, not returned, another stage.</param>
/// <param name="Left">What is not understood, in the order of the file.</param>
/// <param name="Same">Fields of which the file says what stands already.</param>
public sealed record FilingPreview(ImportBatch Batch, Unit Unit, ImmutableArray<FieldChange> Changes, ImmutableArray<LeftRow> Locked, ImmutableArray<LeftRow> Left, int Same)
{
    /// <summary>The difference for that person.</summary>
    public static FilingPreview Of(ImportBatch batch, Person person, Cycle cycle, Unit unit, SelfReport report, ImmutableArray<Draft> drafts)
    {
        var (changes, locked, left, same) = (new List<FieldChange>(), new List<LeftRow>(), new List<LeftRow>(), 0);
        foreach (var rows in batch.Reading.Rows.GroupBy(row => row.Fault is null ? (object)(row.Indicator, row.Field) : row))
        {
            var row = rows.First();
            if (Fault(cycle, rows) is { } fault)
            {
                left.AddRange(rows.Select(other => new LeftRow(other, fault)));
                continue;
            }
            var (indicator, field) = (cycle.Scheme.Find(row.Indicator)!, row.Field!.Value);
            var (value, why) = DraftValue.Of(indicator, field, row.Typed);
            var standing = drafts.FirstOrDefault(d => d.Indicator == row.Indicator && d.Field == field);
            if (value is null) left.Add(new(row, why!));
            else if (SaysTheSame(indicator, field, value, standing?.Value ?? "")) same++;
            else if (FilingRules.AskToType(person, cycle, unit, indicator, report) is Denied denied) locked.Add(new(row, denied.Why));
            else changes.Add(new(row.Place, indicator, field, standing?.Value ?? "", value, standing?.Version ?? 0));
        }
        return new(batch, unit, [.. changes.OrderBy(c => cycle.IndexOf(c.Indicator.Code)).ThenBy(c => c.Field)], [.. locked], [.. left], same);
    }

    /// <summary>A self-assessment in the same words tells no less: a spreadsheet has no more of it than those.</summary>
    private static bool SaysTheSame(Indicator indicator, DraftField field, string value, string standing) =>
        value == standing || (field is DraftField.Assessment && DraftText.Of(indicator, field, value) == DraftText.Of(indicator, field, standing));

    private static string? Fault(Cycle cycle, IEnumerable<ImportedRow> rows)
    {
        var row = rows.First();
        return row.Fault ?? (cycle.Scheme.Find(row.Indicator) is null ? $"{cycle.Scheme.Name}中没有指标“{row.Indicator}”。"
            : row.Field is not { } field ? "看不出是哪一栏。"
            : rows.Select(r => r.Typed).Distinct().Skip(1).Any() ? $"{row.Indicator}的{field.Name()}在文件中出现不止一次，而且不一样；请只保留一处。"
            : null);
    }
}

/// <summary>One field that would change.</summary>
/// <param name="Place">Where the file says so.</param>
/// <param name="Before">What stands, as it is stored; empty for nothing.</param>
/// <param name="After">As it would be stored.</param>
/// <param name="Seen">The field's version that the difference was made from; 0 where nobody had typed into it.</param>
public sealed record FieldChange(string Place, Indicator Indicator, DraftField Field, string Before, string After, long Seen);
