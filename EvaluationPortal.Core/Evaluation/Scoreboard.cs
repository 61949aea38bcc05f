using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>
/// The whole board (评分汇总表) of one cycle at one moment. Immutable: a change gives a new one that shares every row it did
/// not touch.
/// </summary>
/// <param name="Sequence">Highest sequence number it has heard of; a lower one that was committed at the same moment may still be on its way.</param>
/// <param name="Scorecards">In the order of <see cref="Cycle.Units"/>.</param>
/// <param name="Ranks">In the same order.</param>
public sealed record Scoreboard(Cycle Cycle, long Sequence, ImmutableArray<Scorecard> Scorecards, ImmutableArray<Rank> Ranks)
{
    /// <summary>The board of those assessments; ones for unknown units or indicators are left out.</summary>
    public static Scoreboard Of(Cycle cycle, long sequence, IEnumerable<Change> assessments)
    {
        var byCell = assessments.ToLookup(c => (c.Unit, c.Indicator), c => c.Assessment);
        ImmutableArray<Scorecard> cards =
        [
            .. cycle.Units.Select(unit => Scorecard.Of(cycle.Scheme, unit,
                [.. cycle.Scheme.Indicators.Select(i => Cell.Of(unit, i, [.. byCell[(unit.Code, i.Code)].OrderBy(a => a.Source)]))])),
        ];
        return new(cycle, sequence, cards, Rank.All(cycle, cards));
    }

    /// <summary>The unit's scorecard, or null.</summary>
    public Scorecard? Find(UnitCode unit) => Cycle.IndexOf(unit) is >= 0 and var at ? Scorecards[at] : null;

    /// <summary>The cell, or null where unit or indicator is unknown.</summary>
    public Cell? Find(UnitCode unit, IndicatorCode indicator) =>
        Cycle.IndexOf(indicator) is >= 0 and var at ? Find(unit)?.Cells[at] : null;

    /// <summary>The unit's rank, or null where the unit is unknown.</summary>
    public Rank? RankOf(UnitCode unit) => Cycle.IndexOf(unit) is >= 0 and var at ? Ranks[at] : null;

    /// <summary>Every assessment on the board, as a change.</summary>
    public IReadOnlyList<Change> Assessments() =>
        [.. from card in Scorecards from cell in card.Cells from assessment in cell.Assessments select new Change(card.Unit.Code, cell.Indicator.Code, assessment)];

    /// <summary>
    /// The board after the changes. Each cell keeps the higher version, so late, repeated and reordered news is harmless;
    /// itself when nothing was new.
    /// </summary>
    public Scoreboard With(IReadOnlyList<Change> changes, long sequence)
    {
        var cards = Scorecards.ToBuilder();
        foreach (var ofUnit in changes.GroupBy(c => Cycle.IndexOf(c.Unit)).Where(g => g.Key >= 0))
        {
            var card = cards[ofUnit.Key];
            var cells = card.Cells.ToBuilder();
            foreach (var change in ofUnit)
            {
                if (Cycle.IndexOf(change.Indicator) is >= 0 and var at) cells[at] = cells[at].With(card.Unit, change.Assessment);
            }
            var after = cells.ToImmutable();
            if (!SameReferences(after, card.Cells)) cards[ofUnit.Key] = Scorecard.Of(Cycle.Scheme, card.Unit, after);
        }
        var now = cards.ToImmutable();
        var known = Math.Max(Sequence, sequence);
        if (SameReferences(now, Scorecards)) return known == Sequence ? this : this with { Sequence = known };
        return new(Cycle, known, now, Rank.All(Cycle, now));
    }

    private static bool SameReferences<T>(ImmutableArray<T> left, ImmutableArray<T> right) where T : class
    {
        for (var at = 0; at < left.Length; at++)
        {
            if (!ReferenceEquals(left[at], right[at])) return false;
        }
        return true;
    }
}
