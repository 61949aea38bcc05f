using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>
/// An earlier cycle as a later one continues it: the one place that says which units and indicators of it today's go back to.
/// </summary>
/// <param name="Cycle">The earlier one.</param>
/// <param name="Today">The cycle that is looked back from.</param>
/// <param name="After">The year between the two that comes next after this one; null where there is none.</param>
public sealed record EarlierYear(Cycle Cycle, Cycle Today, EarlierYear? After)
{
    private Cycle Next => After?.Cycle ?? Today;

    /// <summary>The years before a cycle, the newest first; a rehearsal (演练) is none of them.</summary>
    /// <param name="cycles">All cycles.</param>
    public static IEnumerable<EarlierYear> Of(Cycle today, IEnumerable<Cycle> cycles)
    {
        EarlierYear? year = null;
        foreach (var cycle in cycles.Where(c => string.CompareOrdinal(c.Code, today.Code) < 0 && !c.Settings.IsRehearsal).OrderByDescending(c => c.Code, StringComparer.Ordinal))
        {
            yield return year = new(cycle, today, year);
        }
    }

    /// <summary>Codes that the unit had in this year: its own and those of its predecessors (<see cref="Unit.Predecessors"/>), year by year; not all need have been evaluated.</summary>
    public ImmutableArray<UnitCode> Before(UnitCode unit) =>
        [.. (After?.Before(unit) ?? [unit]).SelectMany(code => Next.Find(code) is { } known ? known.Predecessors.Insert(0, code) : [code]).Distinct()];

    /// <summary>The indicator of this year that one of today's continues, directly or year by year; null where none is.</summary>
    public Indicator? Before(Indicator indicator) =>
        Today.Scheme.ContinuedFrom(Cycle.Scheme, indicator) ?? (After?.Before(indicator) is { } between ? Next.Scheme.ContinuedFrom(Cycle.Scheme, between) : null);
}
