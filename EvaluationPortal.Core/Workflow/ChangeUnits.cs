using System.Collections.Immutable;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Changes which units a cycle evaluates, their names, kinds, ranking groups and order. Codes are stable over the years.</summary>
public sealed partial class ChangeUnits(CycleChange cycles, LiveScoreboards live)
{
    /// <summary>Most units of one cycle.</summary>
    public const int Most = 300;

    private const int LongestName = 60;

    /// <summary>Whether a person may do it now.</summary>
    public static Permit Ask(Person person, Cycle cycle) =>
        PermissionTable.Ask(person, Permission.ManageCycle) is Denied denied ? denied : StageTable.Ask(cycle, CycleCommand.ChangeUnits);

    /// <summary>Changes them.</summary>
    /// <param name="wanted">All units in the official order; <see cref="Unit.Order"/> follows from it.</param>
    /// <param name="seen">The cycle's version that the page showed.</param>
    public Task<Permit> Run(PersonId by, string cycle, ImmutableArray<Unit> wanted, long seen, CancellationToken stop = default)
    {
        var units = wanted.Select((u, at) => u with { Order = at + 1 }).ToImmutableArray();
        return cycles.Run(by, cycle, seen, async (transaction, person, now) => await Judge(live, transaction.Db, person, now, units, stop),
            (transaction, now) => transaction.ChangeCycle(by, cycle, _ => { }, entry => entry.Batch = Guid.NewGuid(), stop, OpenCycle.UnitRows(cycle, units)), stop);
    }

    /// <summary>Whether the person may make those the cycle's units, as all are in the transaction.</summary>
    internal static async Task<Permit> Judge(LiveScoreboards live, PortalDbContext db, Person person, Cycle now, ImmutableArray<Unit> wanted, CancellationToken stop)
    {
        if (Ask(person, now) is Denied denied) return denied;
        if (Faults(now.Scheme, wanted) is [var fault, ..]) return new Denied(fault);
        var before = live.Earlier(now).FirstOrDefault() is { } year ? await StoredScoreboards.AsOf(db, year.Cycle, stop) : null;
        if (PredecessorFaults(wanted, before) is [var unknown, ..]) return new Denied(unknown);
        var gone = now.Units.Where(u => wanted.All(w => w.Code != u.Code)).ToList();
        var codes = gone.Select(u => u.Code.Value).ToList();
        var assessed = await db.Assessments.Where(a => a.Cycle == now.Code && codes.Contains(a.Unit)).Select(a => a.Unit)
            .Union(db.Drafts.Where(d => d.Cycle == now.Code && codes.Contains(d.Unit)).Select(d => d.Unit))
            .Union(db.SelfReports.Where(r => r.Cycle == now.Code && codes.Contains(r.Unit)).Select(r => r.Unit)).ToListAsync(stop);
        return assessed.Count == 0 ? Granted.Yes : new Denied($"{string.Join('、', gone.Where(u => assessed.Contains(u.Code.Value)).Select(u => u.Name))}已有评分记录或自查填报，不能移出名单。");
    }

    /// <summary>What is wrong with a list of units; Chinese sentences that name the unit and the legal values.</summary>
    public static IReadOnlyList<string> Faults(Scheme scheme, ImmutableArray<Unit> units)
    {
        var names = units.SelectMany(u => u.ShortNames.Prepend(u.Name)).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => $"“{g.Key}”在名单中是两家单位的名称或简称。");
        var codes = units.GroupBy(u => u.Code).Where(g => g.Count() > 1).Select(g => $"单位代码“{g.Key}”重复。");
        string?[] faults =
        [
            units.IsEmpty ? "参评单位名单是空的。" : units.Length > Most ? $"参评单位最多{Most}家。" : null,
            .. codes, .. names, .. units.SelectMany(u => Faults(scheme, u)),
        ];
        return [.. faults.OfType<string>()];
    }

    /// <summary>What is wrong with their predecessors (前身); Chinese sentences that name the units that are most alike.</summary>
    /// <param name="before">The cycle before; null where there is none.</param>
    public static IReadOnlyList<string> PredecessorFaults(ImmutableArray<Unit> units, Cycle? before)
    {
        var names = new UnitNames(before?.Units ?? []);
        return [.. from unit in units from predecessor in unit.Predecessors where before?.Find(predecessor) is null select Fault(unit, predecessor.Value, before, names)];
    }

    private static string Fault(Unit unit, string predecessor, Cycle? before, UnitNames names)
    {
        if (before is null) return $"{unit.Name}不能写前身“{predecessor}”：没有更早的考核年度。";
        var alike = string.Join('、', names.Suggest(predecessor).Select(u => $"{u.Name}（{u.Code}）"));
        return $"{unit.Name}的前身“{predecessor}”不是{before.Name}的单位，应为该年度的单位代码或名称{(alike.Length > 0 ? $"；相近的有{alike}" : "")}。";
    }

    private static IEnumerable<string> Faults(Scheme scheme, Unit unit)
    {
        if (!CodeForm().IsMatch(unit.Code.Value)) yield return $"{unit.Name}的单位代码“{unit.Code}”无效：只能用小写字母、数字和连字符，最多40个字符。";
        if (unit.Name.Length is 0 or > LongestName) yield return $"单位“{unit.Code}”的名称为1至{LongestName}个字。";
        if (scheme.UnitKinds.All(k => k.Name != unit.Kind)) yield return $"{unit.Name}的单位类别“{unit.Kind}”不在考核评估表中；只能是{string.Join('、', scheme.UnitKinds.Select(k => k.Name))}。";
        if (unit.RankingGroup.Length is 0 or > LongestName) yield return $"{unit.Name}的排名组别为1至{LongestName}个字。";
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeForm();
}
