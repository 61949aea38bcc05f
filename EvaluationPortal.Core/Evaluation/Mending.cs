using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>How far a finding is mended (整改). Apart from the score.</summary>
public enum MendingState
{
    /// <summary>待整改</summary>
    Open = 0,

    /// <summary>已整改待核: the unit says that it is mended.</summary>
    Reported = 1,

    /// <summary>已销号: the office has checked that.</summary>
    Closed = 2,
}

/// <summary>The states as screens call them.</summary>
public static class MendingStateNames
{
    public static string Text(this MendingState state) => state switch
    {
        MendingState.Open => "待整改",
        MendingState.Reported => "已整改待核",
        _ => "已销号",
    };
}

/// <summary>Where the mending of one finding stands.</summary>
/// <param name="Due">整改期限: the last day to mend it by; null where none was set.</param>
/// <param name="Report">What the unit says was mended.</param>
/// <param name="Link">Where that can be seen.</param>
/// <param name="Reason">Why the office gave it back; null where it did not.</param>
/// <param name="By">Who moved it last; null where nobody has.</param>
/// <param name="At">UTC; when that was.</param>
/// <param name="Version">Sequence number of the audit entry that last changed it; 0 where none has.</param>
public sealed record Mending(MendingState State, DateOnly? Due, string? Report, string? Link, string? Reason, PersonId? By, DateTime? At, long Version)
{
    /// <summary>附件: files that show it, among the unit's files on mending.</summary>
    public Attached<Guid> Files { get; init; }

    /// <summary>A finding that nobody has dealt with yet.</summary>
    public static Mending Untouched { get; } = new(MendingState.Open, null, null, null, null, null, null, 0);

    /// <summary>逾期: not mended, and its last day is over.</summary>
    /// <param name="today">In China.</param>
    public bool IsOverdue(DateOnly today) => State is MendingState.Open && Due < today;
}

/// <summary>One finding's address within a cycle.</summary>
/// <param name="Source">Whose assessment it stands in.</param>
/// <param name="Finding">Its id there.</param>
public readonly record struct FindingPlace(UnitCode Unit, IndicatorCode Indicator, Source Source, int Finding);

/// <summary>One line of a list of findings (问题清单): a fact that the counted assessment tells of, and how far it is mended.</summary>
public sealed record ListedFinding(FindingPlace Place, Unit Unit, Indicator Indicator, FoundFact Fact, Mending Mending)
{
    /// <summary>The facts of the cell's counted assessment in their order; none where it holds no findings.</summary>
    /// <param name="mending">How far each is mended.</param>
    public static IEnumerable<ListedFinding> Of(Unit unit, Cell cell, Func<FindingPlace, Mending> mending) =>
        from fact in unit.Has(cell.Indicator) && cell.Counted?.Observation is Findings findings ? findings.Facts : []
        let place = new FindingPlace(unit.Code, cell.Indicator.Code, cell.Counted!.Source, fact.Finding.Id)
        select new ListedFinding(place, unit, cell.Indicator, fact, mending(place));
}
