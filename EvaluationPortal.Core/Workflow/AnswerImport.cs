using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What whoever read a file in answers to what was asked about it, and the act of discarding it.</summary>
public sealed class AnswerImport(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Says which unit a name in the file means.</summary>
    /// <param name="unit">Null: none, its rows are left out.</param>
    /// <param name="seen">The batch's version that the page showed, as for the others.</param>
    public Task<Permit> Unit(PersonId by, string cycle, Guid id, string name, UnitCode? unit, long seen, CancellationToken stop = default) =>
        unit is { } code && live.Find(cycle)?.Cycle.Find(code) is null
            ? Task.FromResult<Permit>(new Denied($"没有单位“{code}”。"))
            : Move(by, cycle, id, seen, standing => standing with { Answers = standing.Answers.SetItem(name, unit) }, stop);

    /// <summary>Gives the one reason for judged points below the maximum that came without one; blank takes it back.</summary>
    public Task<Permit> Reason(PersonId by, string cycle, Guid id, string reason, long seen, CancellationToken stop = default)
    {
        var clean = TextGate.Clean(reason);
        return TextGate.TooLong(clean, "理由") is { } fault ? Task.FromResult<Permit>(new Denied(fault)) : Move(by, cycle, id, seen, standing => standing with { Reason = clean.Length == 0 ? null : clean }, stop);
    }

    /// <summary>放弃: nothing of it will count.</summary>
    public Task<Permit> Discard(PersonId by, string cycle, Guid id, long seen, CancellationToken stop = default) =>
        Move(by, cycle, id, seen, standing => standing with { State = ImportState.Discarded }, stop);

    private async Task<Permit> Move(PersonId by, string cycle, Guid id, long seen, Func<ImportStanding, ImportStanding> move, CancellationToken stop) =>
        await ledger.Write(async transaction => await people.FindNow(transaction.Db, by, stop) is not { } person
            ? new Denied(People.Gone)
            : await ImportChange.Run(transaction, person, cycle, id, seen, ImportRules.AskToApply, standing => move(standing) with { MovedBy = by, MovedAt = transaction.Now }, stop), stop);
}
