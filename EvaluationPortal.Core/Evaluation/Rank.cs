using System.Collections.Immutable;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>A unit's place in its ranking group (and over all), by rounded total; equal totals share a place (1, 2, 2, 4).</summary>
/// <param name="Place">From 1; null with fewer than three units in the group or without an applicable maximum.</param>
/// <param name="OfUnits">Units ranked in the group.</param>
/// <param name="Overall">Place over all units; null unless switched on.</param>
/// <param name="Provisional">暂: some cell of the group is still pending.</param>
public sealed record Rank(int? Place, int OfUnits, int? Overall, bool Provisional)
{
    /// <summary>等次; null where the cycle gives none, or the unit has none.</summary>
    public Grade? Grade { get; init; }

    /// <summary>暂: the grade may change, as something is pending.</summary>
    public bool GradeProvisional { get; init; }

    /// <summary>优秀; 暂定优秀 while something is pending; null without a grade.</summary>
    public string? GradeText => Grade is { } grade ? $"{(GradeProvisional ? "暂定" : "")}{grade.Text()}" : null;

    /// <summary>Fewest units that are ranked at all.</summary>
    public const int FewestUnits = 3;

    /// <summary>Ranks of all scorecards, in their order.</summary>
    public static ImmutableArray<Rank> All(Cycle cycle, ImmutableArray<Scorecard> cards)
    {
        var groups = cards.GroupBy(c => c.Unit.RankingGroup).ToDictionary(g => g.Key, g => new Field([.. g]));
        var all = new Field(cards);
        return [.. cards.Select(card => Of(card, groups[card.Unit.RankingGroup]))];

        Rank Of(Scorecard card, Field group)
        {
            var rank = new Rank(group.PlaceOf(card), group.Size, cycle.Settings.RanksOverall ? all.PlaceOf(card) : null, group.HasPending);
            return cycle.Settings.Grades is not { } grades ? rank : rank with
            {
                Grade = grades.Give(card.Totals.Total, rank.Place, rank.OfUnits),
                GradeProvisional = grades.IsProvisional(card.PendingCells > 0, group.HasPending),
            };
        }
    }

    private sealed class Field(ImmutableArray<Scorecard> cards)
    {
        private readonly decimal[] _totals = [.. cards.Where(c => c.Totals.Total is not null).Select(c => c.Totals.Total!.Value).OrderDescending()];

        public int Size => _totals.Length;

        public bool HasPending { get; } = cards.Any(c => c.PendingCells > 0);

        public int? PlaceOf(Scorecard card) =>
            card.Totals.Total is { } total && Size >= FewestUnits ? Array.IndexOf(_totals, total) + 1 : null;
    }
}
