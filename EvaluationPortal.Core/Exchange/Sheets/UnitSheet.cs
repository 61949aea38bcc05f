using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>One unit's scores with their sentences, by its reader's <see cref="Sight"/>.</summary>
public static class UnitSheet
{
    private static readonly string[] Heads = ["一级指标", "序号", "二级指标", "分值", "得分", "评分说明"];

    /// <summary>Whether a person may have it: where the scores may be seen.</summary>
    public static Permit Ask(Person person, Cycle cycle, Unit unit) => Sight.Of(person, cycle, unit) switch
    {
        { Refusal: { } why } => why,
        { Score: false } => new Denied($"当前阶段（{cycle.Stage.Text()}）只显示进度，得分开放后才能导出。"),
        _ => Granted.Yes,
    };

    /// <param name="now">UTC; printed on it.</param>
    public static Sheet Of(Scoreboard board, Scorecard card, DateTime now)
    {
        var (cells, first) = (card.Cells.Length, 2);
        return new(card.Unit.Name, [new(18), new(6), new(28), new(6), new(8), new(56)], Rows())
        {
            TitleRows = 1,
            HeadRows = first,
            Merged = [SheetPlaces.Range(0, 0, 0, Heads.Length - 1)],
            Colours = new(SheetPlaces.Range(first, 4, first + cells - 1, 4), $"$D{first + 1}"),
        };

        IEnumerable<ImmutableArray<SheetCell>> Rows()
        {
            yield return [SheetCell.Of($"{board.Cycle.Name} {card.Unit.Name}（{board.Cycle.Stage.Text()}，截至{ChinaTime.Minute(now)}）", SheetLook.Title)];
            yield return [.. Heads.Select(head => SheetCell.Of(head, SheetLook.Head))];
            foreach (var section in card.Totals.Sections)
            {
                foreach (var cell in card.Cells.Where(c => section.Section.Indicators.Contains(c.Indicator)))
                {
                    yield return
                    [
                        SheetCell.Of(section.Section.Name), SheetCell.Of(cell.Indicator.Code.Value, SheetLook.Centred), SheetCell.Of(cell.Indicator.Name), SheetCell.Of(cell.Indicator.MaxPoints),
                        cell.Score is Awarded awarded ? SheetCell.Of(awarded.Points) : SheetCell.Of(cell.Score is NotApplicable ? "不涉及" : "待评", SheetLook.Centred), SheetCell.Of(cell.Score.Explanation),
                    ];
                }
            }
            yield return
            [
                SheetCell.Of("总分", SheetLook.Bold), SheetCell.Empty, SheetCell.Empty, SheetCell.Of(card.Totals.Applicable),
                card.Totals.Total is { } total ? SheetCell.Of(total, SheetLook.Total) : SheetCell.Of("—", SheetLook.Centred), SheetCell.Of(card.Totals.Explanation),
            ];
        }
    }
}
