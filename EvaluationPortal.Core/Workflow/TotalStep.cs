using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>One entry of the trail, an assessment or 核定调整, and what it did to a unit's total.</summary>
/// <param name="Sequence">Number of the audit entry.</param>
/// <param name="At">UTC.</param>
/// <param name="By">Name of who recorded it; null where the reader may not know.</param>
/// <param name="Before">The indicator's score before; of the whole cell, so it stays where an assessment that does not count was recorded.</param>
/// <param name="TotalBefore">The unit's total before; null where nothing applied.</param>
/// <param name="Reason">Given with the entry; null where none was.</param>
public sealed record TotalStep(
    long Sequence, DateTime At, string? By, Indicator Indicator, Score Before, Score After, decimal? TotalBefore, decimal? TotalAfter, string? Reason)
{
    /// <summary>The total is another one than before.</summary>
    public bool MovesTotal => TotalBefore != TotalAfter;

    /// <summary>How far the total moved, in points; 0 where it did not, or where there is no total on either side.</summary>
    public decimal Difference => (TotalAfter ?? 0) - (TotalBefore ?? 0);

    /// <summary>
    /// Replays a unit's entries, in their order, on an empty scorecard. The last step's total is the unit's total at that point
    /// of the trail. Entries for indicators that the table does not have are left out.
    /// </summary>
    /// <param name="nameOf">The name of a person, or null where it must not be told.</param>
    public static ImmutableArray<TotalStep> Replay(Cycle cycle, Unit unit, IEnumerable<AuditEntry> entries, Func<PersonId, string?> nameOf)
    {
        unit = unit with { Adjustments = ImmutableDictionary<IndicatorCode, Adjustment>.Empty };
        var card = Scorecard.Of(cycle.Scheme, unit, [.. cycle.Scheme.Indicators.Select(i => Cell.Empty(unit, i))]);
        var steps = ImmutableArray.CreateBuilder<TotalStep>();
        foreach (var entry in entries)
        {
            if (entry is not { Indicator: { } code } || cycle.IndexOf(new IndicatorCode(code)) is not (>= 0 and var at)) continue;
            var by = new PersonId(entry.By);
            var before = card.Cells[at];
            Cell after;
            if (entry.Kind is AuditKinds.AdjustmentApproved)
            {
                if (cycle.Settings.Adjustments.FirstOrDefault(a => a.Approval?.Sequence == entry.Sequence) is not { } adjustment) continue;
                unit = unit with { Adjustments = adjustment.Points is null ? unit.Adjustments.Remove(adjustment.Indicator) : unit.Adjustments.SetItem(adjustment.Indicator, adjustment) };
                after = Cell.Of(unit, before.Indicator, before.Assessments);
            }
            else if (entry.Source is { } source) after = before.With(unit, new(source, StoredScoreboards.Observation(entry.After), entry.Reason, by, entry.At, entry.Sequence));
            else continue;
            var next = Scorecard.Of(cycle.Scheme, unit, card.Cells.SetItem(at, after));
            steps.Add(new(entry.Sequence, entry.At, nameOf(by), after.Indicator, before.Score, after.Score, card.Totals.Total, next.Totals.Total, Given(entry.Reason)));
            card = next;
        }
        return steps.ToImmutable();
    }

    private static string? Given(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason;
}
