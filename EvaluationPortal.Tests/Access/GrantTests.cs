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
}
