using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The units of a cycle as rows of a spreadsheet: written for copying, and read back when pasted.</summary>
public static class UnitsList
{
    /// <summary>Most characters of one list, as of <see cref="PeopleList"/>.</summary>
    public const int MostCharacters = PeopleList.MostCharacters;

    /// <summary>What the column of predecessors is for, as the page and the template say it.</summary>
    public const string AboutPredecessors = "“前身单位”写合并、更名或拆分前的单位在上一年度的代码或名称，有多个的用顿号分隔；代码没有变的不用写。";

    /// <summary>Of each column the name that the portal uses first, then others that are understood.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> Columns =
    [
        ["单位代码", "代码", "编码"], ["单位名称", "名称", "单位"], ["简称", "其他名称"], ["单位类别", "类别"], ["排名组别", "组别", "排名组"], ["前身单位", "前身", "前身代码"],
    ];

    /// <summary>The list with its headings, cells separated by tabs.</summary>
    public static string Write(IEnumerable<Unit> units) =>
        string.Join('\n', units.Select(u => string.Join('\t', u.Code, u.Name, string.Join('、', u.ShortNames), u.Kind, u.RankingGroup, string.Join('、', u.Predecessors))).Prepend(string.Join('\t', Columns.Select(c => c[0]))));

    /// <summary>Reads a list. Never throws for what is in it.</summary>
    /// <param name="known">Units whose code is taken where a row has only the name.</param>
    /// <param name="before">The cycle before, whose units may be predecessors (前身); null where there is none.</param>
    /// <returns>The units in their order, or what is wrong.</returns>
    public static UnitsReading Read(string text, Scheme scheme, ImmutableArray<Unit> known, Cycle? before)
    {
        if (text.Length >= MostCharacters) return Faulty($"粘贴的内容达到了{MostCharacters}个字符的上限，后面的可能已被截断。");
        var rows = PastedRows.Read(text, out var unclosed);
        if (unclosed is { } at) return Faulty($"第{at}行的引号没有结束，请检查后重新粘贴。");
        if (rows.Count == 0) return Faulty("请粘贴单位名单，连同列名一起。");
        var heads = rows[0].Cells.Select(Column).ToList();
        if (!heads.Contains(1)) return Faulty($"第一行应为列名，其中须有“单位名称”。可用的列：{string.Join('、', Columns.Select(c => c[0]))}。");
        var twice = heads.Where(h => h >= 0).GroupBy(h => h).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) return Faulty($"列“{Columns[twice.Key][0]}”出现了{twice.Count()}次，只能有一次。");
        var units = rows.Skip(1).Select((row, n) => Unit(row, heads, n + 1, scheme, known)).ToImmutableArray();
        if (heads.Contains(5)) units = Succeeding(units, rows, heads.IndexOf(5), new(before?.Units ?? []));
        return new(units, [.. ChangeUnits.Faults(scheme, units), .. ChangeUnits.PredecessorFaults(units, before)]);
    }

    private static UnitsReading Faulty(string fault) => new([], [fault]);

    private static int Column(string heading)
    {
        var name = PastedCell.Compact(heading);
        return Columns.Index().Where(c => c.Item.Contains(name)).Select(c => c.Index).DefaultIfEmpty(-1).First();
    }

    private static Unit Unit(PastedRow row, List<int> heads, int order, Scheme scheme, ImmutableArray<Unit> known)
    {
        string Cell(int column) => heads.IndexOf(column) is >= 0 and var at && at < row.Cells.Count ? row.Cells[at] : "";
        var (code, name) = (PastedCell.Compact(Cell(0)), PastedCell.Compact(Cell(1)));
        var same = known.FirstOrDefault(u => code.Length > 0 ? u.Code.Value == code : PastedCell.Compact(u.Name) == name || u.ShortNames.Any(s => PastedCell.Compact(s) == name));
        var shortNames = known.SelectMany(u => u.ShortNames).ToList();
        var kind = PastedCell.Compact(Cell(3)) is { Length: > 0 } given ? scheme.FindKind(given)?.Name ?? given : same?.Kind ?? "";
        return new(
            new(code.Length > 0 ? code : same?.Code.Value ?? ""), name.Length > 0 ? Spelled(Cell(1), known.Select(u => u.Name)) : same?.Name ?? "",
            heads.Contains(2) ? [.. Cell(2).Split(['、', '，', ',', '；', ';'], StringSplitOptions.RemoveEmptyEntries).Select(n => Spelled(n, shortNames))] : same?.ShortNames ?? [], kind,
            Cell(4) is { Length: > 0 } group ? Spelled(group, known.Select(u => u.RankingGroup)) : same?.RankingGroup ?? "", order) { Predecessors = same?.Predecessors ?? [] };
    }

    /// <summary>With the predecessors that the rows name, by code or name; one that is unknown stays as it was typed.</summary>
    private static ImmutableArray<Unit> Succeeding(ImmutableArray<Unit> units, List<PastedRow> rows, int column, UnitNames before) =>
        [.. units.Select((unit, at) => unit with { Predecessors = rows[at + 1].Cells.ElementAtOrDefault(column) is { } cell ? [.. PastedCell.Parts(cell).Select(name => before.Find(name)?.Code ?? new UnitCode(name)).Distinct()] : [] })];

    /// <summary>As it is spelled where it is known already, whatever blanks and widths were typed; else as typed.</summary>
    private static string Spelled(string typed, IEnumerable<string> known) =>
        known.FirstOrDefault(k => PastedCell.Compact(k) == PastedCell.Compact(typed)) ?? PastedCell.OneLine(typed);
}

/// <summary>What reading a list of units gave.</summary>
/// <param name="Faults">What is wrong; Chinese sentences. Nothing may be saved while there are any.</param>
public sealed record UnitsReading(ImmutableArray<Unit> Units, ImmutableArray<string> Faults)
{
    /// <summary>What saving would change, each as a sentence; the order too.</summary>
    public IReadOnlyList<string> Changes(ImmutableArray<Unit> standing)
    {
        var (was, now) = (standing.ToDictionary(u => u.Code), Units.GroupBy(u => u.Code).ToDictionary(g => g.Key, g => g.First()));
        List<string> changes =
        [
            .. Units.Where(u => !was.ContainsKey(u.Code)).Select(u => $"新增：{u.Name}（{u.Kind}，{u.RankingGroup}{(u.Predecessors.IsEmpty ? "" : $"，前身{Listed(u)}")}）"),
            .. standing.Where(u => !now.ContainsKey(u.Code)).Select(u => $"移出：{u.Name}"),
            .. standing.Where(u => !now.ContainsKey(u.Code))
                .Join(Units.Where(u => !was.ContainsKey(u.Code)), u => u.Name, u => u.Name, (old, another) => $"注意：{old.Name}的单位代码由{old.Code}改为{another.Code}，将成为另一家单位，原有的人员、得分和材料不会跟随；要保持不变请写回原代码"),
            .. Units.Where(u => was.ContainsKey(u.Code)).SelectMany(u => Differences(was[u.Code], u)),
        ];
        var order = Units.Where(u => was.ContainsKey(u.Code)).Select(u => u.Code);
        if (!order.SequenceEqual(standing.Where(u => now.ContainsKey(u.Code)).Select(u => u.Code))) changes.Add("排列顺序有变");
        return changes;
    }

    private static IEnumerable<string> Differences(Unit was, Unit now)
    {
        if (was.Name != now.Name) yield return $"改名：{was.Name} → {now.Name}";
        if (was.Kind != now.Kind) yield return $"{now.Name}的单位类别：{was.Kind} → {now.Kind}";
        if (was.RankingGroup != now.RankingGroup) yield return $"{now.Name}的排名组别：{was.RankingGroup} → {now.RankingGroup}";
        if (!was.ShortNames.SequenceEqual(now.ShortNames)) yield return $"{now.Name}的简称：{string.Join('、', was.ShortNames)} → {string.Join('、', now.ShortNames)}";
        if (!was.Predecessors.SequenceEqual(now.Predecessors)) yield return $"{now.Name}的前身单位：{Listed(was)} → {Listed(now)}";
    }

    private static string Listed(Unit unit) => unit.Predecessors.IsEmpty ? "无" : string.Join('、', unit.Predecessors);
}
