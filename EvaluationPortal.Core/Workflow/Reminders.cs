using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>催报: who has not filed or delivered yet, as the sentence the office sends to a group chat or the OA.</summary>
public static class Reminders
{
    /// <summary>The units that have never filed, in the roster's order; null where all have.</summary>
    /// <param name="now">UTC.</param>
    public static string? Filing(Cycle cycle, IReadOnlyDictionary<UnitCode, SelfReport> filings, DateTime now) =>
        Units(cycle, filings, "未报送", now, report => report.Number == 0);

    /// <summary>The units that have filed, and not again what was returned to them; null where there are none.</summary>
    /// <param name="now">UTC.</param>
    public static string? Returned(Cycle cycle, IReadOnlyDictionary<UnitCode, SelfReport> filings, DateTime now) =>
        Units(cycle, filings, "未重新报送退回补正的内容", now, report => report.Number > 0 && !report.Returned.IsEmpty);

    /// <summary>The bureaus and the third party whose results are not complete; null where all are.</summary>
    /// <param name="now">UTC.</param>
    public static string? Deliveries(ImmutableArray<Undelivered> undelivered, DateTime now) => undelivered.IsEmpty ? null
        : $"截至{ChinaTime.Hour(now)}，尚有{undelivered.Length}家评估单位未报送评估结果：{string.Join('、', undelivered.Select(u => u.Cells == 0 ? u.Assessor.Name : $"{u.Assessor.Name}（待评{u.Cells}处）"))}。";

    private static string? Units(Cycle cycle, IReadOnlyDictionary<UnitCode, SelfReport> filings, string what, DateTime now, Func<SelfReport, bool> which)
    {
        var names = cycle.Units.Where(u => filings.TryGetValue(u.Code, out var report) && which(report)).Select(u => u.ShortNames is [var shorter, ..] ? shorter : u.Name).ToList();
        return names.Count == 0 ? null : $"截至{ChinaTime.Hour(now)}，尚有{names.Count}家单位{what}：{string.Join('、', names)}。";
    }
}

/// <summary>A bureau or the third party that has not delivered (报送), or was given its results back.</summary>
/// <param name="Cells">How many cells that it assesses are 待评.</param>
/// <param name="Due">UTC; null where nothing is due.</param>
public sealed record Undelivered(Assessor Assessor, int Cells, DateTime? Due)
{
    /// <summary>Those of the board, in the table's printed order.</summary>
    public static ImmutableArray<Undelivered> Of(Scoreboard board) =>
    [
        .. board.Cycle.Assessors().Where(a => board.Cycle.DeliveryOf(a.Name).State is not DeliveryState.Delivered)
            .Select(a => new Undelivered(a, board.Scorecards.Sum(card => card.Cells.Count(c => Awaits(card.Unit, c, a))), board.Cycle.Settings.Deadlines.Of(a.Name))),
    ];

    private static bool Awaits(Unit unit, Cell cell, Assessor assessor) =>
        cell.Score is Pending or Refused && Cycle.AssessorOf(unit, cell.Indicator) == assessor.Source && assessor.Indicators.Contains(cell.Indicator);
}
