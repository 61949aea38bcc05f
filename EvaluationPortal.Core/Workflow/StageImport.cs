using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Keeps a file that was read in until it is applied or discarded; nothing of it counts yet.</summary>
public sealed class StageImport(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Most batches of one person that wait to be applied; the next one takes the oldest one's place.</summary>
    public const int MostWaiting = 20;

    private const int LongestName = 200;

    /// <summary>Whether a person may read a file of that kind in now.</summary>
    public static Permit Ask(Person person, Cycle cycle, ImportKind kind) =>
        StageTable.Ask(cycle, CycleCommand.Score) is Denied stage ? stage : ImportRules.Ask(person, kind);

    /// <summary>Keeps the batch.</summary>
    /// <param name="sha256">Of the file, lower-case hexadecimal.</param>
    /// <returns>The batch's id, or why it cannot be taken.</returns>
    public async Task<(Guid? Id, string? Why)> Run(PersonId by, string cycle, ImportKind kind, string fileName, string sha256, ImportReading reading, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return (null, $"没有考核年度“{cycle}”。");
        if (reading.Refusal is { } refusal) return (null, refusal);
        if (reading.Rows.IsEmpty) return (null, string.Join(' ', reading.Notes.Prepend("文件中没有可以导入的内容；请对照模板检查列名和单位。")));
        return await ledger.Write<(Guid?, string?)>(async transaction =>
        {
            if (await people.FindNow(transaction.Db, by, stop) is not { } person) return (null, People.Gone);
            if (Ask(person, await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop), kind) is Denied denied) return (null, denied.Why);
            var row = await Keep(transaction, by, cycle, kind, null, fileName, sha256, reading, stop);
            return (row.Id, null);
        }, stop);
    }

    /// <summary>Keeps it, inside the ledger's transaction; the person's oldest one that waits makes room.</summary>
    internal static async Task<ImportRow> Keep(LedgerTransaction transaction, PersonId by, string cycle, ImportKind kind, UnitCode? unit, string fileName, string sha256, ImportReading reading, CancellationToken stop)
    {
        var waiting = await transaction.Db.Imports.Where(i => i.Cycle == cycle && i.By == by.Value).OrderBy(i => i.At).ToListAsync(stop);
        foreach (var old in waiting.Where(i => StoredImports.Standing(i.Standing).State is ImportState.Staged).SkipLast(MostWaiting - 1)) transaction.Db.Imports.Remove(old);
        var name = TextGate.Clean(fileName);
        var row = new ImportRow
        {
            Id = Guid.NewGuid(), Cycle = cycle, Kind = kind, FileName = name.Length > LongestName ? name[..LongestName] : name, Sha256 = sha256, By = by.Value, At = transaction.Now,
            Reading = StoredImports.Write(reading), Standing = StoredImports.Write(ImportStanding.Fresh), Unit = unit?.Value, Version = 1,
        };
        transaction.Db.Imports.Add(row);
        return row;
    }
}
