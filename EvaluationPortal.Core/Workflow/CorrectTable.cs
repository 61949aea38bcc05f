using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Puts another table in a cycle's place. While nothing is assessed, in 年度准备, one administrator does it. Afterwards (勘误,
/// 补充通知) one proposes it with a reason and another confirms, having seen every total that moves.
/// </summary>
public sealed class CorrectTable(CycleChange cycles, LiveScoreboards live, PortalDatabase database)
{
    /// <summary>Whether a person may propose or replace now.</summary>
    public static Permit Ask(Person person, Cycle cycle) =>
        PermissionTable.Ask(person, Permission.ManageCycle) is Denied denied ? denied
        : StageTable.Ask(cycle, cycle.Stage is Stage.Setup ? CycleCommand.ReplaceTable : CycleCommand.CorrectTable);

    /// <summary>Whether a person may confirm what stands proposed: an administrator or the chief, but not who proposed it.</summary>
    public static Permit AskToConfirm(Person person, Cycle cycle)
    {
        if (cycle.Settings.ProposedTable is not { } proposed) return new Denied("没有待确认的勘误。");
        if (StageTable.Ask(cycle, CycleCommand.CorrectTable) is Denied stage) return stage;
        if (proposed.By == person.Id) return new Denied("勘误须由提出者以外的人确认。");
        return PermissionTable.Ask(person, Permission.ManageCycle).IsGranted ? Granted.Yes : PermissionTable.Ask(person, Permission.ConfirmResult);
    }

    /// <summary>What would become of the board; null where there is no such table.</summary>
    public async Task<TableDifference?> Preview(string cycle, string digest, CancellationToken stop)
    {
        await using var db = database.Open();
        return await StoredSchemes.Find(db, digest, stop) is { } table ? TableDifference.Of(live.Of(cycle), table) : null;
    }

    /// <summary>Replaces the table in 年度准备; proposes the correction later.</summary>
    /// <param name="digest">The adopted table's.</param>
    /// <param name="reason">Required once scoring has begun: the notice or the mistake it follows from.</param>
    /// <param name="seen">The cycle's version that the page showed.</param>
    public Task<Permit> Propose(PersonId by, string cycle, string digest, string? reason, long seen, CancellationToken stop = default) => cycles.Run(
        by, cycle, seen, (transaction, person, now) => Judge(transaction.Db, person, now, digest, reason, stop),
        (transaction, now) => transaction.ChangeCycle(by, cycle, row =>
        {
            if (now.Stage is Stage.Setup) row.SchemeDigest = digest;
            else row.Settings = StoredJson.Write(now.Settings with { ProposedTable = new(digest, TextGate.Clean(reason!), by, transaction.Now) });
        }, entry => entry.Reason = now.Stage is Stage.Setup ? null : $"提出勘误：{TextGate.Clean(reason!)}", stop), stop);

    /// <summary>Confirms what stands proposed: the table changes and all scores follow. What is confirmed and would move has to be unlocked first.</summary>
    public Task<Permit> Confirm(PersonId by, string cycle, long seen, CancellationToken stop = default) => cycles.Run(
        by, cycle, seen, async (transaction, person, now) =>
            AskToConfirm(person, now) is Denied denied ? denied : await Locked(transaction.Db, now, stop) ?? (Permit)Granted.Yes,
        (transaction, now) => transaction.ChangeCycle(by, cycle,
            row => (row.SchemeDigest, row.Settings) = (now.Settings.ProposedTable!.Digest, StoredJson.Write(now.Settings with { ProposedTable = null })),
            entry => entry.Reason = $"确认勘误：{now.Settings.ProposedTable!.Reason}", stop), stop);

    /// <summary>Takes back what stands proposed.</summary>
    public Task<Permit> Withdraw(PersonId by, string cycle, long seen, CancellationToken stop = default) => cycles.Run(
        by, cycle, seen, (person, now, at) => now.Settings.ProposedTable is null ? new Denied("没有待确认的勘误。") : PermissionTable.Ask(person, Permission.ManageCycle),
        (transaction, now) => transaction.ChangeCycle(by, cycle, row => row.Settings = StoredJson.Write(now.Settings with { ProposedTable = null }), entry => entry.Reason = "撤回勘误", stop), stop);

    private static async Task<Denied?> Locked(PortalDbContext db, Cycle now, CancellationToken stop)
    {
        if (now.Settings.Confirmations.IsEmpty) return null;
        var table = (await StoredSchemes.Find(db, now.Settings.ProposedTable!.Digest, stop))!;
        var locked = TableDifference.Of((await StoredScoreboards.Read(db, now.Code, stop))!, table).Locked;
        return locked.IsEmpty ? null : new($"勘误会改动已确认的得分：{string.Join('；', locked.Select(l => l.TextIn(now)))}。请考评组长先解锁，勘误生效后重新确认。");
    }

    private static async Task<Permit> Judge(PortalDbContext db, Person person, Cycle now, string digest, string? reason, CancellationToken stop)
    {
        if (Ask(person, now) is Denied denied) return denied;
        if (now.Scheme.Digest == digest) return new Denied("这就是本年度现在使用的考核评估表。");
        if (await StoredSchemes.Find(db, digest, stop) is not { } table) return new Denied("没有采用过这张考核评估表，请先采用。");
        if (ChangeUnits.Faults(table, now.Units) is [var fault, ..]) return new Denied($"{table.Name}不能用于现有的单位名单：{fault}");
        if (now.Stage is not Stage.Setup) return GivenReason.Read(reason, "勘误的依据（补充通知的文号，或错在哪里）").Fault ?? (Permit)Granted.Yes;
        return await db.Assessments.AnyAsync(a => a.Cycle == now.Code, stop) ? new Denied("本年度已有评分记录，不能直接更换考核评估表；请在自查填报开始后按勘误办理。") : Granted.Yes;
    }
}
