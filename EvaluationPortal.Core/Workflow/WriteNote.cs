using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>评分口径: writes a note on how to read an indicator. It lies on the trail, dated and named; a newer one follows it and never takes its place.</summary>
public sealed class WriteNote(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Whether a person may write one now.</summary>
    public static Permit Ask(Person person, Cycle cycle) =>
        PermissionTable.Ask(person, Permission.WriteNotes) is Denied denied ? denied : StageTable.Ask(cycle, CycleCommand.WriteNote);

    /// <summary>Writes it.</summary>
    public async Task<Permit> Run(PersonId by, string cycle, IndicatorCode indicator, string text, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        var note = TextGate.Clean(text);
        return await ledger.Write(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            Permit answer = await people.FindNow(transaction.Db, by, stop) is not { } person ? new Denied(People.Gone)
                : Ask(person, now) is Denied denied ? denied
                : now.Scheme.Find(indicator) is null ? new Denied($"没有指标“{indicator}”。")
                : note.Length == 0 ? new Denied("请写明评分口径。")
                : TextGate.TooLong(note, "评分口径") is { } tooLong ? new Denied(tooLong)
                : Granted.Yes;
            if (answer.IsGranted) transaction.Append(by, AuditKinds.NoteWritten, e => (e.Cycle, e.Indicator, e.Reason) = (cycle, indicator.Value, note));
            else transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false);
    }
}
