using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Moves a batch on, inside the ledger's transaction: found, asked for, unchanged since it was seen.</summary>
internal static class ImportChange
{
    /// <summary>Moves it.</summary>
    /// <param name="seen">The batch's version that the page showed.</param>
    /// <param name="move">Where it is to stand.</param>
    public static async Task<Permit> Run(LedgerTransaction transaction, Person person, string cycle, Guid id, long seen, Func<Person, ImportBatch, Permit> ask, Func<ImportStanding, ImportStanding> move, CancellationToken stop)
    {
        if (await transaction.Db.Imports.SingleOrDefaultAsync(i => i.Cycle == cycle && i.Id == id, stop) is not { } row) return new Denied(ReadImports.Unknown);
        var batch = StoredImports.Batch(row);
        if (ask(person, batch) is Denied denied) return denied;
        if (batch.Version != seen) return new Denied("这一批刚在另一个页面上办理过，请核对后再试。");
        row.Standing = StoredImports.Write(move(batch.Standing));
        row.Version++;
        return Granted.Yes;
    }
}
