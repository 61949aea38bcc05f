using System.Globalization;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>扣分说明: row by row what scores received from outside lost. Left out where there are none.</summary>
internal static class LossList
{
    private const double NumberWidth = 30;
    private const double IndicatorWidth = 88;
    private const double PartWidth = 92;
    private const double MarkWidth = 36;
    private const double WhereWidth = 110;

    public static IEnumerable<Block> Blocks(ReportCard card, Typesetter typesetter, string heading)
    {
        if (card.Losses.IsEmpty) yield break;
        var whatWidth = Paper.ContentWidth - NumberWidth - IndicatorWidth - PartWidth - (2 * MarkWidth) - WhereWidth;
        yield return ReportCardLayout.Heading(typesetter, heading);
        var head = Line("序号", "指标", "细项", "应得", "实得", "问题", "网址", Styles.Label, Align.Center, Align.Center) with { Ground = Styles.HeadGround };
        foreach (var (index, loss) in card.Losses.Index())
        {
            yield return Line((index + 1).ToString(CultureInfo.InvariantCulture), $"{loss.IndicatorCode} {loss.IndicatorName}", loss.Part, Figures.Maximum(loss.Due), Figures.Maximum(loss.Got), loss.What, loss.Where ?? "—",
                Styles.Small, Align.Left, Align.Right, SafeLink.Of(loss.Where)) with { Head = head };
        }

        Row Line(string number, string indicator, string part, string due, string got, string what, string where, TextStyle style, Align align, Align figures, string? url = null) => new(
        [
            typesetter.Cell(number, NumberWidth, style, Align.Center, 2),
            typesetter.Cell(indicator, IndicatorWidth, style, align),
            typesetter.Cell(part, PartWidth, style, align),
            typesetter.Cell(due, MarkWidth, style, figures, 4),
            typesetter.Cell(got, MarkWidth, style, figures, 4),
            typesetter.Cell(what, whatWidth, style, align),
            typesetter.Cell(where, WhereWidth, style, align, url: url),
        ]);
    }
}
