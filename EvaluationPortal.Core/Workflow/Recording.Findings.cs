using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What findings hang on beside their cell: the 日常记录 they are drawn from, and how far they are mended.</summary>
internal sealed partial class Recording
{
    private readonly Dictionary<Guid, DailyRecord> _records = [];
    private readonly Dictionary<Guid, CellKey> _drawn = [];
    private readonly HashSet<(CellKey, Guid)> _files = [];
    private ILookup<CellKey, MendingRow> _mendings = Array.Empty<MendingRow>().ToLookup(_ => default(CellKey));

    /// <summary>Points follow the mending that was checked, whoever assesses the cell: no scorer is asked for.</summary>
    public static async Task<Recording> BeginOfMending(LedgerTransaction transaction, Cycle cycle, Person by, IReadOnlyList<Edit> edits, CancellationToken stop)
    {
        var recording = await Begin(transaction, cycle, by, edits, Guid.NewGuid(), stop);
        recording._ask = (_, _, _) => Granted.Yes;
        return recording;
    }

    private async Task ReadFindings(IReadOnlyList<Edit> edits, List<string> units, List<string> indicators, CancellationToken stop)
    {
        _mendings = (await transaction.Db.Mendings.Where(m => m.Cycle == cycle.Code && units.Contains(m.Unit) && indicators.Contains(m.Indicator)).ToListAsync(stop))
            .ToLookup(m => new CellKey(m.Unit, m.Indicator, m.Source));
        var files = edits.SelectMany(e => FilesOf(e.Observation)).Distinct().ToList();
        if (files.Count > 0)
        {
            foreach (var file in await transaction.Db.Evidence.AsNoTracking().Where(e => e.Cycle == cycle.Code && e.About == EvidenceAbout.Assessment && e.RemovedAt == null && files.Contains(e.Id)).ToListAsync(stop))
            {
                _files.Add((new(file.Unit ?? "", file.Indicator ?? "", file.Source), file.Id));
            }
        }
        var ids = edits.SelectMany(e => RecordsOf(e.Observation)).Distinct().ToList();
        foreach (var row in await transaction.Db.DailyRecords.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(stop)) _records[row.Id] = StoredRecords.Record(row);
        foreach (var id in ids)
        {
            var text = id.ToString();
            var user = await transaction.Db.Assessments.AsNoTracking().FirstOrDefaultAsync(a => a.Cycle == cycle.Code && a.Observation != null && a.Observation.Contains(text), stop);
            if (user is not null) _drawn[id] = new(user.Unit, user.Indicator, user.Source);
        }
    }

    /// <summary>Why a 日常记录 cannot be drawn into the cell, or a file be named there; null where each can, or none is.</summary>
    private string? RecordFault(CellKey key, Edit edit, AssessmentRow? standing)
    {
        var there = StoredScoreboards.Observation(standing?.Observation);
        if (FilesOf(edit.Observation).Except(FilesOf(there)).Any(file => !_files.Contains((key, file)))) return "没有这份材料，或它不是这一格的评估材料，请重新上传。";
        var before = RecordsOf(there).ToHashSet();
        foreach (var id in RecordsOf(edit.Observation))
        {
            if (before.Contains(id)) continue;
            if (!_records.TryGetValue(id, out var record) || !IsOf(record, edit.Unit)) return "没有这条日常记录。";
            if (record.Withdrawn is not null) return "这条日常记录已撤回，不能取为问题。";
            if (_drawn.TryGetValue(id, out var other) && other != key) return $"这条日常记录已取为{other.Indicator}的问题，每条只取一次。";
            _drawn[id] = key;
        }
        return RecordsOf(edit.Observation).GroupBy(id => id).Any(g => g.Skip(1).Any()) ? "同一条日常记录只能取为一条问题。" : null;
    }

    /// <summary>The record is the unit's own, or of one that it was before.</summary>
    private bool IsOf(DailyRecord record, UnitCode unit) => record.Unit == unit || cycle.Find(unit)?.Predecessors.Contains(record.Unit) == true;

    /// <summary>What is taken out of the cell leaves the list of findings, lest another finding of that number should inherit its mending.</summary>
    private void DropMendings(CellKey key, Observation? after)
    {
        var ids = (after as Findings)?.List.Select(f => f.Id).ToHashSet() ?? [];
        foreach (var row in _mendings[key].Where(m => !ids.Contains(m.Finding) && transaction.Db.Entry(m).State is not EntityState.Deleted))
        {
            transaction.Append(by.Id, AuditKinds.MendingDropped, entry =>
                (entry.Cycle, entry.Unit, entry.Indicator, entry.Source, entry.Before) = (cycle.Code, key.Unit, key.Indicator, key.Source, row.Standing));
            transaction.Db.Mendings.Remove(row);
        }
    }

    private static IEnumerable<Guid> FilesOf(Observation? observation) => observation is Findings findings ? findings.List.SelectMany(f => f.Files.All) : [];

    private static IEnumerable<Guid> RecordsOf(Observation? observation) => observation is Findings findings ? findings.List.Select(f => f.Record).OfType<Guid>() : [];
}
