using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>多人评分: of a cell that several people rate an edit changes one's own rating only, so two raters are never in conflict.</summary>
internal sealed partial class Recording
{
    /// <summary>What becomes of an edit in a cell's transaction.</summary>
    /// <param name="Edit">To be written; null where it is refused.</param>
    /// <param name="IsOwnRating">The others' ratings are in it as they stand now: whatever they changed since it was seen is no conflict.</param>
    private sealed record Merged(Edit? Edit, bool IsOwnRating, string? Why);

    private Merged Merge(Edit edit, Unit unit, Indicator indicator, AssessmentRow? standing)
    {
        var there = StoredScoreboards.Observation(standing?.Observation);
        var isRated = edit.Source is not Source.Self && unit.Raters.ContainsKey(edit.Indicator);
        if (edit.Observation is not (Judged or null) || there is not (Judged or null) || !isRated)
        {
            if (edit.Observation is not Judged typed) return new(edit, false, null);
            if (isRated) return Own(typed) is { } first ? new(edit with { Observation = Judged.By([first]) }, false, null) : new(edit with { Observation = null }, false, null);
            return typed.Ratings.IsEmpty || typed == there ? new(edit, false, null) : new(null, false, $"{indicator.Code}没有设为多人评分，请只填一个分值。");
        }
        var ratings = RatingRules.RatingsOf(there as Judged, standing?.By);
        var own = edit.Observation is Judged judged ? Own(judged) : null;
        var old = ratings.FirstOrDefault(r => r.By == by.Id.Value);
        if (own is not null && indicator.Score(unit.Kind, new Judged(own.Points, own.Reason)) is Refused refused) return new(null, true, refused.Explanation);
        if (own is null && old is null && !ratings.IsEmpty) return new(null, true, $"您还没有给{unit.Name}的{indicator.Code}评分；其他人的评分由其本人撤回。");
        ratings = own is null ? ratings.RemoveAll(r => r.By == by.Id.Value) : old is null ? ratings.Add(own) : ratings.Replace(old, own);
        return new(edit with { Observation = ratings.IsEmpty ? null : Judged.By(ratings) }, true, null);
    }

    /// <summary>Of ratings by several it is the person's own that is meant.</summary>
    private Rating? Own(Judged judged) => judged.Ratings.IsEmpty ? new(by.Id.Value, judged.Points, judged.Reason) : judged.RatingOf(by.Id.Value);
}
