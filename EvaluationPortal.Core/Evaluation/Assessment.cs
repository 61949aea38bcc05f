using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>One source's observation for one unit and indicator. Sources stand side by side and never overwrite each other.</summary>
/// <param name="Observation">Null: taken back, pending again.</param>
/// <param name="Reason">Why, where one is asked for or given.</param>
/// <param name="At">UTC.</param>
/// <param name="Version">Sequence number of the audit entry that last changed it.</param>
public sealed record Assessment(Source Source, Observation? Observation, string? Reason, PersonId By, DateTime At, long Version);

/// <summary>An assessment that was written for a cell.</summary>
public sealed record Change(UnitCode Unit, IndicatorCode Indicator, Assessment Assessment);

/// <summary>One unit and indicator: all sources, and the score of the one that counts.</summary>
/// <param name="Assessments">At most one a source, by source.</param>
/// <param name="Counted">The office's where present, else the assessor's; the unit's own never.</param>
/// <param name="Version">Highest version of its assessments; 0 when there are none.</param>
public sealed record Cell(Indicator Indicator, ImmutableArray<Assessment> Assessments, Assessment? Counted, Score Score, long Version)
{
    /// <summary>核定调整 in force; null mostly. It holds only while there are computed points.</summary>
    public Adjustment? Adjustment { get; init; }

    /// <summary>The score without the adjustment.</summary>
    public Score Computed { get; private init; } = Score;

    /// <summary>A cell nobody has assessed.</summary>
    public static Cell Empty(Unit unit, Indicator indicator) => Of(unit, indicator, []);

    /// <summary>The cell those assessments make.</summary>
    public static Cell Of(Unit unit, Indicator indicator, ImmutableArray<Assessment> assessments)
    {
        var assessor = Cycle.AssessorOf(unit, indicator);
        var counted = Present(assessments, Source.Office) ?? Present(assessments, assessor);
        var computed = ScoreOf(unit, indicator, assessor, counted);
        var adjustment = computed is Awarded ? unit.Adjustments.GetValueOrDefault(indicator.Code) : null;
        return new(indicator, assessments, counted, adjustment?.Apply((Awarded)computed) ?? computed, assessments.IsEmpty ? 0 : assessments.Max(a => a.Version))
        {
            Adjustment = adjustment, Computed = computed,
        };
    }

    /// <summary>The assessment of that source, or null.</summary>
    public Assessment? From(Source source) => Assessments.FirstOrDefault(a => a.Source == source);

    /// <summary>The cell after the assessment; itself when it already holds that or a later one.</summary>
    public Cell With(Unit unit, Assessment assessment)
    {
        var standing = From(assessment.Source);
        if (standing is not null && standing.Version >= assessment.Version) return this;
        var others = Assessments.Where(a => a.Source != assessment.Source).Append(assessment).OrderBy(a => a.Source);
        return Of(unit, Indicator, [.. others]);
    }

    /// <summary>Where the office stands in for the scheme's assessor, the awaited score is the office's.</summary>
    private static Score ScoreOf(Unit unit, Indicator indicator, Source assessor, Assessment? counted) =>
        unit.Score(indicator, counted?.Observation, counted?.Source ?? assessor) is var score && counted is null && score is Pending && assessor != indicator.Assessor
            ? new Pending($"待评（由{Cycle.Office}评分，{indicator.AssessorName}不评定本单位）")
            : score;

    private static Assessment? Present(ImmutableArray<Assessment> assessments, Source source) =>
        assessments.FirstOrDefault(a => a.Source == source && a.Observation is not null);
}
