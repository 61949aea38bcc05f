using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A 日常记录 and where it was drawn into a cell.</summary>
public sealed record RecordUsed(DailyRecord Record, ImmutableArray<RecordUse> Uses);

/// <param name="Cycle">Name of the cycle.</param>
public sealed record RecordUse(string CycleCode, string Cycle, IndicatorCode Indicator);

/// <summary>Reads 日常记录. Where one was used follows from the cells themselves: taken out of its cell, it is unused again.</summary>
public sealed class ReadRecords(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>All of them, the latest day first, withdrawn ones too; none for whoever may not see them.</summary>
    public async Task<ImmutableArray<RecordUsed>> Run(PersonId by, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || PermissionTable.Ask(person, Permission.KeepRecords) is Denied) return [];
        await using var db = database.Open();
        var uses = Uses(live.Cycles);
        return [.. (await StoredRecords.Read(db, null, stop)).Select(record => new RecordUsed(record, [.. uses[record.Id]]))];
    }

    /// <summary>Proposals for the unit's cells: its records, and those of its predecessors, of the cycle's 考核期 that no cell of the cycle was drawn from, the latest day first.</summary>
    public async Task<ImmutableArray<DailyRecord>> Proposed(PersonId by, string cycle, UnitCode unit, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || live.Find(cycle) is not { Cycle: var now } || now.Find(unit) is not { } of || PermissionTable.Ask(person, Permission.KeepRecords, of) is Denied) return [];
        await using var db = database.Open();
        var uses = Uses([cycle]);
        return [.. (await StoredRecords.Read(db, of.Predecessors.Insert(0, unit), stop)).Where(record => record.Withdrawn is null && record.IsIn(now) && !uses.Contains(record.Id))];
    }

    private ILookup<Guid, RecordUse> Uses(IEnumerable<string> cycles) =>
        (from code in cycles
         let board = live.Find(code)
         where board is not null
         from change in board.Assessments()
         from finding in change.Assessment.Observation is Findings findings ? findings.List : []
         where finding.Record is not null
         select (finding.Record!.Value, Use: new RecordUse(code, board.Cycle.Name, change.Indicator))).ToLookup(u => u.Value, u => u.Use);
}
