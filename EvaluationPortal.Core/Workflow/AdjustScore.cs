using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 核定调整: the chief proposes other points for a cell, or that an adjustment be taken back; another chief or an administrator approves,
/// and only then it counts. The computed points stay beside it.
/// </summary>
public sealed class AdjustScore(CycleChange cycles)
{
    /// <summary>Most adjustments in one cycle, those taken back included.</summary>
    public const int Most = 300;

    /// <summary>Whether a person may propose for the unit now.</summary>
    public static Permit Ask(Person person, Cycle cycle, Unit unit) =>
        PermissionTable.Ask(person, Permission.ConfirmResult) is Denied denied ? denied
        : StageTable.Ask(cycle, CycleCommand.Adjust) is Denied stage ? stage
        : OwnUnit(person, unit) ?? (Permit)Granted.Yes;

    /// <summary>Whether a person may approve or reject what waits: a chief or an administrator, never who proposed it.</summary>
    public static Permit AskToApprove(Person person, Cycle cycle, Adjustment adjustment)
    {
        if (StageTable.Ask(cycle, CycleCommand.Adjust) is Denied stage) return stage;
        if (!PermissionTable.Ask(person, Permission.ManageCycle).IsGranted && PermissionTable.Ask(person, Permission.ConfirmResult) is Denied denied) return denied;
        if (adjustment.By == person.Id) return new Denied("核定调整须由提出者以外的人批准。");
        return cycle.Find(adjustment.Unit) is { } unit && OwnUnit(person, unit) is { } own ? own : Granted.Yes;
    }

    /// <summary>Proposes it; nothing is scored otherwise yet.</summary>
    /// <param name="points">0 to the maximum, at most two decimals; null takes the standing adjustment back.</param>
    /// <param name="reason">Required.</param>
    /// <param name="basis">Required.</param>
    public Task<Permit> Propose(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, decimal? points, string reason, string basis, CancellationToken stop = default)
    {
        Adjustment? proposed = null;
        return cycles.Run(by, cycle, seen: null, async (transaction, person, now) =>
        {
            var (answer, computed) = await Judge(transaction, person, now, unit, indicator, points, reason, basis, stop);
            if (answer.IsGranted) proposed = new(Guid.NewGuid(), unit, indicator, points, computed, TextGate.Clean(reason), TextGate.Clean(basis), by, transaction.Now, null);
            return answer;
        }, (transaction, now) => Write(transaction, by, now, now.Settings.Adjustments.Add(proposed!), proposed!, AuditKinds.AdjustmentProposed, $"理由：{proposed!.Reason}；依据：{proposed.Basis}", stop), stop);
    }

    /// <summary>Approves it: the cell's points, and every total and rank, follow.</summary>
    public Task<Permit> Approve(PersonId by, string cycle, Guid id, CancellationToken stop = default) => cycles.Run(by, cycle, seen: null, async (transaction, person, now) =>
    {
        if (Waiting(now, id) is not { } adjustment) return Missing;
        if (AskToApprove(person, now, adjustment) is Denied denied) return denied;
        return await Computed(transaction, now, adjustment.Unit, adjustment.Indicator, stop) is { } computed && computed.Points == adjustment.Computed ? Granted.Yes
            : new Denied("提出以后该项的计算得分已经变化，请驳回后重新提出。");
    }, (transaction, now) =>
    {
        var adjustment = Waiting(now, id)!;
        var approved = adjustment with { Approval = new(by, transaction.Now, transaction.Next) };
        return Write(transaction, by, now, now.Settings.Adjustments.Replace(adjustment, approved), adjustment, AuditKinds.AdjustmentApproved, adjustment.Reason, stop);
    }, stop);

    /// <summary>Rejects it, or takes the own proposal back; the trail keeps it.</summary>
    /// <param name="reason">Required.</param>
    public Task<Permit> Reject(PersonId by, string cycle, Guid id, string reason, CancellationToken stop = default) => cycles.Run(by, cycle, seen: null, (person, now, at) =>
        Waiting(now, id) is not { } adjustment ? Missing
        : adjustment.By == person.Id ? GivenReason.Read(reason, "撤回的原因").Fault ?? (Permit)Granted.Yes
        : AskToApprove(person, now, adjustment) is Denied denied ? denied
        : GivenReason.Read(reason, "驳回的原因").Fault ?? (Permit)Granted.Yes,
        (transaction, now) => Write(transaction, by, now, now.Settings.Adjustments.Remove(Waiting(now, id)!), Waiting(now, id)!, AuditKinds.AdjustmentRejected, TextGate.Clean(reason), stop), stop);

    private static Denied Missing => new("这项核定调整已经办理，或已不存在。");

    private static Adjustment? Waiting(Cycle cycle, Guid id) => cycle.Settings.Adjustments.FirstOrDefault(a => a.Id == id && a.Approval is null);

    private static Denied? OwnUnit(Person person, Unit unit) => person.BelongsTo(unit.Code) ? new($"{unit.Name}是您的本单位，请由他人办理。") : null;

    private static async Task<(Permit Answer, decimal Computed)> Judge(LedgerTransaction transaction, Person person, Cycle now, UnitCode code, IndicatorCode of, decimal? points, string reason, string basis, CancellationToken stop)
    {
        if (now.Find(code) is not { } unit || now.Scheme.Find(of) is not { } indicator) return (new Denied($"没有单位“{code}”或指标“{of}”。"), 0);
        if (Ask(person, now, unit) is Denied denied) return (denied, 0);
        if (now.Settings.Adjustments.Length >= Most) return (new Denied($"一个考核年度最多{Most}项核定调整。"), 0);
        if (now.Settings.Adjustments.Any(a => a.Unit == code && a.Indicator == of && a.Approval is null)) return (new Denied($"{unit.Name}的{of}已有一项核定调整等待批准。"), 0);
        if (points is { } wanted && (wanted < 0 || wanted > indicator.MaxPoints || wanted != Math.Round(wanted, 2))) return (new Denied($"核定得分须在0分至{Decimals.Text(indicator.MaxPoints)}分之间，最多两位小数。"), 0);
        if ((GivenReason.Read(reason, "核定调整的理由").Fault ?? GivenReason.Read(basis, "核定调整的依据").Fault) is { } fault) return (fault, 0);
        if (await Computed(transaction, now, code, of, stop) is not { } computed) return (new Denied($"{unit.Name}的{of}待评或不涉及，没有可以调整的得分。"), 0);
        var standing = unit.Adjustments.GetValueOrDefault(of)?.Points;
        return points == standing || (standing is null && points == computed.Points) ? (new Denied("这就是现在的得分，没有调整。"), 0) : (Granted.Yes, computed.Points);
    }

    private static async Task<Awarded?> Computed(LedgerTransaction transaction, Cycle now, UnitCode unit, IndicatorCode indicator, CancellationToken stop) =>
        (await StoredScoreboards.Read(transaction.Db, now.Code, stop))?.Find(unit, indicator)?.Computed as Awarded;

    private static Task Write(LedgerTransaction transaction, PersonId by, Cycle now, ImmutableArray<Adjustment> all, Adjustment about, string kind, string reason, CancellationToken stop) =>
        transaction.ChangeCycle(by, now.Code, row => row.Settings = StoredJson.Write(now.Settings with { Adjustments = all }),
            entry => (entry.Unit, entry.Indicator, entry.Reason) = (about.Unit.Value, about.Indicator.Value, $"{about.Text}。{reason}"), stop, kind: kind);
}
