using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>A person in words, units by the names of a cycle; a unit that the cycle does not have stays a code.</summary>
public static class PersonText
{
    /// <summary>The name of a unit.</summary>
    public static string Unit(Cycle cycle, UnitCode code) => cycle.Find(code)?.Name ?? code.Value;

    /// <summary>Names of units, joined with 、.</summary>
    public static string Units(Cycle cycle, IEnumerable<UnitCode> codes) => string.Join('、', codes.Select(code => Unit(cycle, code)));

    /// <summary>A role with its limits, e.g. 考评员（指标1.1、1.2；单位泗泾镇）.</summary>
    public static string Grant(Cycle cycle, Grant grant)
    {
        string?[] limits =
        [
            grant.Indicators.IsEmpty ? null : $"指标{string.Join('、', grant.Indicators)}",
            grant.Units.IsEmpty ? null : $"单位{Units(cycle, grant.Units)}",
        ];
        return string.Join('；', limits.OfType<string>()) is { Length: > 0 } limit ? $"{grant.Role.ChineseName()}（{limit}）" : grant.Role.ChineseName();
    }

    /// <summary>What is asked before somebody becomes one of those who administer others.</summary>
    public static string BeforeRaising(string name) =>
        $"{name}将成为管理人员。此前的登录方式可能由他人设置，因此原有的密码、动态口令和统一身份认证关联全部清除，并在所有设备上退出。"
        + "保存后请为其生成新的初始密码；由统一身份认证登录的，请先核对邮箱和工号，下次登录时据此重新关联。";

    /// <summary>What has become of the account then.</summary>
    public const string AfterRaising = "原有的密码、动态口令和统一身份认证关联已清除，登录已结束；请生成新的初始密码，或由其重新通过统一身份认证登录。";

    /// <summary>All roles with their limits; 无 for none.</summary>
    public static string Grants(Cycle cycle, Person person) => person.Grants.IsEmpty ? "无" : string.Join('、', person.Grants.Select(g => Grant(cycle, g)));

    /// <summary>Everything an administrator sets about a person, by its name; empty text for what is not there.</summary>
    public static IReadOnlyList<(string Name, string Text)> Parts(Cycle cycle, Person person) =>
    [
        ("姓名", person.Name),
        ("单位或职务", person.Title),
        ("角色", string.Join('、', person.Grants.Select(g => Grant(cycle, g)))),
        ("所属单位", Units(cycle, person.Units)),
        ("机构名称", person.Agency ?? ""),
        ("邮箱", person.Email ?? ""),
        ("工号", person.StaffNumber ?? ""),
        ("电话", person.Telephone ?? ""),
        ("状态", person.IsDisabled ? "停用" : "在用"),
    ];

    /// <summary>The parts in which two differ.</summary>
    public static IReadOnlyList<(string Name, string One, string Other)> Differences(Cycle cycle, Person one, Person other) =>
        [.. Parts(cycle, one).Zip(Parts(cycle, other)).Where(p => p.First.Text != p.Second.Text).Select(p => (p.First.Name, p.First.Text, p.Second.Text))];
}
