using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Reopens (重新开放) one unit's self-report or one assessor's delivery until another time, with a reason.</summary>
public sealed class ExtendDeadline(CycleChange cycles)
{
    /// <summary>Whether a person may do it now.</summary>
    public static Permit Ask(Person person, Cycle cycle) =>
        PermissionTable.Ask(person, Permission.ManageCycle) is Denied denied ? denied : StageTable.Ask(cycle, CycleCommand.MoveDeadlines);

    /// <summary>Reopens it for that unit.</summary>
    /// <param name="until">UTC, in the future.</param>
    public Task<Permit> Run(PersonId by, string cycle, UnitCode unit, DateTime until, string reason, CancellationToken stop = default) =>
        Run(by, cycle, new Extension(unit, null, until, TextGate.Clean(reason)), stop);

    /// <summary>Reopens it for that bureau or third party.</summary>
    /// <param name="until">UTC, in the future.</param>
    public Task<Permit> Run(PersonId by, string cycle, string assessor, DateTime until, string reason, CancellationToken stop = default) =>
        Run(by, cycle, new Extension(null, assessor, until, TextGate.Clean(reason)), stop);

    private Task<Permit> Run(PersonId by, string code, Extension extension, CancellationToken stop) => cycles.Run(
        by, code, seen: null, (person, now, at) => Judge(person, now, extension, at),
        (transaction, now) => transaction.ChangeCycle(by, code,
            row => row.Settings = StoredJson.Write(now.Settings with { Deadlines = now.Settings.Deadlines with { Extensions = now.Settings.Deadlines.Extensions.Add(extension) } }),
            entry => (entry.Unit, entry.Reason) = (extension.Unit?.Value, $"{Party(now, extension)}的截止时间改为{ChinaTime.Minute(extension.Until)}：{extension.Reason}"), stop), stop);

    private static Permit Judge(Person person, Cycle now, Extension extension, DateTime at)
    {
        if (Ask(person, now) is Denied denied) return denied;
        if (GivenReason.Read(extension.Reason, "重新开放的原因").Fault is { } fault) return fault;
        if (extension.Unit is { } unit && now.Find(unit) is null) return new Denied($"没有单位“{unit}”。");
        if (extension.Assessor is { } assessor && now.Assessors().All(a => a.Name != assessor)) return new Denied($"考核评估表中没有评估单位“{assessor}”。");
        return extension.Until > at ? Granted.Yes : new Denied($"新的截止时间{ChinaTime.Minute(extension.Until)}须晚于现在。");
    }

    private static string Party(Cycle cycle, Extension extension) => extension.Unit is { } unit ? cycle.Find(unit)!.Name : extension.Assessor!;
}
