using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Tests.Access;

public sealed class GrantTests
{
    private static readonly IndicatorCode One = new("1.2");
    private static readonly IndicatorCode Other = new("6.2");
    private static readonly UnitCode Street = new("yueyang");
    private static readonly UnitCode Town = new("sijing");

    [Fact]
    public void A_reviewer_without_a_limit_reaches_everything()
    {
        Assert.True(new Grant(Role.Reviewer).Reaches(One));
        Assert.True(new Grant(Role.Reviewer).Reaches(Street));
    }

    [Fact]
    public void A_limit_to_indicators_or_units_leaves_out_the_others()
    {
        var limited = new Grant(Role.Reviewer, [One], [Street]);
        Assert.Equal((true, false), (limited.Reaches(One), limited.Reaches(Other)));
        Assert.Equal((true, false), (limited.Reaches(Street), limited.Reaches(Town)));
    }

    [Theory]
    [InlineData(Role.Bureau)]
    [InlineData(Role.ThirdParty)]
    public void Whoever_delivers_indicators_reaches_only_those_that_are_named(Role role)
    {
        Assert.False(new Grant(role).Reaches(One));
        Assert.Equal((true, false), (new Grant(role, [One], []).Reaches(One), new Grant(role, [One], []).Reaches(Other)));
    }

    [Fact]
    public void Two_limits_together_reach_what_either_reaches() =>
        Assert.Equal(new Grant(Role.Reviewer, [One, Other], [Street, Town]), new Grant(Role.Reviewer, [One], [Street, Town]).With(new Grant(Role.Reviewer, [One, Other], [Town])));

    [Fact]
    public void A_reach_without_limit_stays_without()
    {
        Assert.Equal(new Grant(Role.Reviewer), new Grant(Role.Reviewer).With(new Grant(Role.Reviewer, [One], [Street])));
        Assert.Equal(new Grant(Role.Reviewer), new Grant(Role.Reviewer, [One], [Street]).With(new Grant(Role.Reviewer)));
    }

    [Fact]
    public void Grants_are_equal_where_role_and_reach_are()
    {
        var grant = new Grant(Role.Reviewer, [One], [Street]);
        Assert.Equal(new Grant(Role.Reviewer, [One], [Street]), grant);
        Assert.Equal(new Grant(Role.Reviewer, [One], [Street]).GetHashCode(), grant.GetHashCode());
        Assert.All(
            [null, grant with { Role = Role.Bureau }, grant with { Indicators = [Other] }, grant with { Units = [Town] }],
            other => Assert.False(grant.Equals(other)));
    }

    /// <summary>Indicators and units as letters; none for no limit.</summary>
    [Theory]
    [InlineData("a", "x", "a", "y", true)]
    [InlineData("a", "x", "b", "x", true)]
    [InlineData("ab", "xy", "a", "x", true)]
    [InlineData("a", "x", "", "", true)]
    [InlineData("", "x", "", "y", true)]
    [InlineData("ab", "x", "ba", "y", true)]
    [InlineData("a", "", "b", "", true)]
    [InlineData("a", "x", "b", "y", false)]
    [InlineData("a", "", "", "x", false)]
    [InlineData("ab", "x", "a", "xy", false)]
    public void Limits_are_joined_exactly_where_nothing_is_reached_that_neither_reached(string indicators, string units, string otherIndicators, string otherUnits, bool exactly)
    {
        var (one, other) = (Of(indicators, units), Of(otherIndicators, otherUnits));
        Assert.Equal(exactly, one.JoinsExactly(other));
        Assert.Equal(exactly, other.JoinsExactly(one));

        static Grant Of(string indicators, string units) => new(Role.Reviewer, [.. indicators.Select(c => new IndicatorCode($"{c}"))], [.. units.Select(c => new UnitCode($"{c}"))]);
    }
}
