using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Changes what a cycle decides: 考核期, deadlines, single units an indicator applies to, what liaisons see, and the other rules.</summary>
public sealed class ChangeSettings(CycleChange cycles)
{
    /// <summary>Most indicators set for single units in one cycle.</summary>
    public const int MostApplicability = 200;

    /// <summary>Changes them. Full marks, extensions, confirmations, adjustments and a proposed table have use cases of their own and stay as they are.</summary>
    /// <param name="seen">The cycle's version that the page showed.</param>
    public Task<Permit> Run(PersonId by, string cycle, CycleSettings wanted, string name, long seen, CancellationToken stop = default) => cycles.Run(
        by, cycle, seen, (person, now, at) => Ask(person, now, Kept(now, wanted), TextGate.Clean(name)),
        (transaction, now) => transaction.ChangeCycle(by, cycle, row => (row.Name, row.Settings) = (TextGate.Clean(name), StoredJson.Write(Kept(now, wanted))), _ => { }, stop), stop);

    /// <summary>Whether nothing that this use case changes differs between the two: what is filled in against the one is as good against the other.</summary>
    public static bool IsSame(Cycle was, Cycle now) => was.Name == now.Name && StoredJson.Write(Kept(now, was.Settings)) == StoredJson.Write(now.Settings);

    private static CycleSettings Kept(Cycle now, CycleSettings wanted) => wanted with
    {
        FullMarks = now.Settings.FullMarks, Deadlines = wanted.Deadlines with { Extensions = now.Settings.Deadlines.Extensions }, IsRehearsal = now.Settings.IsRehearsal, ProposedTable = now.Settings.ProposedTable,
        Confirmations = now.Settings.Confirmations, Adjustments = now.Settings.Adjustments,
    };

    private static Permit Ask(Person person, Cycle now, CycleSettings wanted, string name)
    {
        if (PermissionTable.Ask(person, Permission.ManageCycle) is Denied denied) return denied;
        if (StageTable.Ask(now, CycleCommand.ChangeSettings) is Denied stage) return stage;
        if (Dates(wanted) != Dates(now.Settings) && StageTable.Ask(now, CycleCommand.MoveDeadlines) is Denied dates) return dates;
        if (Moved(now.Settings, wanted).FirstOrDefault(a => now.Settings.LockOf(a.Unit, a.Indicator) is not null) is { } locked)
        {
            return new Denied($"{now.Settings.LockOf(locked.Unit, locked.Indicator)!.TextIn(now)}，{UnitName(now, locked.Unit)}的{locked.Indicator}是否适用须解锁后才能改动。");
        }
        // The average of fewer or more ratings are other points.
        if (now.Settings.Raters.Except(wanted.Raters).Concat(wanted.Raters.Except(now.Settings.Raters)).Select(r => r.Key).FirstOrDefault(i => now.Units.Any(u => now.Settings.LockOf(u.Code, i) is not null)) is { Value: not null } rated)
        {
            return new Denied($"{now.Units.Select(u => now.Settings.LockOf(u.Code, rated)).OfType<Confirmation>().First().TextIn(now)}，{rated}的评分人数须解锁后才能改动。");
        }
        return Faults(now, wanted, name) is [var fault, ..] ? new Denied(fault) : Granted.Yes;
    }

    private static IEnumerable<UnitApplicability> Moved(CycleSettings was, CycleSettings wanted) => was.Applicability.Except(wanted.Applicability).Concat(wanted.Applicability.Except(was.Applicability));

    private static string Dates(CycleSettings settings) =>
        $"{settings.Deadlines.Filing?.Ticks};{string.Join(';', settings.Deadlines.Deliveries.Select(d => $"{d.Key}={d.Value.Ticks}"))}";

    /// <summary>What is wrong with them; Chinese sentences that name the part.</summary>
    public static IReadOnlyList<string> Faults(Cycle cycle, CycleSettings wanted, string name)
    {
        string?[] faults =
        [
            name.Length is 0 or > 60 ? "考核年度的名称为1至60个字。" : null,
            wanted.Period is { } p && p.From > p.To ? $"考核期的开始日期{p.From:yyyy-MM-dd}晚于结束日期{p.To:yyyy-MM-dd}。" : null,
            wanted.Deadlines.Deliveries.Keys.FirstOrDefault(k => cycle.Assessors().All(a => a.Name != k)) is { } unknown ? $"考核评估表中没有评估单位“{unknown}”。" : null,
            wanted.Grades?.Fault,
            wanted.Contact is { } contact && Fault(contact) is { } wrong ? wrong : null,
            wanted.Applicability.Length > MostApplicability ? $"个别单位的适用情况最多{MostApplicability}条。" : null,
            .. wanted.Raters.Select(r => RatingRules.Fault(cycle.Scheme, r.Key, r.Value)),
            .. wanted.Applicability.Select(a => Fault(cycle, a)),
            wanted.Applicability.GroupBy(a => (a.Unit, a.Indicator)).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"{UnitName(cycle, twice.Key.Unit)}的{twice.Key.Indicator}重复设定。" : null,
        ];
        return [.. faults.OfType<string>()];
    }

    private static string? Fault(Contact contact) =>
        contact.Name.Length is 0 or > 40 || contact.Telephone.Length is 0 or > 40 ? "联系人和联系电话须一并填写，各不超过40个字。"
        : contact.Telephone.All(c => char.IsAsciiDigit(c) || "+-() 转、".Contains(c, StringComparison.Ordinal)) ? null : $"“{contact.Telephone}”不是电话号码，如021-37730000转1。";

    private static string? Fault(Cycle cycle, UnitApplicability set) =>
        cycle.Find(set.Unit) is null ? $"没有单位“{set.Unit}”。"
        : cycle.Scheme.Find(set.Indicator) is null ? $"没有指标“{set.Indicator}”。"
        : set.Reason.Trim().Length is 0 or > GivenReason.Most ? $"请写明{UnitName(cycle, set.Unit)}的{set.Indicator}另行设定的理由，最多{GivenReason.Most}个字。"
        : null;

    private static string UnitName(Cycle cycle, UnitCode unit) => cycle.Find(unit)?.Name ?? unit.Value;
}
