using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class RankTests
{
    [Fact]
    public void Equal_totals_share_a_place() =>
        Assert.Equal([1, 2, 2, 4], Ranked([(1, "a"), (2, "a"), (2, "a"), (3, "a")]).Select(r => r.Place));

    [Fact]
    public void Fewer_than_three_units_are_not_ranked()
    {
        var ranks = Ranked([(1, "a"), (2, "a"), (1, "b"), (2, "b"), (3, "b")]);
        Assert.Equal([null, null, 1, 2, 3], ranks.Select(r => r.Place));
        Assert.Equal([2, 2, 3, 3, 3], ranks.Select(r => r.OfUnits));
    }

    [Fact]
    public void Units_are_ranked_within_their_group_and_over_all_only_where_switched_on()
    {
        (int, string)[] units = [(2, "a"), (1, "b"), (3, "a"), (2, "b"), (1, "a"), (3, "b")];
        Assert.Equal([2, 1, 3, 2, 1, 3], Ranked(units).Select(r => r.Place));
        Assert.All(Ranked(units), r => Assert.Null(r.Overall));
        Assert.Equal([3, 1, 5, 3, 1, 5], Ranked(units, new CycleSettings { RanksOverall = true }).Select(r => r.Overall));
    }

    [Fact]
    public void A_rank_is_provisional_while_any_cell_of_the_group_is_pending()
    {
        var ranks = Ranked([(1, "a"), (2, "a"), (3, "a"), (1, "b"), (2, "b"), (3, "b")], pendingUnit: 4);
        Assert.Equal([false, false, false, true, true, true], ranks.Select(r => r.Provisional));
    }

    [Fact]
    public void The_board_of_2022_ranks_two_groups()
    {
        Assert.Equal([18, 32], Boards.Empty.Ranks.GroupBy(r => r.OfUnits).Select(g => g.Count()).Order());
        Assert.All(Boards.Empty.Ranks, r => Assert.True(r is { Place: 1, Provisional: true, Overall: null }));
    }

    /// <summary>Units whose every cell is scored, but for 5.1: its level (8, 4 or 0 points) decides the order.</summary>
    private static ImmutableArray<Rank> Ranked((int Level, string Group)[] units, CycleSettings? settings = null, int? pendingUnit = null)
    {
        var roster = units.Select((u, at) => new Unit(new($"unit-{at}"), $"单位{at}", [], "镇", u.Group, at + 1)).ToImmutableArray();
        var cycle = Boards.Cycle with { Units = roster, Settings = settings ?? new() };
        var changes = from unit in roster
                      from indicator in Songjiang2022.Scheme.Indicators
                      where pendingUnit != unit.Order - 1 || indicator.Code.Value != "9.1"
                      select new Change(unit.Code, indicator.Code, new(Cycle.AssessorOf(unit, indicator), Of(indicator.Rule, indicator.Code.Value, units[unit.Order - 1].Level), null, new("x"), DateTime.UnixEpoch, 2));
        return Scoreboard.Of(cycle, 2, changes).Ranks;
    }

    private static Observation Of(ScoringRule rule, string code, int level) => rule switch
    {
        Tiers => new Level(code == "5.1" ? level : 1),
        Deduction => Findings.None,
        Conversion => new Mark(100, 100),
        _ => new Judged(rule.MaxPoints, ""),
    };
}
