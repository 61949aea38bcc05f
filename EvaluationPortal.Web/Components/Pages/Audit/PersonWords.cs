using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>What changed about a person, in words: only the parts that differ.</summary>
internal static class PersonWords
{
    /// <summary>Before and after; the whole person where there was none before.</summary>
    /// <param name="nameOf">A unit's name by its code.</param>
    public static (string? Before, string? After) Difference(AuditEntry entry, Func<UnitCode, string> nameOf)
    {
        var (before, after) = (StoredPeople.Find(entry.Subject ?? "", entry.Before), StoredPeople.Find(entry.Subject ?? "", entry.After));
        if (after is null) return (entry.Before, entry.After);
        var now = Parts(after, nameOf);
        if (before is null) return (null, string.Join('；', now.Where(p => p.Text.Length > 0).Select(p => p.Text)));
        var changed = Parts(before, nameOf).Zip(now).Where(pair => pair.First.Text != pair.Second.Text).ToList();
        return (Said(changed.Select(c => c.First)), Said(changed.Select(c => c.Second)));
    }

    private static string Said(IEnumerable<(string Name, string Text)> parts) => string.Join('；', parts.Select(p => p.Text.Length > 0 ? p.Text : $"无{p.Name}"));

    private static List<(string Name, string Text)> Parts(Person person, Func<UnitCode, string> nameOf) =>
    [
        ("姓名", person.Name),
        ("职务", person.Title),
        ("角色", string.Join('、', person.Grants.Select(g => Grant(g, nameOf)))),
        ("所属单位", person.Units.IsEmpty ? "" : $"所属单位 {string.Join('、', person.Units.Select(nameOf))}"),
        ("机构", person.Agency ?? ""),
        ("邮箱", person.Email ?? ""),
        ("工号", person.StaffNumber is { } number ? $"工号 {number}" : ""),
        ("电话", person.Telephone is { } telephone ? $"电话 {telephone}" : ""),
        ("状态", person.IsDisabled ? "已停用" : "在用"),
    ];

    private static string Grant(Grant grant, Func<UnitCode, string> nameOf)
    {
        IEnumerable<string> limits = [.. grant.Indicators.Select(i => i.Value), .. grant.Units.Select(nameOf)];
        return limits.Any() ? $"{grant.Role.ChineseName()}（{string.Join('、', limits)}）" : grant.Role.ChineseName();
    }
}
