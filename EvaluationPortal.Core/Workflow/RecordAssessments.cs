using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// The one use case that writes scores: a key press is a batch of one; a column filled, an import or a re-check's outcome are the
/// same call. What may be written is decided inside the ledger's transaction, from rows re-read there.
/// </summary>
public sealed class RecordAssessments(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Most edits in one call.</summary>
    public const int MostEdits = 2000;

    /// <summary>Records the edits and tells for each what became of it.</summary>
    /// <param name="edits">Any number up to <see cref="MostEdits"/>; of two to one cell the later one stands.</param>
    /// <param name="batch">Shared by edits made in one act.</param>
    /// <param name="wholeOrNothing">Write none unless all can be written; the others are then rejected too.</param>
    public async Task<IReadOnlyList<Outcome>> Run(PersonId by, string cycle, IReadOnlyList<Edit> edits, Guid? batch = null, bool wholeOrNothing = false, CancellationToken stop = default)
    {
        return await RunWith(by, cycle, edits, null, batch, wholeOrNothing, stop);
    }

    /// <summary>As <see cref="Run"/>, with what else belongs to the act in the same transaction.</summary>
    /// <param name="with">Called once all edits were judged and can be written. Where it refuses, nothing is written and every edit is rejected with its sentence.</param>
    internal async Task<IReadOnlyList<Outcome>> RunWith(PersonId by, string cycle, IReadOnlyList<Edit> edits, Func<LedgerTransaction, Person, Cycle, IReadOnlyList<Outcome>, Task<Permit>>? with, Guid? batch, bool wholeOrNothing, CancellationToken stop)
    {
        if (edits.Count > MostEdits) return [.. edits.Select(e => new Rejected(e.Id, $"一次最多保存{MostEdits}处修改，这次有{edits.Count}处，请分批保存。"))];
        if (edits.Count == 0 && with is null) return [];
        if (live.Find(cycle) is not { } board) return [.. edits.Select(e => new Rejected(e.Id, $"没有考核年度“{cycle}”。"))];
        var (outcomes, changes) = await ledger.Write<(List<Outcome>, IReadOnlyList<Change>)>(async transaction =>
        {
            // Asked here and not before: whoever waited for the ledger may have lost the right meanwhile.
            if (await people.FindNow(transaction.Db, by, stop) is not { } person)
            {
                transaction.Abandon();
                return ([.. edits.Select(e => new Rejected(e.Id, People.Gone))], []);
            }
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            var recording = await Recording.Begin(transaction, now, person, edits, batch, stop);
            List<Outcome> all = [.. edits.Select(recording.Record)];
            if (!wholeOrNothing || all.TrueForAll(o => o is Saved))
            {
                if (with is null || await with(transaction, person, now, all) is not Denied denied) return (all, recording.Changes);
                transaction.Abandon();
                return ([.. edits.Select(e => new Rejected(e.Id, denied.Why))], []);
            }
            transaction.Abandon();
            return ([.. all.Select(o => recording.WasSavedBefore(o.EditId) ? o : Withheld(o))], []);
        }, stop).ConfigureAwait(false); // What is committed goes on the screens without waiting for the page that recorded it.
        if (changes.Count > 0) await live.Publish(cycle, changes, changes.Max(c => c.Assessment.Version));
        return outcomes;
    }

    private static Outcome Withheld(Outcome outcome) =>
        outcome is Saved saved ? new Rejected(saved.EditId, "同一批中有不能保存的修改，整批未保存。") : outcome;
}
