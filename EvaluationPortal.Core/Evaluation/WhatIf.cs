using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>
/// 测算: what a unit's score would be if some facts were others. Facts are changed, never points; what follows comes from the same
/// rules as the real score. Kept nowhere.
/// </summary>
/// <param name="Now">The scorecard as it stands.</param>
/// <param name="Facts">What is assumed, by indicator; every other indicator stays as it is.</param>
public sealed record WhatIf(Scheme Scheme, Scorecard Now, ImmutableDictionary<IndicatorCode, Observation> Facts)
{
    /// <summary>Nothing assumed yet.</summary>
    public static WhatIf Of(Cycle cycle, Scorecard card) => new(cycle.Scheme, card, ImmutableDictionary<IndicatorCode, Observation>.Empty);

    /// <summary>The scorecard under the facts assumed; the one that stands where none are.</summary>
    public Scorecard Then { get; } = Facts.IsEmpty ? Now : Scorecard.Of(Scheme, Now.Unit, [.. Now.Cells.Select(cell => Assumed(Now.Unit, cell, Facts.GetValueOrDefault(cell.Indicator.Code)))]);

    /// <summary>With another fact; null takes the assumption back.</summary>
    public WhatIf With(IndicatorCode indicator, Observation? fact) => new(Scheme, Now, fact is null ? Facts.Remove(indicator) : Facts.SetItem(indicator, fact));

    /// <summary>The same facts on what stands by now.</summary>
    public WhatIf On(Cycle cycle, Scorecard card) => new(cycle.Scheme, card, Facts);

    private static Cell Assumed(Unit unit, Cell cell, Observation? fact) => fact is null ? cell : cell with { Counted = null, Adjustment = null, Score = unit.Score(cell.Indicator, fact) };
}
