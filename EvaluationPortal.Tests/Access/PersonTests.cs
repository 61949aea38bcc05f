using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Tests.Access;

public sealed class PersonTests
{
    private static readonly Person Somebody = new(
        new("shen"), "沈雅琴", "区政府办公室政务公开科", [new(Role.Reviewer, [new("6.2"), new("1.2")], []), new(Role.Bureau, [new("1.2"), new("2.4")], [])], [new("yueyang")],
        "示例评估咨询中心", "shen@example.cn", "1001", "021-12345678");

    /// <summary>One other value for everything that is known of a person.</summary>
    public static TheoryData<string, Person?> Others => new()
    {
        { "nobody", null },
        { "id", Somebody with { Id = new("gu") } },
        { "name", Somebody with { Name = "顾晓峰" } },
        { "title", Somebody with { Title = "区财政局" } },
        { "grants", Somebody with { Grants = [new(Role.Reviewer)] } },
        { "units", Somebody with { Units = [] } },
        { "agency", Somebody with { Agency = null } },
        { "e-mail", Somebody with { Email = null } },
        { "staff number", Somebody with { StaffNumber = null } },
        { "telephone", Somebody with { Telephone = null } },
        { "disabled", Somebody with { IsDisabled = true } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void A_person_of_whom_anything_else_is_known_is_not_the_same(string what, Person? other) => Assert.False(Somebody.Equals(other), what);

    [Fact]
    public void The_same_person_read_again_is_equal()
    {
        var again = Somebody with { Grants = [.. Somebody.Grants], Units = [.. Somebody.Units] };
        Assert.Equal(Somebody, again);
        Assert.Equal(Somebody.GetHashCode(), again.GetHashCode());
    }

    [Fact]
    public void The_indicators_of_all_roles_come_together_in_order_and_once() =>
        Assert.Equal(["1.2", "2.4", "6.2"], Somebody.Indicators.Select(i => i.Value));

    [Fact]
    public void The_roles_are_said_in_words() => Assert.Equal("考评员、专项评估单位经办人", Somebody.RoleNames);

    [Fact]
    public void A_person_is_what_was_granted_and_belongs_where_it_was_said()
    {
        Assert.Equal((true, false), (Somebody.Is(Role.Bureau), Somebody.Is(Role.Chief)));
        Assert.Equal((true, false), (Somebody.BelongsTo(new("yueyang")), Somebody.BelongsTo(new("sijing"))));
    }
}
