using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>其余均得满分: gives every cell of a column that nobody has assessed yet the full points, in one batch.</summary>
public sealed class FillColumn(RecordAssessments record, LiveScoreboards live)
{
    /// <summary>The observation that gives the full points; null where points come from outside and cannot be assumed.</summary>
    public static Observation? FullPoints(Indicator indicator) => indicator.Rule.Form switch
    {
        LevelForm => new Level(1),
        FindingsForm => Findings.None,
        JudgementForm => new Judged(indicator.MaxPoints, ""),
        _ => null,
    };

    /// <summary>What filling would do for that person on that board: which units, and why not the others.</summary>
    /// <param name="now">UTC.</param>
    public static ColumnFill Preview(Person person, Scoreboard board, Indicator indicator, DateTime now)
    {
        if (FullPoints(indicator) is null) return new([], [new("本指标按外部得分折算，不能直接填满分", [.. board.Cycle.Units])]);
        var judged = board.Scorecards.Select(card => (card.Unit, Why: WhyNot(person, board, card.Unit, indicator, now))).ToList();
        return new(
            [.. judged.Where(j => j.Why is null).Select(j => new UnitSeen(j.Unit, board.Find(j.Unit.Code, indicator.Code)!.From(Cycle.AssessorOf(j.Unit, indicator))?.Version ?? 0))],
            [.. judged.Where(j => j.Why is not null).GroupBy(j => j.Why!, j => j.Unit).Select(g => new LeftOut(g.Key, [.. g]))]);
    }

    /// <summary>Fills the cells of a preview; one that somebody assessed since is a conflict and keeps that value.</summary>
    public Task<IReadOnlyList<Outcome>> Run(PersonId by, string cycle, IndicatorCode indicator, ColumnFill fill, CancellationToken stop = default)
    {
        var column = live.Of(cycle).Cycle.Scheme.Find(indicator) ?? throw new KeyNotFoundException($"The table has no indicator {indicator}.");
        var full = FullPoints(column) ?? throw new InvalidOperationException($"Full points of {indicator} cannot be assumed.");
        var edits = fill.Units.Select(u => new Edit(Guid.NewGuid(), u.Unit.Code, indicator, Cycle.AssessorOf(u.Unit, column), full, "其余均得满分", u.Seen));
        return record.Run(by, cycle, [.. edits], Guid.NewGuid(), stop: stop);
    }

    private static string? WhyNot(Person person, Scoreboard board, Unit unit, Indicator indicator, DateTime now)
    {
        var cell = board.Find(unit.Code, indicator.Code)!;
        return cell.Score switch
        {
            NotApplicable => "不涉及",
            _ when cell.Counted is { Observation: Findings } && cell.Score is Pending => "有问题待确认",
            _ when RatingRules.Own(person, unit, indicator, cell.Counted)?.Observation is not null => "已评",
            _ => MayScore.Ask(person, board.Cycle, unit, indicator, Cycle.AssessorOf(unit, indicator), now) is Denied denied ? denied.Why.TrimEnd('。') : null,
        };
    }
}

/// <summary>What filling a column would do.</summary>
/// <param name="Units">The units that would get full points.</param>
/// <param name="LeftOut">The others, by reason.</param>
public sealed record ColumnFill(ImmutableArray<UnitSeen> Units, ImmutableArray<LeftOut> LeftOut);

/// <summary>A unit and the version of its cell when the preview was made.</summary>
public sealed record UnitSeen(Unit Unit, long Seen);

/// <summary>Units that are left out, all for the same reason.</summary>
public sealed record LeftOut(string Why, ImmutableArray<Unit> Units);
