using System.Net.Mail;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What must be right about a person before it is saved; every fault a Chinese sentence that names the thing and the legal values.</summary>
public static class PersonFaults
{
    /// <summary>Most characters of name, post, agency, e-mail, and of staff number or telephone.</summary>
    public const int MostName = 40, MostTitle = 60, MostEmail = 100, MostNumber = 30;

    /// <summary>The person with all text cleaned, as it would be saved.</summary>
    public static Person Clean(Person person) => person with
    {
        Name = TextGate.Clean(person.Name).Trim(),
        Title = TextGate.Clean(person.Title).Trim(),
        Agency = Optional(person.Agency),
        Email = Optional(person.Email),
        StaffNumber = Optional(person.StaffNumber),
        Telephone = Optional(person.Telephone),
    };

    /// <summary>All faults of a cleaned person.</summary>
    /// <param name="others">Everybody else, the disabled too.</param>
    /// <param name="cycle">Whose units and indicators there are.</param>
    public static IReadOnlyList<string> Of(Person person, IEnumerable<Person> others, Cycle cycle, AccessPolicy policy) =>
    [
        .. OfText(person),
        .. OfNumbers(person, [.. others.Where(p => p.Id != person.Id)]),
        .. person.Units.Where(u => cycle.Find(u) is null).Select(u => Places(cycle, u)),
        .. OfRoles(person, policy),
        .. person.Grants.SelectMany(g => OfGrant(g, person, cycle)),
    ];

    private static IEnumerable<string> OfText(Person person)
    {
        if (person.Name.Length == 0) yield return "姓名不能为空。";
        if (Long("姓名", person.Name, MostName) is { } name) yield return name;
        if (Long("单位或职务", person.Title, MostTitle) is { } title) yield return title;
        if (Long("机构名称", person.Agency, MostTitle) is { } agency) yield return agency;
        if (Long("工号", person.StaffNumber, MostNumber) is { } number) yield return number;
        if (Long("电话", person.Telephone, MostNumber) is { } telephone) yield return telephone;
        if (person.Email is { } email && (email.Length > MostEmail || !MailAddress.TryCreate(email, out var parsed) || parsed.Address != email))
        {
            yield return $"“{email}”不是电子邮箱地址。";
        }
    }

    private static IEnumerable<string> OfNumbers(Person person, List<Person> others)
    {
        if (person.StaffNumber is { } number && others.Find(p => p.StaffNumber == number) is { } same) yield return $"工号{number}已是{same.Name}的。";
        if (person.Email is { } email && others.Find(p => string.Equals(p.Email, email, StringComparison.OrdinalIgnoreCase)) is { } owner) yield return $"邮箱{email}已是{owner.Name}的。";
    }

    private static IEnumerable<string> OfRoles(Person person, AccessPolicy policy)
    {
        if (person is { Grants.IsEmpty: true, IsDisabled: false }) yield return "至少要有一个角色。";
        foreach (var twice in person.Roles.GroupBy(r => r).Where(g => g.Count() > 1)) yield return $"角色{twice.Key.ChineseName()}重复。";
        if (RoleRules.Conflict(person.Roles, policy.SeparateDuties) is { } conflict) yield return conflict;
        if (person.Units.IsEmpty && person.Roles.Where(RoleRules.IsOfUnit).ToList() is { Count: > 0 } ofUnit) yield return $"{string.Join('、', ofUnit.Select(r => r.ChineseName()))}须指定所属单位。";
    }

    private static IEnumerable<string> OfGrant(Grant grant, Person person, Cycle cycle)
    {
        var name = grant.Role.ChineseName();
        Source? source = grant.Role switch { Role.Reviewer => Source.Office, Role.Bureau => Source.Bureau, Role.ThirdParty => Source.ThirdParty, _ => null };
        if (source is null && !(grant.Indicators.IsEmpty && grant.Units.IsEmpty)) yield return $"{name}不限定指标和单位。";
        if (grant.Role.DeliversOwnIndicators() && grant.Indicators.IsEmpty) yield return $"{name}须指定所负责的指标：{Codes(cycle, source)}。";
        if (grant.Role is not Role.Reviewer && !grant.Units.IsEmpty) yield return $"{name}不限定单位。";
        if (grant.Role is Role.ThirdParty && person.Agency is null) yield return "第三方机构须填写机构名称。";
        if (source is null) yield break;
        // A bureau's cell of its own unit goes to the office: a reviewer may be given those indicators as well.
        foreach (var code in grant.Indicators.Where(i => cycle.Scheme.Find(i) is not { } found || (found.Assessor != source && grant.Role is not Role.Reviewer)))
        {
            yield return $"指标“{code}”不由{name}评定，可选{Codes(cycle, source)}。";
        }
        foreach (var unit in grant.Units.Where(u => cycle.Find(u) is null)) yield return Places(cycle, unit);
    }

    private static string Codes(Cycle cycle, Source? source) => string.Join('、', cycle.Scheme.Indicators.Where(i => i.Assessor == source).Select(i => i.Code));

    private static string Places(Cycle cycle, UnitCode unit) => $"{cycle.Name}中没有单位“{unit}”。";

    private static string? Long(string what, string? text, int most) => text?.Length > most ? $"{what}最多{most}个字，现在有{text.Length}个。" : null;

    private static string? Optional(string? typed) => typed is null || TextGate.Clean(typed).Trim() is not { Length: > 0 } text ? null : text;
}
