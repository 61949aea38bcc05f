using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The edits of one call inside the ledger's transaction: everything they are judged by was re-read in it.</summary>
internal sealed partial class Recording(LedgerTransaction transaction, Cycle cycle, Person by, Guid? batch,
    Dictionary<CellKey, AssessmentRow> rows, Dictionary<Guid, AuditEntry> earlier)
{
    private Func<Unit, Indicator, Source, Permit> _ask = (unit, indicator, source) => MayScore.Ask(by, cycle, unit, indicator, source, transaction.Now);
    private readonly HashSet<CellKey> _writtenHere = [];
    private readonly HashSet<CellKey> _savedBefore = [];
    private readonly Dictionary<Guid, (Edit Edit, Outcome Outcome)> _here = [];

    /// <summary>
    /// What the board in memory must show. A repeated edit's cell is among it: when its first answer was lost with the connection
    /// to the database, the board has not heard of it either.
    /// </summary>
    public IReadOnlyList<Change> Changes =>
        [.. _writtenHere.Union(_savedBefore).Where(rows.ContainsKey).Select(key => new Change(new(key.Unit), new(key.Indicator), StoredScoreboards.Assessment(rows[key])))];

    /// <summary>Whether the edit was in the ledger before this call.</summary>
    public bool WasSavedBefore(Guid edit) => earlier.ContainsKey(edit);

    public static async Task<Recording> Begin(LedgerTransaction transaction, Cycle cycle, Person by, IReadOnlyList<Edit> edits, Guid? batch, CancellationToken stop)
    {
        var ids = edits.Select(e => (Guid?)e.Id).ToList();
        // Only codes that exist are asked for: what else stands in an edit may be text that a database refuses as a parameter.
        var units = edits.Select(e => e.Unit).Distinct().Where(u => cycle.Find(u) is not null).Select(u => u.Value).ToList();
        var indicators = edits.Select(e => e.Indicator).Distinct().Where(i => cycle.Scheme.Find(i) is not null).Select(i => i.Value).ToList();
        var earlier = await transaction.Db.Audit.AsNoTracking().Where(e => ids.Contains(e.EditId)).ToDictionaryAsync(e => e.EditId!.Value, stop);
        var rows = await transaction.Db.Assessments
            .Where(a => a.Cycle == cycle.Code && units.Contains(a.Unit) && indicators.Contains(a.Indicator))
            .ToDictionaryAsync(a => new CellKey(a.Unit, a.Indicator, a.Source), stop);
        var recording = new Recording(transaction, cycle, by, batch, rows, earlier);
        await recording.ReadFindings(edits, units, indicators, stop);
        return recording;
    }

    /// <summary>A unit's own assessments, with the self-report that was found to be for filing: no scorer is asked for.</summary>
    public static async Task<Recording> BeginOfSelf(LedgerTransaction transaction, Cycle cycle, Person by, IReadOnlyList<Edit> edits, CancellationToken stop)
    {
        var recording = await Begin(transaction, cycle, by, edits, Guid.NewGuid(), stop);
        recording._ask = (_, _, source) => source is Source.Self ? Granted.Yes : new Denied("自查填报只记录单位自评。");
        return recording;
    }

    public Outcome Record(Edit edit)
    {
        if (earlier.TryGetValue(edit.Id, out var first)) return Again(edit, first);
        if (_here.TryGetValue(edit.Id, out var twin)) return IsSameCell(twin.Edit, edit) ? twin.Outcome : IdTaken(edit);
        var outcome = RecordNew(edit);
        _here.Add(edit.Id, (edit, outcome));
        return outcome;
    }

    private Outcome RecordNew(Edit edit)
    {
        if (cycle.Find(edit.Unit) is not { } unit) return new Rejected(edit.Id, $"{cycle.Name}中没有单位“{edit.Unit}”。");
        if (cycle.Scheme.Find(edit.Indicator) is not { } indicator) return new Rejected(edit.Id, $"{cycle.Scheme.Name}中没有指标“{edit.Indicator}”。");
        if (_ask(unit, indicator, edit.Source) is Denied denied) return new Rejected(edit.Id, denied.Why);
        var gated = GatedText.Of(edit);
        if (gated.Edit is not { } typed) return new Rejected(edit.Id, gated.Why!);

        var key = new CellKey(edit.Unit.Value, edit.Indicator.Value, edit.Source);
        var standing = rows.GetValueOrDefault(key);
        var merged = Merge(typed, unit, indicator, standing);
        if (merged.Edit is not { } clean) return new Rejected(edit.Id, merged.Why!);
        var score = unit.Score(indicator, clean.Observation, edit.Source);
        if (score is Refused) return new Rejected(edit.Id, score.Explanation);

        var text = clean.Observation is null ? null : ObservationJson.Write(clean.Observation);
        // Typed again without a reason, the value that stands keeps its reason and whoever gave it.
        if (standing?.Observation == text && (clean.Reason is null || clean.Reason == standing?.Reason)) return new Saved(edit.Id, standing?.Version ?? 0, score);
        if (standing is not null && standing.Version > edit.Seen && !merged.IsOwnRating && !_writtenHere.Contains(key))
        {
            var theirs = StoredScoreboards.Assessment(standing);
            return new Conflict(edit.Id, theirs, unit.Score(indicator, theirs.Observation, theirs.Source));
        }
        // 代录 says so wherever the score is shown, with the file it was entered by.
        var entered = DeliveryRules.EntryMark(by, cycle, unit, indicator, edit.Source) is { } mark ? clean with { Reason = Marked(mark, clean.Reason) } : clean;
        return RecordFault(key, entered, standing) is { } fault ? new Rejected(edit.Id, fault) : new Saved(edit.Id, Write(key, entered, standing, text), score);
    }

    /// <summary>A reason that is put back has the mark already.</summary>
    private static string Marked(string mark, string? reason) => reason is null ? mark : reason.StartsWith(mark, StringComparison.Ordinal) ? reason : $"{mark}：{reason}";

    private long Write(CellKey key, Edit edit, AssessmentRow? standing, string? text)
    {
        var version = transaction.Append(by.Id, AuditKinds.Assessed, entry =>
        {
            (entry.Cycle, entry.Unit, entry.Indicator, entry.Source) = (cycle.Code, key.Unit, key.Indicator, key.Source);
            (entry.EditId, entry.Batch, entry.Before, entry.After, entry.Reason) = (edit.Id, batch, standing?.Observation, text, edit.Reason);
        });
        if (standing is null)
        {
            standing = new() { Cycle = cycle.Code, Unit = key.Unit, Indicator = key.Indicator, Source = key.Source, By = by.Id.Value, At = transaction.Now, Version = version };
            rows.Add(key, standing);
            transaction.Db.Assessments.Add(standing);
        }
        (standing.Observation, standing.Reason, standing.By, standing.At, standing.Version) = (text, edit.Reason, by.Id.Value, transaction.Now, version);
        _writtenHere.Add(key);
        DropMendings(key, edit.Observation);
        return version;
    }

    /// <summary>The same edit once more, because its first answer was lost on the way.</summary>
    private Outcome Again(Edit edit, AuditEntry first)
    {
        var isSame = first.By == by.Id.Value && first.Cycle == cycle.Code && first.Unit == edit.Unit.Value && first.Indicator == edit.Indicator.Value && first.Source == edit.Source;
        if (!isSame || cycle.Find(edit.Unit) is not { } unit || cycle.Scheme.Find(edit.Indicator) is not { } indicator) return IdTaken(edit);
        _savedBefore.Add(new(edit.Unit.Value, edit.Indicator.Value, edit.Source));
        return new Saved(edit.Id, first.Sequence, unit.Score(indicator, StoredScoreboards.Observation(first.After), edit.Source));
    }

    private static bool IsSameCell(Edit one, Edit other) => (one.Unit, one.Indicator, one.Source) == (other.Unit, other.Indicator, other.Source);

    private static Rejected IdTaken(Edit edit) => new(edit.Id, "这次修改的编号已用于另一处修改，请重新输入。");
}

/// <summary>Key of an assessment within its cycle.</summary>
internal readonly record struct CellKey(string Unit, string Indicator, Source Source);
