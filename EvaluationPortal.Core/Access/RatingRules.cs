using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Access;

/// <summary>多人评分: whose rating is whose, and who may see the others' before all have rated.</summary>
public static class RatingRules
{
    /// <summary>Fewest and most raters that a cycle may want.</summary>
    public const int Fewest = 2, Most = 9;

    /// <summary>The ratings of an assessor's judgement; one given before several were wanted is that person's rating.</summary>
    /// <param name="by">Who recorded it last.</param>
    public static ImmutableArray<Rating> RatingsOf(Judged? judged, string? by) =>
        judged is null ? [] : judged.Ratings is { IsEmpty: false } ratings ? ratings : [new(by ?? "", judged.Points, judged.Reason)];

    /// <summary>The ratings of a cell; none where it is not judged, or held not to apply.</summary>
    public static ImmutableArray<Rating> RatingsOf(Assessment? assessment) => RatingsOf(assessment?.Observation as Judged, assessment?.By.Value);

    /// <summary>What one person's editor starts from in a cell that several rate: that person's own rating; anything else as it stands.</summary>
    public static Assessment? Own(Person person, Unit unit, Indicator indicator, Assessment? standing) =>
        standing?.Observation is not Judged || standing.Source is Source.Self || !unit.Raters.ContainsKey(indicator.Code) ? standing
        : standing with { Observation = RatingsOf(standing).FirstOrDefault(r => r.By == person.Id.Value) is { } own ? new Judged(own.Points, own.Reason) : null, By = person.Id, Reason = null };

    /// <summary>
    /// Whether a person may see what each of the others gave: once the average counts everybody who sees the board may; before that only whoever
    /// has rated, lest one follow the other, and the chief.
    /// </summary>
    public static bool MaySeeOthers(Person person, Unit unit, Indicator indicator, Assessment? standing) =>
        !unit.Raters.TryGetValue(indicator.Code, out var wanted)
        || RatingsOf(standing) is var ratings && (ratings.Length >= wanted || ratings.Any(r => r.By == person.Id.Value))
        || PermissionTable.Ask(person, Permission.ConfirmResult).IsGranted;

    /// <summary>What is wrong with several raters for an indicator of that table; null where nothing is.</summary>
    /// <param name="wanted">So many people rate.</param>
    public static string? Fault(Scheme scheme, IndicatorCode indicator, int wanted) =>
        scheme.Find(indicator) is not { } column ? $"没有指标“{indicator}”。"
        : column.Rule is not Judgement ? $"{indicator}不是评定类指标，不能设多人评分。"
        : column.Assessor is not Source.Office ? $"{indicator}由{column.AssessorName}评定，由其自行汇总后报送，不能设多人评分。"
        : wanted is < Fewest or > Most ? $"{indicator}的评分人数应为{Fewest}至{Most}人。" : null;
}
