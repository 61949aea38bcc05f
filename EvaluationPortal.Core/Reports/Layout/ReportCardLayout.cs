using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>The report card as pages: the order of its parts, nothing else.</summary>
public static class ReportCardLayout
{
    /// <summary>Decides every position on every page. Any text fits: it wraps, and long rows go on overleaf.</summary>
    public static IReadOnlyList<Sheet> Pages(ReportCard card, TypeMetrics metrics)
    {
        var typesetter = new Typesetter(metrics);
        List<Block> blocks =
        [
            .. TitleBlock.Blocks(card, typesetter),
            .. SectionChart.Blocks(card, typesetter, "一、分项得分情况"),
            .. ScoreTable.Blocks(card, typesetter, "二、指标得分明细"),
            .. FindingList.Blocks(card, typesetter, "三、问题清单"),
            .. LossList.Blocks(card, typesetter, "四、扣分说明"),
            .. PolicyList.Blocks(card, typesetter, card.Losses.IsEmpty ? "四、适用规则" : "五、适用规则"),
            .. SignatureBlocks.Blocks(typesetter, card.Losses.IsEmpty ? "五、签字盖章" : "六、签字盖章"),
        ];
        var margins = new PageMargins(card, typesetter);
        var pages = Pagination.Pages(blocks);
        return [.. pages.Select((content, i) => new Sheet(
        [
            .. content.Where(d => d is DrawnGround),
            .. margins.Behind(),
            .. content.Where(d => d is not DrawnGround),
            .. margins.Around(i + 1, pages.Count),
        ]))];
    }

    /// <summary>The heading of a part, kept with what follows.</summary>
    internal static Block Heading(Typesetter typesetter, string text) =>
        new Row([typesetter.Cell(text, Paper.ContentWidth, Styles.Heading, padding: 0)]) { IsFramed = false, SpaceBefore = 9, KeepWithNext = true, VerticalPadding = 3 };
}
