using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Sets or removes the full mark (满分) of a whole column of converted scores, so that bare raw scores can be read against it.</summary>
public sealed class SetFullMark(Ledger ledger, LiveScoreboards live, People people)
{
    private const int MostDecimals = 4;

    /// <summary>Whether a person may do it now: whoever manages the cycle or assesses the indicator, before the result is final.</summary>
    public static Permit Ask(Person person, Cycle cycle, Indicator indicator) => indicator.Rule.Form switch
    {
        not MarkForm => new Denied($"{indicator.Code}不是折算得分的指标，没有满分可设。"),
        _ when StageTable.Ask(cycle, CycleCommand.SetFullMark) is Denied denied => denied,
        _ when PermissionTable.Ask(person, Permission.ManageCycle).IsGranted => Granted.Yes,
        _ when cycle.Units.Any(unit => PermissionTable.AskToScore(person, unit, indicator).IsGranted) => Granted.Yes,
        _ => new Denied($"{indicator.Code}的满分由{indicator.AssessorName}或业务管理员设定。"),
    };

    /// <summary>Sets it; scores that already stand keep the full mark they were given against.</summary>
    /// <param name="full">Above 0, at most <see cref="Decimals.Greatest"/> and four decimals; null removes it.</param>
    public async Task<Permit> Run(PersonId by, string cycle, IndicatorCode indicator, decimal? full, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board) return new Denied($"没有考核年度“{cycle}”。");
        if (board.Cycle.Scheme.Find(indicator) is not { } column) return new Denied($"{board.Cycle.Scheme.Name}中没有指标“{indicator}”。");
        if (full is { } mark && Fault(mark) is { } fault) return new Denied(fault);
        var permit = await ledger.Write(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new Denied(People.Gone);
            if (Ask(person, now, column) is Denied denied) return denied;
            await Write(transaction, by, now, indicator, full, stop);
            return (Permit)Granted.Yes;
        }, stop).ConfigureAwait(false); // The other screens do not wait for the page that set it.
        if (permit.IsGranted) await live.Reload(cycle, CancellationToken.None);
        return permit;
    }

    private static Task Write(LedgerTransaction transaction, PersonId by, Cycle cycle, IndicatorCode indicator, decimal? full, CancellationToken stop)
    {
        var marks = cycle.Settings.FullMarks;
        var settings = StoredJson.Write(cycle.Settings with { FullMarks = full is { } mark ? marks.SetItem(indicator, mark) : marks.Remove(indicator) });
        return transaction.ChangeCycle(by, cycle.Code, row => row.Settings = settings, entry =>
        {
            entry.Indicator = indicator.Value;
            entry.Reason = full is { } set ? $"{indicator}本列满分设为{Decimals.Text(set)}分" : $"取消{indicator}的本列满分";
        }, stop);
    }

    private static string? Fault(decimal full) => full switch
    {
        <= 0 => "满分须大于0。",
        > Decimals.Greatest => $"满分不能超过{Decimals.Text(Decimals.Greatest)}。",
        _ => Decimals.Fits(full, MostDecimals) ? null : $"满分最多{MostDecimals}位小数。",
    };
}
