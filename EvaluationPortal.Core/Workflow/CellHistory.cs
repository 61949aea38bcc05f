using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What happened to one cell, from the audit trail: who, when, from what to what, and why; 核定调整 included.</summary>
public sealed class CellHistory(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>Changes in one reading.</summary>
    public const int PageSize = 50;

    /// <summary>
    /// The changes, the newest first, at most <see cref="PageSize"/>; empty for a person who may not see the cell and for one
    /// that does not exist.
    /// </summary>
    /// <param name="before">Only changes before this sequence number: the last one of the page before.</param>
    /// <exception cref="InvalidDataException">A stored observation cannot be read.</exception>
    public async Task<CellHistoryPage> Read(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, long before = long.MaxValue, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { Cycle: var now } || now.Find(unit) is not { } about || now.Scheme.Find(indicator) is not { } column) return CellHistoryPage.Empty;
        if (people.Find(by) is not { } person || !PermissionTable.Ask(person, Permission.SeeBoard, about, column).IsGranted) return CellHistoryPage.Empty;
        var others = RatingRules.MaySeeOthers(person, about, column, live.Of(cycle).Find(unit, indicator)!.From(Cycle.AssessorOf(about, column)));
        await using var db = database.Open();
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.Cycle == cycle && e.Unit == unit.Value && e.Indicator == indicator.Value && Kinds.Contains(e.Kind) && e.Sequence < before)
            .OrderByDescending(e => e.Sequence)
            .Take(PageSize + 1)
            .ToListAsync(stop);
        return new([.. entries.Take(PageSize).Select(e => e.Kind is AuditKinds.Assessed ? Change(e, about, column, person, others) : (CellStep)new CellDecision(e.Sequence, e.At, new(e.By), AuditKinds.ChineseName(e.Kind), e.Reason ?? ""))], entries.Count > PageSize);
    }

    private static readonly string[] Kinds = [AuditKinds.Assessed, AuditKinds.AdjustmentProposed, AuditKinds.AdjustmentApproved, AuditKinds.AdjustmentRejected];

    private static CellChange Change(AuditEntry entry, Unit unit, Indicator indicator, Person reader, bool others)
    {
        var (source, before, after) = (entry.Source!.Value, StoredScoreboards.Observation(entry.Before), StoredScoreboards.Observation(entry.After));
        if (source is Source.Self || !unit.Raters.ContainsKey(indicator.Code)) return new(entry.Sequence, entry.At, new(entry.By), source, before, unit.Score(indicator, before), after, unit.Score(indicator, after), entry.Reason);
        // What each rater gave is told under that rater's own entry; before all have rated not to everybody.
        var isTold = others || entry.By == reader.Id.Value;
        return new(entry.Sequence, entry.At, new(entry.By), source, RatingBy(entry.By, before, isTold), Told(unit, indicator, before, source, others), RatingBy(entry.By, after, isTold), Told(unit, indicator, after, source, others), isTold ? entry.Reason : null)
        {
            IsRating = before is Judged || after is Judged, IsHidden = !isTold,
        };
    }

    private static Observation? RatingBy(string by, Observation? observation, bool isTold) =>
        observation is not Judged judged ? observation : isTold && RatingRules.RatingsOf(judged, by).FirstOrDefault(r => r.By == by) is { } own ? new Judged(own.Points, own.Reason) : null;

    /// <summary>A cell once complete and now pending again would tell of ratings too.</summary>
    private static Score Told(Unit unit, Indicator indicator, Observation? observation, Source source, bool others) =>
        unit.Score(indicator, observation, source) is var score && (others || observation is not Judged || score is not Awarded) ? score : unit.Score(indicator, null);
}

/// <summary>One reading of a cell's history.</summary>
/// <param name="Steps">The newest first.</param>
/// <param name="HasMore">There are older ones.</param>
public sealed record CellHistoryPage(ImmutableArray<CellStep> Steps, bool HasMore)
{
    public static CellHistoryPage Empty { get; } = new([], false);

    /// <summary>The changes of observations among the steps.</summary>
    public ImmutableArray<CellChange> Changes => [.. Steps.OfType<CellChange>()];
}

/// <summary>Something that happened to a cell.</summary>
/// <param name="Sequence">Number of the audit entry.</param>
/// <param name="At">UTC.</param>
public abstract record CellStep(long Sequence, DateTime At, PersonId By);

/// <summary>核定调整: proposed, approved or rejected.</summary>
/// <param name="What">What was done, e.g. 批准核定调整.</param>
/// <param name="Text">From what to what, and why.</param>
public sealed record CellDecision(long Sequence, DateTime At, PersonId By, string What, string Text) : CellStep(Sequence, At, By);

/// <summary>One change of one source's observation, with what the cycle's table makes of either side.</summary>
/// <param name="Before">Null: there was none.</param>
/// <param name="After">Null: taken back.</param>
public sealed record CellChange(
    long Sequence, DateTime At, PersonId By, Source Source, Observation? Before, Score ScoreBefore, Observation? After, Score ScoreAfter, string? Reason) : CellStep(Sequence, At, By)
{
    /// <summary>多人评分: before and after are that person's own rating, the scores those of the cell.</summary>
    public bool IsRating { get; init; }

    /// <summary>The reader may not see yet what that person gave.</summary>
    public bool IsHidden { get; init; }
}
