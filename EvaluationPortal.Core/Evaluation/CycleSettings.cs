using System.Collections.Frozen;
using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What a cycle decides where the plan is silent (mission.md); each is printed on the report card.</summary>
public sealed record CycleSettings
{
    /// <summary>考核期; null where it was not set.</summary>
    public Period? Period { get; init; }

    public Deadlines Deadlines { get; init; } = Deadlines.None;

    /// <summary>Full mark (满分) set for a whole column of converted scores: a bare number typed there is read against it.</summary>
    public ImmutableSortedDictionary<IndicatorCode, decimal> FullMarks { get; init; } = ImmutableSortedDictionary<IndicatorCode, decimal>.Empty;

    /// <summary>Indicators that were set to apply, or not to apply, to single units otherwise than the table says of their kind.</summary>
    public ImmutableArray<UnitApplicability> Applicability { get; init; } = [];

    /// <summary>Also rank over all units, not only within the ranking group.</summary>
    public bool RanksOverall { get; init; }

    /// <summary>等次; null for none.</summary>
    public GradePolicy? Grades { get; init; }

    /// <summary>A unit's self-report goes to its own 审核人 before it is 报送.</summary>
    public bool LeaderChecks { get; init; } = true;

    /// <summary>A finding that is checked off (销号) from now on takes no points off any more.</summary>
    public bool MendingRestoresPoints { get; init; }

    /// <summary>Judged indicators that several people rate (多人评分), with how many of them are wanted before the average counts.</summary>
    public ImmutableSortedDictionary<IndicatorCode, int> Raters { get; init; } = ImmutableSortedDictionary<IndicatorCode, int>.Empty;

    /// <summary>演练: a cycle for practice, whose result counts nowhere.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Whom people ask; null where the installation's settings name somebody.</summary>
    public Contact? Contact { get; init; }

    /// <summary>A table that waits for a second person's word (勘误); null mostly.</summary>
    public ProposedTable? ProposedTable { get; init; }

    /// <summary>Columns and units that are confirmed (确认), in the order they were; their cells are locked.</summary>
    public ImmutableArray<Confirmation> Confirmations
    {
        get;
        init => (field, _confirmed) = (value, null);
    } = [];

    /// <summary>核定调整 approved and waiting, in the order they were proposed; a rejected one is on the trail only.</summary>
    public ImmutableArray<Adjustment> Adjustments { get; init; } = [];

    /// <summary>Those that hold, at most one a cell.</summary>
    public IEnumerable<Adjustment> AdjustmentsInForce => Adjustments.Where(a => a.Approval is not null).GroupBy(a => (a.Unit, a.Indicator)).Select(g => g.MaxBy(a => a.Approval!.Sequence)!).Where(a => a.Points is not null);

    /// <summary>The confirmation of exactly that column or unit; null where there is none.</summary>
    public Confirmation? ConfirmationOf(ConfirmedPart part) => Confirmed.TryGetValue(part, out var at) ? Confirmations[at] : null;

    /// <summary>The confirmation that locks the cell, the earlier of its column's and its unit's; null where it is open. Asked for every cell of a board.</summary>
    public Confirmation? LockOf(UnitCode unit, IndicatorCode indicator)
    {
        if (Confirmations.IsEmpty) return null;
        var column = Confirmed.GetValueOrDefault(ConfirmedPart.Of(indicator), int.MaxValue);
        var at = Math.Min(column, Confirmed.GetValueOrDefault(ConfirmedPart.Of(unit), int.MaxValue));
        return at < int.MaxValue ? Confirmations[at] : null;
    }

    /// <summary>What liaisons see in the stages that were set; <see cref="LiaisonsSeeIn"/> answers for all.</summary>
    public ImmutableSortedDictionary<Stage, LiaisonView> LiaisonsSee { get; init; } = ImmutableSortedDictionary<Stage, LiaisonView>.Empty;

    /// <summary>What liaisons see in that stage: the own score unless set otherwise.</summary>
    public LiaisonView LiaisonsSeeIn(Stage stage) => LiaisonsSee.GetValueOrDefault(stage, LiaisonView.OwnScore);

    /// <summary>The same in every stage.</summary>
    public static ImmutableSortedDictionary<Stage, LiaisonView> InEveryStage(LiaisonView view) => Enum.GetValues<Stage>().ToImmutableSortedDictionary(s => s, _ => view);

    /// <summary>The full mark of that column, where one is set.</summary>
    public decimal? FullMark(IndicatorCode indicator) => FullMarks.TryGetValue(indicator, out var full) ? full : null;

    // Made when first asked for; "with" copies it, so that setting confirmations lets go of it.
    private FrozenDictionary<ConfirmedPart, int>? _confirmed;

    private FrozenDictionary<ConfirmedPart, int> Confirmed =>
        _confirmed ??= Confirmations.Index().GroupBy(c => c.Item.Part).ToFrozenDictionary(g => g.Key, g => g.First().Index);
}

/// <summary>联系人 with telephone, shown on every page.</summary>
public sealed record Contact(string Name, string Telephone);

/// <summary>考核期: what happened on these days counts.</summary>
/// <param name="To">The last day, included.</param>
public sealed record Period(DateOnly From, DateOnly To);

/// <summary>An indicator set for one unit, whatever the table says of its kind.</summary>
/// <param name="Reason">Shown wherever the indicator does not apply because of it.</param>
public sealed record UnitApplicability(UnitCode Unit, IndicatorCode Indicator, bool Applies, string Reason);

/// <summary>Another table proposed for the cycle while scores stand.</summary>
/// <param name="Digest">The adopted table's.</param>
/// <param name="At">UTC.</param>
public sealed record ProposedTable(string Digest, string Reason, PersonId By, DateTime At);

/// <summary>What liaisons may see of scores.</summary>
public enum LiaisonView
{
    /// <summary>Nothing but progress.</summary>
    Progress = 0,

    /// <summary>The own score, without rank or averages.</summary>
    OwnScore = 1,

    /// <summary>The own score and rank.</summary>
    OwnScoreAndRank = 2,

    /// <summary>Everything.</summary>
    All = 3,
}

/// <summary>The views as screens call them.</summary>
public static class LiaisonViewNames
{
    public static string Text(this LiaisonView view) => view switch
    {
        LiaisonView.Progress => "只看评分进度",
        LiaisonView.OwnScore => "本单位得分",
        LiaisonView.OwnScoreAndRank => "本单位得分和名次",
        _ => "全部单位的得分和名次",
    };
}
