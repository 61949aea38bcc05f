using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Moves a cycle to the next stage, or one back with a reason.</summary>
public sealed class MoveStage(CycleChange cycles, LiveScoreboards live, People people, TimeProvider clock)
{
    /// <summary>Who may move it where: the administrator, but whether the result is final is the chief's to say.</summary>
    public static Permit Ask(Person person, Cycle cycle, Stage to) => Math.Abs(to - cycle.Stage) != 1
        ? new Denied($"“{cycle.Stage.Text()}”之后只能进入相邻的阶段，不能直接进入“{to.Text()}”。")
        : PermissionTable.Ask(person, to.IsFinal() || cycle.Stage.IsFinal() ? Permission.ConfirmResult : Permission.ManageCycle);

    /// <summary>What has to hold for the move, as things stand; nothing for going back.</summary>
    public IReadOnlyList<StageCondition> Conditions(string cycle, Stage to) => StageConditions.Of(live.Of(cycle), people.All, to, clock.GetUtcNow().UtcDateTime);

    /// <summary>Moves it.</summary>
    /// <param name="reason">Required for going back, and where a condition that is no must does not hold.</param>
    /// <param name="seen">The cycle's version that the page showed.</param>
    public Task<Permit> Run(PersonId by, string cycle, Stage to, string? reason, long seen, CancellationToken stop = default) =>
        cycles.Run(by, cycle, seen, (transaction, person, now) => Judge(transaction, person, now, to, reason, stop), (transaction, now) =>
            transaction.ChangeCycle(by, cycle, row => row.Stage = to, entry => entry.Reason = TextGate.Clean(reason ?? "") is { Length: > 0 } why ? why : null, stop), stop);

    private async Task<Permit> Judge(LedgerTransaction transaction, Person person, Cycle now, Stage to, string? reason, CancellationToken stop)
    {
        if (Ask(person, now, to) is Denied denied) return denied;
        // By the rows: a score that was taken back a moment ago counts as pending, whatever the board in memory says.
        var conditions = StageConditions.Of((await StoredScoreboards.Read(transaction.Db, now.Code, stop))!, people.All, to, transaction.Now);
        if (conditions.FirstOrDefault(c => c is { IsMust: true, IsMet: false }) is { } must) return new Denied($"还不能进入“{to.Text()}”阶段：{must.Text}。");
        if (to < now.Stage) return GivenReason.Read(reason, "退回上一阶段的原因").Fault ?? (Permit)Granted.Yes;
        var open = conditions.Where(c => !c.IsMet).Select(c => c.Text).ToList();
        return open.Count > 0 && GivenReason.Read(reason, $"仍要进入“{to.Text()}”阶段的原因（{string.Join('；', open)}）").Fault is { } fault ? fault : Granted.Yes;
    }
}
