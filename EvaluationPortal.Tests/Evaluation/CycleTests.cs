using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class CycleTests
{
    [Fact]
    public void A_cycle_with_other_units_finds_those()
    {
        Assert.Equal(0, Boards.Cycle.IndexOf(new UnitCode("sijing")));
        var reversed = Boards.Cycle with { Units = [.. Songjiang2022.Units.Reverse()] };
        Assert.Equal(49, reversed.IndexOf(new UnitCode("sijing")));
        Assert.Equal(-1, (reversed with { Units = [] }).IndexOf(new UnitCode("sijing")));
        Assert.Equal(25, reversed.IndexOf(new Core.Schemes.IndicatorCode("9.1")));
        Assert.Null(reversed.Find(new UnitCode("nowhere")));
    }

    [Fact]
    public void The_office_assesses_a_bureau_s_indicator_where_the_bureau_is_the_unit() =>
        Assert.Equal(3, Boards.Cycle.Units.Sum(u => Boards.Cycle.Scheme.Indicators.Count(i => Cycle.AssessorOf(u, i) != i.Assessor)));
}
