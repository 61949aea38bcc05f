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
    public void No_grade_is_given_unless_the_cycle_is_set_to() => Assert.All(Ranked([(1, "a"), (2, "a"), (3, "a")]), r => Assert.Null(r.GradeText));

    [Fact]
    public void Bands_go_by_the_total_and_are_provisional_while_the_units_own_cells_are_pending()
    {
        var ranks = Ranked([(1, "a"), (2, "a"), (3, "a"), (3, "b")], new() { Grades = new GradePolicy.Bands(100, 96) }, pendingUnit: 2);
        Assert.Equal(["优秀", "良好", "暂定合格", "合格"], ranks.Select(r => r.GradeText));
        Assert.Null(new GradePolicy.Bands(100, 96).Give(null, null, 0));
    }

    [Fact]
    public void Quotas_go_by_the_place_in_the_group_rounded_down_and_equals_at_the_edge_are_all_in()
    {
        (int, string)[] units = [(1, "a"), (2, "a"), (2, "a"), (3, "a"), (3, "a"), (1, "b"), (2, "b")];
        var ranks = Ranked(units, new() { Grades = new GradePolicy.Quotas(30, 20) });
        Assert.Equal(["优秀", "良好", "良好", "合格", "合格", null, null], ranks.Select(r => r.GradeText));
    }

    [Theory]
    [InlineData(90, 80, null)]
    [InlineData(80, 80, "分数线")]
    [InlineData(101, 80, "分数线")]
    [InlineData(90, 0, "分数线")]
    public void Bands_that_overlap_are_refused(int excellent, int good, string? fault) => Told(fault, new GradePolicy.Bands(excellent, good).Fault);

    [Theory]
    [InlineData(20, 40, null)]
    [InlineData(60, 50, "合计不超过100%")]
    [InlineData(0, 50, "大于0")]
    public void Quotas_of_more_than_all_are_refused(int excellent, int good, string? fault) => Told(fault, new GradePolicy.Quotas(excellent, good).Fault);

    private static void Told(string? wanted, string? fault)
    {
        if (wanted is null) Assert.Null(fault);
        else Assert.Contains(wanted, fault, StringComparison.Ordinal);
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
