using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Stable code of a unit, lower-case letters, digits and hyphens, as used in addresses.</summary>
public readonly record struct UnitCode(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An evaluated unit (单位) as it stands in one cycle.</summary>
/// <param name="Code">Stable over the years.</param>
/// <param name="Name">Official name in this cycle.</param>
/// <param name="ShortNames">Other names people write, for matching.</param>
/// <param name="Kind">单位类别, one of the scheme's kinds: decides which indicators apply.</param>
/// <param name="RankingGroup">排名组别: the units it is ranked among.</param>
/// <param name="Order">Place in the official order, from 1.</param>
public sealed record Unit(UnitCode Code, string Name, ImmutableArray<string> ShortNames, string Kind, string RankingGroup, int Order)
{
    /// <summary>前身: units of the cycle before that became this one, merged or renamed under another code; a unit continues its own code without being told.</summary>
    public ImmutableArray<UnitCode> Predecessors { get; init; } = [];

    /// <summary>Indicators that were set to apply or not to apply to this unit, whatever the table says of its kind.</summary>
    public ImmutableDictionary<IndicatorCode, Applicability> Applicability { get; init; } = ImmutableDictionary<IndicatorCode, Applicability>.Empty;

    /// <summary>核定调整 in force, by indicator.</summary>
    public ImmutableDictionary<IndicatorCode, Adjustment> Adjustments { get; init; } = ImmutableDictionary<IndicatorCode, Adjustment>.Empty;

    /// <summary>How many people rate a judged indicator of it (多人评分), where several do; the same for every unit of a cycle.</summary>
    public ImmutableSortedDictionary<IndicatorCode, int> Raters { get; init; } = ImmutableSortedDictionary<IndicatorCode, int>.Empty;

    /// <summary>Whether the indicator applies to this unit.</summary>
    public bool Has(Indicator indicator) => Applicability.GetValueOrDefault(indicator.Code)?.Applies ?? indicator.AppliesToKind(Kind);

    /// <summary>What an observation scores for this unit; as <see cref="Indicator.Score"/>.</summary>
    public Score Score(Indicator indicator, Observation? observation) => indicator.Score(Kind, observation, Applicability.GetValueOrDefault(indicator.Code));

    /// <summary>
    /// What an observation of that source scores for this unit. An assessor's judgement is pending until as many have rated as the cycle
    /// wants; one given before several were wanted is one person's rating.
    /// </summary>
    public Score Score(Indicator indicator, Observation? observation, Source source)
    {
        var score = Score(indicator, observation);
        return source is Source.Self || observation is not Judged judged || score is not Awarded || !Raters.TryGetValue(indicator.Code, out var wanted) || Math.Max(1, judged.Ratings.Length) >= wanted
            ? score
            : new Pending($"待评，已有{Math.Max(1, judged.Ratings.Length)}人评分，共需{wanted}人");
    }
}
