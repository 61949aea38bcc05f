using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Reasons that were often given for an indicator, the most used first, each kind at most <see cref="OftenUsed.Most"/>.</summary>
/// <param name="Findings">Descriptions of findings.</param>
/// <param name="Judged">Reasons of judged points.</param>
/// <param name="NotApplicable">Reasons of 不涉及.</param>
/// <param name="Returned">Reasons of 退回补正.</param>
public sealed record UsedReasons(ImmutableArray<string> Findings, ImmutableArray<string> Judged, ImmutableArray<string> NotApplicable, ImmutableArray<string> Returned)
{
    /// <summary>Nothing was written yet.</summary>
    public static UsedReasons None { get; } = new([], [], [], []);
}

/// <summary>常用理由: what was written for an indicator in this cycle and, of the indicator it continues, in the one before.</summary>
public sealed class OftenUsed(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>So many of a kind are offered.</summary>
    public const int Most = 8;

    /// <summary>Null for whoever may not see the column.</summary>
    public async Task<UsedReasons?> Run(PersonId by, string cycle, IndicatorCode indicator, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || live.Find(cycle) is not { } board) return null;
        var columns = Columns(board, indicator).Where(c => PermissionTable.Ask(person, Permission.SeeBoard, indicator: c.Indicator).IsGranted).ToList();
        if (columns.Count == 0 || columns[0].Board != board) return null;
        // What a rater wrote is not offered to those who may not see it yet.
        var observed = (from column in columns
                        from card in column.Board.Scorecards
                        from assessment in card.Cells[column.Board.Cycle.IndexOf(column.Indicator.Code)].Assessments
                        where assessment.Source is not Source.Self && (assessment.Observation is not Judged || RatingRules.MaySeeOthers(person, card.Unit, column.Indicator, assessment))
                        select assessment.Observation).ToList();
        return new(
            Ranked(observed.OfType<Findings>().SelectMany(f => f.List).Where(f => f.Item is null).Select(f => f.What)),
            Ranked(observed.OfType<Judged>().SelectMany(j => j.Ratings.IsEmpty ? [j.Reason] : j.Ratings.Select(r => r.Reason))),
            Ranked(observed.OfType<DoesNotApply>().Select(n => n.Reason)),
            Ranked(await Returned(columns, stop)));
    }

    private IEnumerable<(Scoreboard Board, Indicator Indicator)> Columns(Scoreboard board, IndicatorCode indicator)
    {
        if (board.Cycle.Scheme.Find(indicator) is not { } column) yield break;
        yield return (board, column);
        if (live.Earlier(board.Cycle).FirstOrDefault() is { } before && before.Before(column) is { } earlier) yield return (live.Of(before.Cycle.Code), earlier);
    }

    private async Task<IEnumerable<string>> Returned(IEnumerable<(Scoreboard Board, Indicator Indicator)> columns, CancellationToken stop)
    {
        List<string> reasons = [];
        await using var db = database.Open();
        foreach (var (board, column) in columns)
        {
            reasons.AddRange(await db.Audit.Where(e => e.Kind == AuditKinds.IndicatorReturned && e.Cycle == board.Cycle.Code && e.Indicator == column.Code.Value && e.Reason != null).Select(e => e.Reason!).ToListAsync(stop));
        }
        return reasons;
    }

    private static ImmutableArray<string> Ranked(IEnumerable<string> texts) =>
        [.. texts.Select(t => t.Trim()).Where(t => t.Length > 0).CountBy(t => t).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).Take(Most).Select(t => t.Key)];
}
