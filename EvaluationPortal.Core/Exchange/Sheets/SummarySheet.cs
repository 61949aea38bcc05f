using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>总分汇总: each ranking group by place, with the sections' points.</summary>
public static class SummarySheet
{
    private static readonly (string Head, double Width)[] Always = [("名次", 8), ("单位", 24), ("单位类别", 14), ("排名组别", 18), ("总分", 9), ("已得分", 9), ("适用指标满分", 13), ("待评", 8)];

    /// <summary>Whether a person may have it.</summary>
    public static Permit Ask(Person person) => PermissionTable.Ask(person, Permission.SeeAllScorecards);

    /// <param name="now">UTC; printed on it.</param>
    /// <param name="weight">Per cent that the result weighs in the district's performance evaluation (plan, part 七: at least 4); adds a column of what each total comes to there. Null for none.</param>
    public static Sheet Of(Scoreboard board, DateTime now, decimal? weight = null)
    {
        var sections = board.Cycle.Scheme.Sections;
        List<(string Head, double Width)> heads = [.. Always];
        if (weight is { } percent) heads.Insert(5, ($"绩效折算分（总分×{Decimals.Text(percent)}%）", 13));
        if (board.Cycle.Settings.Grades is not null) heads.Insert(1, ("等次", 10));
        return new("总分汇总", [.. heads.Select(h => new SheetColumn(h.Width)), .. sections.Select(_ => new SheetColumn(16))], Rows())
        {
            TitleRows = 1,
            HeadRows = 2,
            FrozenColumns = board.Cycle.Settings.Grades is null ? 2 : 3,
            Paper = SheetPaper.Wide,
            OnOnePage = board.Scorecards.Length <= Sheet.MostRowsOnOnePage,
            Merged = [SheetPlaces.Range(0, 0, 0, heads.Count + sections.Length - 1)],
        };

        IEnumerable<ImmutableArray<SheetCell>> Rows()
        {
            yield return [SheetCell.Of($"{board.Cycle.Name}总分汇总（{board.Cycle.Stage.Text()}，截至{ChinaTime.Minute(now)}）", SheetLook.Title)];
            yield return [.. heads.Select(head => SheetCell.Of(head.Head, SheetLook.Head)), .. sections.Select(s => SheetCell.Of($"{s.Name}（{Decimals.Text(s.Weight)}分）", SheetLook.Head))];
            // Groups in the order of their first unit; within a group by place, units without one last.
            foreach (var (card, rank) in board.Scorecards.Zip(board.Ranks).GroupBy(u => u.First.Unit.RankingGroup).SelectMany(g => g.OrderBy(u => u.Second.Place ?? int.MaxValue)))
            {
                yield return
                [
                    SheetCell.Of(rank.Place is { } place ? $"{(rank.Provisional ? "暂" : "")}{place}" : "—", SheetLook.Centred),
                    .. board.Cycle.Settings.Grades is null ? (SheetCell[])[] : [SheetCell.Of(rank.GradeText ?? "—", SheetLook.Centred)], SheetCell.Of(card.Unit.Name, SheetLook.Bold), SheetCell.Of(card.Unit.Kind), SheetCell.Of(card.Unit.RankingGroup),
                    card.Totals.Total is { } total ? new(null, total, SheetLook.Total, card.Totals.Explanation) : SheetCell.Of("—", SheetLook.Centred),
                    .. weight is not { } share ? (SheetCell[])[] : [card.Totals.Total is { } reached ? SheetCell.Of(Decimals.Rounded(reached * share / 100), SheetLook.Total) : SheetCell.Of("—", SheetLook.Centred)], SheetCell.Of(card.Totals.Raw), SheetCell.Of(card.Totals.Applicable),
                    SheetCell.Of(card.PendingCells, SheetLook.Count), .. card.Totals.Sections.Select(s => s.Applicable == 0 ? SheetCell.Of("不涉及", SheetLook.Centred) : SheetCell.Of(s.Raw)),
                ];
            }
        }
    }
}
