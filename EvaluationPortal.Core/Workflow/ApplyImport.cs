using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>应用: writes what a preview shows, all or nothing, as one batch.</summary>
public sealed class ApplyImport(RecordAssessments record, LiveRecords records, People people)
{
    private const int MostNamed = 5;

    /// <summary>Applies it. Where anybody changed one of its cells since the preview, nothing is written.</summary>
    public async Task<Permit> Run(PersonId by, string cycle, ImportPreview preview, CancellationToken stop = default)
    {
        if (preview.IsEmpty) return new Denied("与现有评分相比没有变化，无需应用。");
        var batch = preview.Batch;
        var edits = preview.Changes.Select(c => new Edit(ImportReader.IdOf(batch.Id, c.Unit.Code.Value, c.Indicator.Code.Value), c.Unit.Code, c.Indicator.Code, c.Source, c.After, $"导入：{batch.FileName}", c.Seen)).ToList();
        Permit? answer = null;
        var outcomes = await record.RunWith(by, cycle, edits, async (transaction, person, now, _) => answer = await Finish(transaction, person, now, preview, stop), batch.Id, wholeOrNothing: true, stop);
        if (answer is Granted && !preview.Records.IsEmpty) records.Changed();
        if (answer is not null) return answer;
        var conflicts = outcomes.OfType<Conflict>().ToList();
        return conflicts.Count > 0 ? new Denied($"{Named(conflicts)}刚被他人修改，整批没有应用。下面已按最新情况重新比对，请核对后再应用。")
            : new Denied($"整批没有应用：{outcomes.OfType<Rejected>().Select(r => r.Why).FirstOrDefault(People.Gone)}");

        string Named(List<Conflict> these) =>
            $"{string.Join('、', these.Take(MostNamed).Select(c => preview.Changes[edits.FindIndex(e => e.Id == c.EditId)]).Zip(these, (c, t) => $"{c.Unit.Name}{c.Indicator.Code}（{people.NameOf(t.Theirs.By)}）"))}{(these.Count > MostNamed ? $"等{these.Count}处" : "")}";
    }

    private static async Task<Permit> Finish(LedgerTransaction transaction, Person person, Cycle cycle, ImportPreview preview, CancellationToken stop)
    {
        var batch = preview.Batch;
        if (StageImport.Ask(person, cycle, batch.Kind) is Denied denied) return denied;
        foreach (var record in preview.Records)
        {
            if (cycle.Find(record.Unit) is not { } unit || PermissionTable.Ask(person, Permission.KeepRecords, unit) is Denied) return new Denied("其中的日常记录您不能登记。");
            WriteRecord.Keep(transaction, person.Id, AuditKinds.RecordAdded, null, record with { At = transaction.Now }, null, batch.Id);
        }
        string sum = $"改动{preview.Changes.Length}处{(preview.Records.IsEmpty ? "" : $"，登记日常记录{preview.Records.Length}条")}，原已相同{preview.Same}处，未导入{preview.Left.Length + preview.Unknown.Sum(u => u.Rows)}处。";
        var moved = await ImportChange.Run(transaction, person, cycle.Code, batch.Id, batch.Version, ImportRules.AskToApply,
            standing => standing with { State = ImportState.Applied, MovedBy = person.Id, MovedAt = transaction.Now, Outcome = [sum] }, stop);
        if (moved.IsGranted)
        {
            transaction.Append(person.Id, AuditKinds.ImportApplied, entry =>
                (entry.Cycle, entry.Batch, entry.After, entry.Reason) = (cycle.Code, batch.Id, new EventDetails(File: batch.FileName).Write(), $"{batch.Kind.Text()}：{sum}"));
        }
        return moved;
    }
}
