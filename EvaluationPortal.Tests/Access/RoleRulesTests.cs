using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Tests.Access;

public sealed class RoleRulesTests
{
    private static readonly Person Business = Holding("yang", Role.Administrator);
    private static readonly Person Security = Holding("he", Role.SecurityAdministrator);

    [Fact]
    public void The_three_administrators_are_kept_apart_where_nothing_else_was_set() => Assert.True(AccessPolicy.Default.SeparateDuties);

    [Theory]
    [InlineData(Role.SystemAdministrator, Role.SecurityAdministrator, "系统管理员、安全管理员")]
    [InlineData(Role.SecurityAdministrator, Role.SecurityAuditor, "安全管理员、安全审计员")]
    [InlineData(Role.SystemAdministrator, Role.SecurityAuditor, "系统管理员、安全审计员")]
    public void Two_of_the_three_are_never_one_person(Role one, Role other, string names) =>
        Assert.Equal($"{names}按等级保护要求不能由同一人担任，只能保留其一。", RoleRules.Conflict([Role.Reviewer, one, other], separateDuties: true));

    [Fact]
    public void One_of_the_three_goes_with_any_other_role() =>
        Assert.All(RoleRules.Separated, role => Assert.Null(RoleRules.Conflict([role, .. Enum.GetValues<Role>().Except(RoleRules.Separated)], separateDuties: true)));

    [Fact]
    public void Where_duties_are_not_separated_one_person_may_hold_all() =>
        Assert.Null(RoleRules.Conflict(RoleRules.Separated, separateDuties: false));

    [Theory]
    [InlineData(Role.Bureau, true)]
    [InlineData(Role.ThirdParty, true)]
    [InlineData(Role.Reviewer, false)]
    [InlineData(Role.Liaison, false)]
    public void Bureaus_and_the_third_party_deliver_indicators_of_their_own(Role role, bool delivers) => Assert.Equal(delivers, role.DeliversOwnIndicators());

    [Theory]
    [InlineData(Role.Reviewer, Role.Administrator, true)]
    [InlineData(Role.Reviewer, Role.Chief, false)]
    [InlineData(Role.Administrator, Role.SecurityAuditor, false)]
    [InlineData(Role.Administrator, Role.Reviewer, false)]
    public void Administration_is_gained_by_whoever_had_none(Role before, Role after, bool gains) =>
        Assert.Equal(gains, RoleRules.GainsAdministration([Role.Liaison, before], [Role.Liaison, after]));

    [Fact]
    public void Nobody_administers_himself() =>
        Assert.Equal(new Denied("不能更改自己的账户和角色，请由另一位管理员办理。"), RoleRules.AskToAdminister(Security, Security.Id, [Role.Reviewer]));

    [Fact]
    public void Administering_others_needs_the_permission() =>
        Assert.Equal(PermissionTable.Ask(Holding("shen", Role.Reviewer), Permission.ManagePeople), RoleRules.AskToAdminister(Holding("shen", Role.Reviewer), new("gu"), [Role.Liaison]));

    [Fact]
    public void The_business_administrator_administers_those_without_administrative_roles()
    {
        Assert.True(RoleRules.AskToAdminister(Business, new("gu"), []).IsGranted);
        Assert.True(RoleRules.AskToAdminister(Business, new("gu"), Enum.GetValues<Role>().Except(RoleRules.Administrative)).IsGranted);
        Assert.Equal(
            new Denied("业务管理员、安全审计员的账户和角色只能由安全管理员办理。"),
            RoleRules.AskToAdminister(Business, new("gu"), [Role.Administrator, Role.Reviewer, Role.SecurityAuditor, Role.Administrator]));
    }

    [Fact]
    public void The_security_administrator_administers_everybody_else() =>
        Assert.True(RoleRules.AskToAdminister(Security, new("gu"), Enum.GetValues<Role>()).IsGranted);

    private static Person Holding(string id, Role role) => new(new(id), id, "", [new(role)], []);
}
