namespace EvaluationPortal.Core.Access;

/// <summary>What a person is in the evaluation. A person may hold several; what each may do is in <see cref="PermissionTable"/>.</summary>
public enum Role
{
    /// <summary>考评员: scores the office's indicators for all units.</summary>
    Reviewer = 0,

    /// <summary>考评组长: confirms and adjusts, signs the result off.</summary>
    Chief = 1,

    /// <summary>专项评估单位经办人: delivers the own indicator for all units.</summary>
    Bureau = 2,

    /// <summary>第三方机构: delivers raw scores.</summary>
    ThirdParty = 3,

    /// <summary>联络员 of a unit.</summary>
    Liaison = 4,

    /// <summary>区领导: reads.</summary>
    Leadership = 5,

    /// <summary>业务管理员: year, table, units, people, deadlines.</summary>
    Administrator = 6,

    /// <summary>系统管理员: installation and settings.</summary>
    SystemAdministrator = 7,

    /// <summary>安全管理员: accounts and roles.</summary>
    SecurityAdministrator = 8,

    /// <summary>安全审计员: the audit trail.</summary>
    SecurityAuditor = 9,

    /// <summary>审核人 of a unit: checks what its liaison filed, and files it.</summary>
    UnitLeader = 10,
}

public static class RoleNames
{
    /// <summary>The role as screens call it.</summary>
    public static string ChineseName(this Role role) => role switch
    {
        Role.Reviewer => "考评员",
        Role.Chief => "考评组长",
        Role.Bureau => "专项评估单位经办人",
        Role.ThirdParty => "第三方机构",
        Role.Liaison => "联络员",
        Role.Leadership => "区领导",
        Role.Administrator => "业务管理员",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.SecurityAuditor => "安全审计员",
        Role.UnitLeader => "审核人",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };
}
