using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>撤回: puts back what a batch changed, as one batch. What somebody edited since stays as it is and is named.</summary>
public sealed class TakeBackImport(PortalDatabase database, RecordAssessments record, LiveRecords records, People people)
{
    /// <summary>Takes it back.</summary>
    /// <param name="seen">The batch's version that the page showed.</param>
    public async Task<Permit> Run(PersonId by, string cycle, Guid id, long seen, CancellationToken stop = default)
    {
        var edits = await Edits(cycle, id, stop);
        // Stays where nothing was asked, because the person is no longer let in.
        Permit answer = new Denied(People.Gone);
        await record.RunWith(by, cycle, edits, async (transaction, person, now, outcomes) => answer = await Finish(transaction, person, now, id, seen, edits, outcomes, stop), Guid.NewGuid(), wholeOrNothing: false, stop);
        if (answer.IsGranted) records.Changed();
        return answer;
    }

    /// <summary>For each cell of the batch an edit to what stood before, with the reason that stood with it.</summary>
    private async Task<List<Edit>> Edits(string cycle, Guid batch, CancellationToken stop)
    {
        await using var db = database.Open();
        var written = await db.Audit.AsNoTracking().Where(e => e.Cycle == cycle && e.Batch == batch && e.Kind == AuditKinds.Assessed).OrderBy(e => e.Sequence).ToListAsync(stop);
        if (written.Count == 0) return [];
        var (first, indicators) = (written[0].Sequence, written.Select(e => e.Indicator).Distinct().ToList());
        var earlier = await db.Audit.AsNoTracking().Where(e => e.Cycle == cycle && e.Kind == AuditKinds.Assessed && e.Sequence < first && indicators.Contains(e.Indicator)).OrderBy(e => e.Sequence)
            .Select(e => new { e.Unit, e.Indicator, e.Source, e.Reason }).ToListAsync(stop);
        var reasons = earlier.GroupBy(e => (e.Unit, e.Indicator, e.Source)).ToDictionary(g => g.Key, g => g.Last().Reason);
        return [.. written.Select(e => new Edit(Guid.NewGuid(), new(e.Unit!), new(e.Indicator!), e.Source!.Value, StoredScoreboards.Observation(e.Before), e.Before is null ? null : reasons.GetValueOrDefault((e.Unit, e.Indicator, e.Source)), e.Sequence))];
    }

    private async Task<Permit> Finish(LedgerTransaction transaction, Person person, Cycle cycle, Guid id, long seen, List<Edit> edits, IReadOnlyList<Outcome> outcomes, CancellationToken stop)
    {
        var kept = edits.Zip(outcomes).Where(pair => pair.Second is not Saved).Select(pair => (Cell: $"{cycle.Find(pair.First.Unit)?.Name ?? pair.First.Unit.Value}{pair.First.Indicator}", Why: pair.Second switch
        {
            Conflict conflict => $"{people.NameOf(conflict.Theirs.By)}已于{ChinaTime.Minute(conflict.Theirs.At)}修改",
            Rejected rejected => rejected.Why.TrimEnd('。'),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        })).ToList();
        kept.AddRange(await TakeRecordsBack(transaction, person, cycle, id, stop));
        string[] outcome = [$"撤回{outcomes.Count(o => o is Saved)}处{(kept.Count == 0 ? "。" : $"，{kept.Count}处保留：")}", .. kept.Select(k => $"{k.Cell}：{k.Why}。")];
        var moved = await ImportChange.Run(transaction, person, cycle.Code, id, seen, (of, batch) => batch.Unit is null ? ImportRules.AskToTakeBack(of, batch) : new Denied(ReadImports.Unknown),
            standing => standing with { State = ImportState.TakenBack, MovedBy = person.Id, MovedAt = transaction.Now, Outcome = [.. outcome] }, stop);
        if (moved.IsGranted)
        {
            var file = (await transaction.Db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, stop)).FileName;
            transaction.Append(person.Id, AuditKinds.ImportTakenBack, entry => (entry.Cycle, entry.Batch, entry.After, entry.Reason) = (cycle.Code, id, new EventDetails(File: file).Write(), outcome[0]));
        }
        return moved;
    }

    /// <summary>Withdraws the batch's 日常记录; those changed since, or the person may not withdraw, are given back with why.</summary>
    private async Task<List<(string Cell, string Why)>> TakeRecordsBack(LedgerTransaction transaction, Person person, Cycle cycle, Guid id, CancellationToken stop)
    {
        var added = (await transaction.Db.Audit.AsNoTracking().Where(e => e.Batch == id && e.Kind == AuditKinds.RecordAdded).ToListAsync(stop)).Select(e => (StoredRecords.Read(e.After!, e.Sequence).Id, e.Sequence)).ToDictionary();
        var ids = added.Keys.ToList();
        List<(string, string)> kept = [];
        foreach (var row in await transaction.Db.DailyRecords.Where(r => ids.Contains(r.Id)).ToListAsync(stop))
        {
            var standing = StoredRecords.Record(row);
            if (standing.Withdrawn is not null) continue;
            var unit = cycle.Find(standing.Unit);
            if (row.Version != added[row.Id]) kept.Add(($"{unit?.Name}的日常记录“{standing.What}”", $"{people.NameOf(standing.By)}已修改"));
            else if (PermissionTable.Ask(person, Permission.KeepRecords, unit) is Denied denied) kept.Add(($"{unit?.Name}的日常记录“{standing.What}”", denied.Why.TrimEnd('。')));
            else WriteRecord.Keep(transaction, person.Id, AuditKinds.RecordWithdrawn, row, standing with { Withdrawn = "撤回导入", By = person.Id, At = transaction.Now }, "撤回导入", id);
        }
        return kept;
    }
}
