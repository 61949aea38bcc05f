using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What all changes of a cycle have in common: asked and written in the ledger's transaction, on every screen afterwards.</summary>
public sealed class CycleChange(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Asks, and writes where it is granted.</summary>
    /// <param name="seen">The cycle's version that the page showed; null where the change does not depend on it.</param>
    /// <param name="ask">Whether that person may change the cycle, as both are in the transaction.</param>
    /// <param name="change">Writes; told the person and the cycle.</param>
    internal Task<Permit> Run(PersonId by, string code, long? seen, Func<Person, Cycle, DateTime, Permit> ask, Func<LedgerTransaction, Cycle, Task> change, CancellationToken stop) =>
        Run(by, code, seen, (transaction, person, now) => Task.FromResult(ask(person, now, transaction.Now)), change, stop);

    /// <inheritdoc cref="Run(PersonId, string, long?, Func{Person, Cycle, DateTime, Permit}, Func{LedgerTransaction, Cycle, Task}, CancellationToken)"/>
    internal async Task<Permit> Run(PersonId by, string code, long? seen, Func<LedgerTransaction, Person, Cycle, Task<Permit>> ask, Func<LedgerTransaction, Cycle, Task> change, CancellationToken stop)
    {
        if (live.Find(code) is not { } board) return new Denied($"没有考核年度“{code}”。");
        var permit = await ledger.Write(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            var answer = await people.FindNow(transaction.Db, by, stop) is not { } person ? new Denied(People.Gone)
                : seen is { } version && version != now.Version ? new Denied("考核年度刚被他人修改，您看到的已不是最新内容。请重新打开本页后再改。")
                : await ask(transaction, person, now);
            if (answer.IsGranted) await change(transaction, now);
            else transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false); // The other screens do not wait for the page that changed it.
        if (permit.IsGranted) await live.Reload(code, CancellationToken.None);
        return permit;
    }
}
