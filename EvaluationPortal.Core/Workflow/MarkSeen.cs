using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>已查看: a reader has seen what a unit filed for an indicator. It is the reader's own; a later version that says otherwise is unseen again.</summary>
public sealed class MarkSeen(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Marks the version seen.</summary>
    /// <param name="number">Of the version on the page.</param>
    public async Task<Permit> Run(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, int number, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        return await ledger.Write(async transaction =>
        {
            var answer = await Write(transaction, by, await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop), new(unit, indicator), number, stop);
            if (!answer.IsGranted) transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false);
    }

    private async Task<Permit> Write(LedgerTransaction transaction, PersonId by, Cycle now, FiledCell cell, int number, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new Denied(People.Gone);
        if (now.Find(cell.Unit) is not { } of || now.Scheme.Find(cell.Indicator) is not { } column) return new Denied($"没有单位“{cell.Unit}”或指标“{cell.Indicator}”。");
        if (EvidenceRules.AskToSee(person, now, new(of, column, Source.Self)) is Denied denied) return denied;
        var db = transaction.Db;
        if (!await db.FiledReports.AnyAsync(f => f.Cycle == now.Code && f.Unit == cell.Unit.Value && f.Number == number, stop)) return new Denied($"{of.Name}没有报送第{number}版。");
        var row = await db.Seen.SingleOrDefaultAsync(s => s.Cycle == now.Code && s.Person == by.Value && s.Unit == cell.Unit.Value && s.Indicator == cell.Indicator.Value, stop);
        if (row is null) db.Seen.Add(new() { Cycle = now.Code, Person = by.Value, Unit = cell.Unit.Value, Indicator = cell.Indicator.Value, Number = number, At = transaction.Now });
        else if (row.Number < number) (row.Number, row.At) = (number, transaction.Now);
        return Granted.Yes;
    }
}
