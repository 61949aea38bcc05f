using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Cells of a pasted list that name units, roles and indicators of a cycle.</summary>
internal sealed class PeopleCells(Cycle cycle)
{
    /// <summary>Units of which a part stands in an unknown name, named as a hint.</summary>
    private const int MostHints = 3;

    private readonly ImmutableDictionary<string, UnitCode> _units = cycle.Units
        .SelectMany(u => u.ShortNames.Append(u.Name).Append(u.Code.Value).Select(name => (Name: PastedCell.Compact(name).ToUpperInvariant(), u.Code)))
        .DistinctBy(u => u.Name).ToImmutableDictionary(u => u.Name, u => u.Code);

    private static readonly ImmutableDictionary<string, Role> Roles = Enum.GetValues<Role>().ToImmutableDictionary(r => r.ChineseName());

    /// <summary>The units named by code, name or short name, in the order written.</summary>
    public ImmutableArray<UnitCode> Units(PeopleColumn column, string cell, List<string> faults)
    {
        var found = ImmutableArray.CreateBuilder<UnitCode>();
        foreach (var name in PastedCell.Parts(cell))
        {
            if (_units.TryGetValue(name.ToUpperInvariant(), out var code)) found.Add(code);
            else faults.Add($"“{column.ChineseName()}”列的“{name}”不是{cycle.Name}的单位{Hint(name)}，须填单位名称、简称或代码。");
        }
        return [.. found.Distinct()];
    }

    /// <summary>The roles of the row with their limits; of a role that the person has already, a limit that the row says nothing of stays.</summary>
    public ImmutableArray<Grant> Grants(ListedPerson row, ImmutableArray<Grant> held, List<string> faults)
    {
        var roles = row[PeopleColumn.Roles] is { } cell ? RolesOf(cell, faults) : [.. held.Select(g => g.Role)];
        if (row[PeopleColumn.Roles] is null && held.IsEmpty) faults.Add($"“角色”列为空，可填{Names()}。");
        var indicators = row[PeopleColumn.Indicators] is { } codes ? IndicatorsOf(codes, roles, faults) : null;
        var units = row[PeopleColumn.ScoredUnits] is { } names ? Units(PeopleColumn.ScoredUnits, names, faults) : (ImmutableArray<UnitCode>?)null;
        if (units is not null && !roles.Contains(Role.Reviewer)) faults.Add("“负责单位”列只用于考评员；联络员的单位填在“单位”列。");
        return
        [
            .. from role in roles.Distinct().Order()
               let now = held.FirstOrDefault(g => g.Role == role) ?? new Grant(role)
               select now with
               {
                   Indicators = indicators?.GetValueOrDefault(role) is { } given ? [.. given.Order()] : now.Indicators,
                   Units = role is Role.Reviewer && units is { } limit ? limit : now.Units,
               },
        ];
    }

    private static ImmutableArray<Role> RolesOf(string cell, List<string> faults)
    {
        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var name in PastedCell.Parts(cell))
        {
            if (Roles.TryGetValue(name, out var role)) roles.Add(role);
            else faults.Add($"“角色”列的“{name}”不是角色，可填{Names()}。");
        }
        return roles.ToImmutable();
    }

    /// <summary>The indicators named, each with the role that delivers it; null where none is.</summary>
    private Dictionary<Role, List<IndicatorCode>>? IndicatorsOf(string cell, ImmutableArray<Role> roles, List<string> faults)
    {
        var byRole = new Dictionary<Role, List<IndicatorCode>>();
        foreach (var name in PastedCell.Parts(cell))
        {
            if (cycle.Scheme.Find(new IndicatorCode(name)) is not { } indicator)
            {
                faults.Add($"“指标”列的“{name}”不是{cycle.Name}的指标，可填{string.Join('、', cycle.Scheme.Indicators.Select(i => i.Code))}。");
                continue;
            }
            var own = indicator.Assessor switch { Source.Bureau => Role.Bureau, Source.ThirdParty => Role.ThirdParty, _ => Role.Reviewer };
            // The office scores a bureau's own unit in its place: a reviewer may be given those indicators as well.
            var role = roles.Contains(own) || !roles.Contains(Role.Reviewer) ? own : Role.Reviewer;
            if (!roles.Contains(role)) faults.Add($"“指标”列的“{name}”由{indicator.AssessorName}评定，角色应有{role.ChineseName()}。");
            if (!byRole.TryGetValue(role, out var codes)) byRole[role] = codes = [];
            if (!codes.Contains(indicator.Code)) codes.Add(indicator.Code);
        }
        return byRole.Count == 0 ? null : byRole;
    }

    private string Hint(string name)
    {
        var near = cycle.Units.Where(u => u.Name.Contains(name, StringComparison.Ordinal) || u.ShortNames.Any(s => name.Contains(s, StringComparison.Ordinal))).Take(MostHints).Select(u => u.Name).ToList();
        return near.Count == 0 ? "" : $"（是否为{string.Join('、', near)}）";
    }

    private static string Names() => string.Join('、', Enum.GetValues<Role>().Select(r => r.ChineseName()));
}
