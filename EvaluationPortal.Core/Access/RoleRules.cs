using System.Collections.Immutable;

namespace EvaluationPortal.Core.Access;

/// <summary>Which roles one person may hold together, and who may give them.</summary>
public static class RoleRules
{
    /// <summary>等级保护's three: who installs, who gives rights and who watches are never the same person.</summary>
    public static ImmutableArray<Role> Separated { get; } = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.SecurityAuditor];

    /// <summary>Roles with which others are administered: only a 安全管理员 gives and takes them, and touches the accounts of those who hold them.</summary>
    public static ImmutableArray<Role> Administrative { get; } = [Role.Administrator, .. Separated];

    /// <summary>Whether the role only ever delivers indicators named for it.</summary>
    public static bool DeliversOwnIndicators(this Role role) => role is Role.Bureau or Role.ThirdParty;

    /// <summary>Whether the role is held in a unit (联络员, 审核人): it reaches the own unit and nothing else.</summary>
    public static bool IsOfUnit(this Role role) => role is Role.Liaison or Role.UnitLeader;

    /// <summary>Why those roles cannot be held together; null where they can.</summary>
    /// <param name="separateDuties">Whether the installation keeps the three administrators apart (on in Production).</param>
    public static string? Conflict(IEnumerable<Role> roles, bool separateDuties)
    {
        var held = roles.Intersect(Separated).ToList();
        return separateDuties && held.Count > 1
            ? $"{string.Join('、', held.Select(r => r.ChineseName()))}按等级保护要求不能由同一人担任，只能保留其一。"
            : null;
    }

    /// <summary>
    /// Whether somebody becomes one of those who administer others. What opened the account until then may have been given by a
    /// 业务管理员, who must not come in by it with rights of which he has none.
    /// </summary>
    public static bool GainsAdministration(IEnumerable<Role> before, IEnumerable<Role> after) => !before.Intersect(Administrative).Any() && after.Intersect(Administrative).Any();

    /// <summary>Whether a person may change another's account and roles.</summary>
    /// <param name="roles">Those the other holds, and those he would hold.</param>
    public static Permit AskToAdminister(Person by, Evaluation.PersonId other, IEnumerable<Role> roles)
    {
        if (by.Id == other) return new Denied("不能更改自己的账户和角色，请由另一位管理员办理。");
        var permit = PermissionTable.Ask(by, Permission.ManagePeople);
        if (!permit.IsGranted || PermissionTable.Ask(by, Permission.ManageAccounts).IsGranted) return permit;
        return roles.Intersect(Administrative).Distinct().ToList() is { Count: > 0 } reserved
            ? new Denied($"{string.Join('、', reserved.Select(r => r.ChineseName()))}的账户和角色只能由安全管理员办理。")
            : Granted.Yes;
    }
}
