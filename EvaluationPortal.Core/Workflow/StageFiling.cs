using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Keeps a spreadsheet with a unit's self-report until it is applied or discarded; nothing of it is in the drafts yet.</summary>
public sealed class StageFiling(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Keeps the batch.</summary>
    /// <param name="sha256">Of the file, lower-case hexadecimal.</param>
    /// <returns>The batch's id, or why it cannot be taken.</returns>
    public async Task<(Guid? Id, string? Why)> Run(PersonId by, string cycle, UnitCode unit, string fileName, string sha256, ImportReading reading, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return (null, $"没有考核年度“{cycle}”。");
        if (reading.Refusal is { } refusal) return (null, refusal);
        if (reading.Rows.IsEmpty) return (null, string.Join(' ', reading.Notes.Prepend("文件中没有可以读入的填报内容；请对照下载的填报表检查列名。")));
        return await ledger.Write<(Guid?, string?)>(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            if (await people.FindNow(transaction.Db, by, stop) is not { } person) return (null, People.Gone);
            if (now.Find(unit) is not { } of) return (null, $"{now.Name}中没有单位“{unit}”。");
            if (FilingRules.AskToReadIn(person, now, of) is Denied denied) return (null, denied.Why);
            return ((await StageImport.Keep(transaction, by, cycle, ImportKind.SelfReport, unit, fileName, sha256, reading, stop)).Id, null);
        }, stop);
    }
}
