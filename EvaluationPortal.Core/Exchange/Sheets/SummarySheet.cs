using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>总分汇总: each ranking group by place, with the sections' points.</summary>
public static class SummarySheet
{
    private static readonly string[] Heads = ["名次", "单位", "单位类别", "排名组别", "总分", "已得分", "适用指标满分", "待评"];

    /// <summary>Whether a person may have it.</summary>
    public static Permit Ask(Person person) => PermissionTable.Ask(person, Permission.SeeAllScorecards);

    /// <param name="now">UTC; printed on it.</param>
    public static Sheet Of(Scoreboard board, DateTime now)
    {
        var sections = board.Cycle.Scheme.Sections;
        return new("总分汇总", [new(8), new(20), new(14), new(16), new(9), new(9), new(13), new(8), .. sections.Select(_ => new SheetColumn(11))], Rows())
        {
            TitleRows = 1,
            HeadRows = 2,
            FrozenColumns = 2,
            IsWide = true,
            Merged = [SheetPlaces.Range(0, 0, 0, Heads.Length + sections.Length - 1)],
        };

        IEnumerable<ImmutableArray<SheetCell>> Rows()
        {
            yield return [SheetCell.Of($"{board.Cycle.Name}总分汇总（{board.Cycle.Stage.Text()}，截至{ChinaTime.Minute(now)}）", SheetLook.Title)];
            yield return [.. Heads.Select(head => SheetCell.Of(head, SheetLook.Head)), .. sections.Select(s => SheetCell.Of($"{s.Name}（{Decimals.Text(s.Weight)}分）", SheetLook.Head))];
            // Groups in the order of their first unit; within a group by place, units without one last.
            foreach (var (card, rank) in board.Scorecards.Zip(board.Ranks).GroupBy(u => u.First.Unit.RankingGroup).SelectMany(g => g.OrderBy(u => u.Second.Place ?? int.MaxValue)))
            {
                yield return
                [
                    SheetCell.Of(rank.Place is { } place ? $"{(rank.Provisional ? "暂" : "")}{place}" : "—", SheetLook.Centred), SheetCell.Of(card.Unit.Name, SheetLook.Bold), SheetCell.Of(card.Unit.Kind), SheetCell.Of(card.Unit.RankingGroup),
                    card.Totals.Total is { } total ? new(null, total, SheetLook.Total, card.Totals.Explanation) : SheetCell.Of("—", SheetLook.Centred), SheetCell.Of(card.Totals.Raw), SheetCell.Of(card.Totals.Applicable),
                    SheetCell.Of(card.PendingCells, SheetLook.Count), .. card.Totals.Sections.Select(s => s.Applicable == 0 ? SheetCell.Of("不涉及", SheetLook.Centred) : SheetCell.Of(s.Raw)),
                ];
            }
        }
    }
}
