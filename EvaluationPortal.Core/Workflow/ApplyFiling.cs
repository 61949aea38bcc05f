using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>应用: writes what a preview of a self-report shows into the unit's drafts, all or nothing.</summary>
public sealed class ApplyFiling(Ledger ledger, LiveScoreboards live, LiveSelfReports reports, People people)
{
    private const int MostNamed = 5;

    /// <summary>Applies it. Where anybody changed one of its fields since the preview, nothing is written.</summary>
    public async Task<Permit> Run(PersonId by, string cycle, FilingPreview preview, CancellationToken stop = default)
    {
        if (preview.Changes.IsEmpty) return new Denied("与现有草稿相比没有变化，无需应用。");
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        var permit = await ledger.Write(async transaction =>
        {
            var answer = await Write(transaction, by, board.Cycle, preview, stop);
            if (!answer.IsGranted) transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false);
        if (permit.IsGranted) reports.DraftChanged(cycle, preview.Unit.Code);
        return permit;
    }

    private async Task<Permit> Write(LedgerTransaction transaction, PersonId by, Cycle cycle, FilingPreview preview, CancellationToken stop)
    {
        var batch = preview.Batch;
        var (drafts, why) = await OpenDrafts.Of(transaction, by, cycle, preview.Unit.Code, people, stop);
        if (drafts is null) return new Denied(why!);
        var outcomes = preview.Changes.Select(c => drafts.Keep(new(ImportReader.IdOf(batch.Id, c.Indicator.Code.Value, c.Field.ToString()), c.Indicator.Code.Value, c.Field.ToString(), c.After, c.Seen))).ToList();
        if (outcomes.Find(o => o.State == "failed") is { Message: { } refused }) return new Denied($"整批没有应用：{refused}");
        if (preview.Changes.Zip(outcomes).Where(p => p.Second.Theirs is not null).Select(p => $"{p.First.Indicator.Code}{p.First.Field.Name()}（{p.Second.Theirs!.By}）").ToList() is { Count: > 0 } theirs)
        {
            return new Denied($"{string.Join('、', theirs.Take(MostNamed))}{(theirs.Count > MostNamed ? $"等{theirs.Count}处" : "")}刚被他人修改，整批没有应用。下面已按最新情况重新比对，请核对后再应用。");
        }
        var sum = $"改动{drafts.Replaced.Count}处，原已相同{preview.Same + outcomes.Count - drafts.Replaced.Count}处，未读入{preview.Left.Length + preview.Locked.Length}处。";
        var moved = await ImportChange.Run(transaction, drafts.Person, cycle.Code, batch.Id, batch.Version, (person, found) => found.Unit == preview.Unit.Code ? ImportRules.AskToApply(person, found) : new Denied(ReadImports.Unknown),
            standing => standing with { State = ImportState.Applied, MovedBy = by, MovedAt = transaction.Now, Outcome = [sum], Replaced = [.. drafts.Replaced] }, stop);
        if (moved.IsGranted) Append(transaction, by, AuditKinds.ImportApplied, batch, sum);
        return moved;
    }

    /// <summary>That and how much, not what: drafts are not on the trail.</summary>
    internal static void Append(LedgerTransaction transaction, PersonId by, string kind, ImportBatch batch, string sum) => transaction.Append(by, kind, entry =>
        (entry.Cycle, entry.Unit, entry.Batch, entry.After, entry.Reason) = (batch.Cycle, batch.Unit?.Value, batch.Id, new EventDetails(File: batch.FileName).Write(), $"{batch.Kind.Text()}：{sum}"));
}
