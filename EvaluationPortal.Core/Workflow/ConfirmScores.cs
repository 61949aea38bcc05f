using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>确认 and 解锁: the chief confirms a column or a unit, which locks its cells, and takes that back with a reason.</summary>
public sealed class ConfirmScores(CycleChange cycles, People people)
{
    /// <summary>Whether a person may confirm columns and units now, or unlock them: the chief.</summary>
    public static Permit Ask(Person person, Cycle cycle) =>
        PermissionTable.Ask(person, Permission.ConfirmResult) is Denied denied ? denied : StageTable.Ask(cycle, CycleCommand.Confirm);

    /// <summary>What confirming would lock although it is not settled: told before, and no obstacle. Empty where all is.</summary>
    public static ImmutableArray<string> Warnings(Scoreboard board, ConfirmedPart part)
    {
        var cells = board.Scorecards.SelectMany(card => card.Cells.Where(c => part.Covers(card.Unit.Code, c.Indicator.Code)).Select(c => (card.Unit, Cell: c))).ToList();
        string Names(IEnumerable<(Unit Unit, Cell Cell)> some) => string.Join('、', some.Select(c => part.Unit is null ? c.Unit.Name : c.Cell.Indicator.Code.Value));
        string? Told(string what, Func<Cell, bool> which) => cells.FindAll(c => which(c.Cell)) is { Count: > 0 } found ? $"{found.Count}处{what}：{Names(found)}" : null;
        string?[] warnings =
        [
            Told("待评", c => c.Score is Pending or Refused),
            Told("有问题待确认", c => c.Counted?.Observation is Findings findings && findings.List.Any(f => !f.Confirmed)),
            Told("有问题待补充说明", c => c.Counted?.Observation is Findings findings && findings.List.Any(f => !f.IsDescribed)),
        ];
        return [.. warnings.OfType<string>()];
    }

    /// <summary>Confirms it.</summary>
    public Task<Permit> Run(PersonId by, string cycle, ConfirmedPart part, CancellationToken stop = default) => cycles.Run(
        by, cycle, seen: null, (person, now, at) => Judge(person, now, part) is Denied denied ? denied
            : now.Settings.ConfirmationOf(part) is { } standing ? new Denied($"{standing.TextIn(now)}。") : (Permit)Granted.Yes,
        (transaction, now) => Write(transaction, by, now, part, now.Settings.Confirmations.Add(new(part, by, people.NameOf(by), transaction.Now)), AuditKinds.Confirmed, null, stop), stop);

    /// <summary>Takes the confirmation back: its cells may be scored again, unless another still locks them.</summary>
    /// <param name="reason">Required.</param>
    public Task<Permit> Unlock(PersonId by, string cycle, ConfirmedPart part, string reason, CancellationToken stop = default) => cycles.Run(
        by, cycle, seen: null, (person, now, at) => Judge(person, now, part) is Denied denied ? denied
            : now.Settings.ConfirmationOf(part) is null ? new Denied($"{part.NameIn(now)}没有确认，无须解锁。")
            : GivenReason.Read(reason, "解锁的原因").Fault ?? (Permit)Granted.Yes,
        (transaction, now) => Write(transaction, by, now, part, now.Settings.Confirmations.RemoveAll(c => c.Part == part), AuditKinds.Unlocked, TextGate.Clean(reason), stop), stop);

    private static Permit Judge(Person person, Cycle now, ConfirmedPart part)
    {
        if (Ask(person, now) is Denied denied) return denied;
        if (part.Unit is null == part.Indicator is null) return new Denied("请选择一列或一家单位。");
        if (part.Unit is { } unit && now.Find(unit) is null) return new Denied($"没有单位“{unit}”。");
        if (part.Indicator is { } indicator && now.Scheme.Find(indicator) is null) return new Denied($"没有指标“{indicator}”。");
        return part.Unit is { } own && person.BelongsTo(own) ? new Denied($"{part.NameIn(now)}是您的本单位，请由另一位考评组长办理。") : Granted.Yes;
    }

    private static Task Write(LedgerTransaction transaction, PersonId by, Cycle now, ConfirmedPart part, ImmutableArray<Confirmation> confirmations, string kind, string? reason, CancellationToken stop) =>
        transaction.ChangeCycle(by, now.Code, row => row.Settings = StoredJson.Write(now.Settings with { Confirmations = confirmations }),
            entry => (entry.Unit, entry.Indicator, entry.Reason) = (part.Unit?.Value, part.Indicator?.Value, reason), stop, kind: kind);
}
