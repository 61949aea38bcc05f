using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// The invented people of a demonstration, one for every role of the 2022 plan. They exist only while the demonstration is
/// switched on.
/// </summary>
public static class Personas
{
    /// <summary>Ids of all personas, in the order the sign-in page shows them.</summary>
    public static ImmutableArray<PersonId> Ids { get; } = [.. Cast().Select(p => p.Id)];

    /// <summary>The personas, their units looked up by name; one whose unit is not in the roster is left out.</summary>
    /// <param name="roster">The units of the current cycle.</param>
    public static ImmutableArray<Person> Among(IReadOnlyCollection<Unit> roster)
    {
        var codes = roster
            .SelectMany(unit => unit.ShortNames.Append(unit.Name).Select(name => (name, unit.Code)))
            .DistinctBy(pair => pair.name)
            .ToDictionary(pair => pair.name, pair => pair.Code);
        return [.. Cast().Where(p => p.Unit is null || codes.ContainsKey(p.Unit)).Select(p => p.As(p.Unit is null ? [] : [codes[p.Unit]]))];
    }

    private static IEnumerable<Part> Cast() =>
    [
        new("reviewer-1", "沈雅琴", "区政府办公室政务公开科", Role.Reviewer),
        new("reviewer-2", "顾晓峰", "区政府办公室政务公开科", Role.Reviewer),
        new("chief", "陆志远", "考核评估小组组长", Role.Chief),
        new("bureau-justice", "徐慧敏", "区司法局行政复议科", Role.Bureau) { Unit = "区司法局", Indicators = ["2.4"] },
        new("bureau-finance", "金伟民", "区财政局预算科", Role.Bureau) { Unit = "区财政局", Indicators = ["6.2"] },
        new("bureau-civil-affairs", "俞丽华", "区民政局基层政权科", Role.Bureau) { Unit = "区民政局", Indicators = ["7.1"] },
        new("third-party", "韩思源", "评估项目负责人", Role.ThirdParty) { Agency = "示例评估咨询中心", Indicators = ["1.3", "2.1", "3.1", "3.2", "3.3", "3.4", "8.3"] },
        new("liaison-yueyang", "朱敏", "岳阳街道党政办公室", Role.Liaison) { Unit = "岳阳街道" },
        new("liaison-yueyang-2", "陆佳怡", "岳阳街道社区服务办公室", Role.Liaison) { Unit = "岳阳街道" },
        new("unit-leader-yueyang", "盛建华", "岳阳街道办事处副主任", Role.UnitLeader) { Unit = "岳阳街道" },
        new("liaison-sijing", "曹国强", "泗泾镇党政办公室", Role.Liaison) { Unit = "泗泾镇" },
        new("liaison-education", "蒋文静", "区教育局办公室", Role.Liaison) { Unit = "区教育局" },
        new("leader", "周立群", "区领导", Role.Leadership),
        new("administrator", "杨帆", "区政府办公室政务公开科", Role.Administrator),
        new("system-administrator", "潘俊", "区大数据中心", Role.SystemAdministrator),
        new("security-administrator", "何静怡", "区大数据中心", Role.SecurityAdministrator),
        new("security-auditor", "陶正明", "区政府办公室督查室", Role.SecurityAuditor),
    ];

    private sealed record Part(string Code, string Name, string Title, Role Role)
    {
        public string? Unit { get; init; }
        public string? Agency { get; init; }
        public ImmutableArray<string> Indicators { get; init; } = [];
        public PersonId Id => new(Code);

        public Person As(ImmutableArray<UnitCode> units) =>
            new(Id, Name, Title, [new Grant(Role, [.. Indicators.Select(code => new IndicatorCode(code))], [])], units, Agency);
    }
}
