using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>撤回: puts back what a batch wrote into a unit's drafts. What somebody changed since stays as it is and is named.</summary>
public sealed class TakeBackFiling(Ledger ledger, LiveScoreboards live, LiveSelfReports reports, People people)
{
    /// <summary>Takes it back.</summary>
    /// <param name="seen">The batch's version that the page showed.</param>
    /// <returns>Refused where all of it may not be changed now: it can still be taken back later.</returns>
    public async Task<Permit> Run(PersonId by, string cycle, UnitCode unit, Guid id, long seen, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        var permit = await ledger.Write(async transaction =>
        {
            var answer = await Write(transaction, by, board.Cycle, unit, id, seen, stop);
            if (!answer.IsGranted) transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false);
        if (permit.IsGranted) reports.DraftChanged(cycle, unit);
        return permit;
    }

    private async Task<Permit> Write(LedgerTransaction transaction, PersonId by, Cycle cycle, UnitCode unit, Guid id, long seen, CancellationToken stop)
    {
        var (drafts, why) = await OpenDrafts.Of(transaction, by, cycle, unit, people, stop);
        if (drafts is null) return new Denied(why!);
        if (await StoredImports.Find(transaction.Db, cycle.Code, id, stop) is not { } batch || batch.Unit != unit) return new Denied(ReadImports.Unknown);
        if (ImportRules.AskToTakeBack(drafts.Person, batch) is Denied denied) return denied;
        var outcomes = batch.Standing.Replaced.Select(r => (Field: r, Outcome: drafts.Keep(new(Guid.NewGuid(), r.Indicator.Value, r.Field.ToString(), r.Before, r.Version)))).ToList();
        if (outcomes.TrueForAll(o => o.Outcome.State == "failed")) return new Denied($"现在不能撤回：{outcomes.Select(o => o.Outcome.Message).FirstOrDefault(ReadImports.Unknown)}");
        var kept = outcomes.Where(o => o.Outcome.State != "saved").Select(o =>
            $"{o.Field.Indicator}{o.Field.Field.Name()}：{(o.Outcome.Theirs is { } theirs ? $"{theirs.By}已于{theirs.At}修改" : o.Outcome.Message!.TrimEnd('。'))}。").ToList();
        string[] outcome = [$"撤回{outcomes.Count - kept.Count}处{(kept.Count == 0 ? "。" : $"，{kept.Count}处保留：")}", .. kept];
        var moved = await ImportChange.Run(transaction, drafts.Person, cycle.Code, id, seen, ImportRules.AskToTakeBack,
            standing => standing with { State = ImportState.TakenBack, MovedBy = by, MovedAt = transaction.Now, Outcome = [.. outcome] }, stop);
        if (moved.IsGranted) ApplyFiling.Append(transaction, by, AuditKinds.ImportTakenBack, batch, outcome[0]);
        return moved;
    }
}
