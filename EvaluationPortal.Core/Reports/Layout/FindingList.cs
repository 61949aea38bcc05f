using System.Collections.Immutable;
using System.Globalization;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>问题清单: every finding with its place, its day and, where any is named, its finder.</summary>
internal static class FindingList
{
    private const double NumberWidth = 30;
    private const double IndicatorWidth = 88;
    private const double WhereWidth = 138;
    private const double WhenWidth = 56;
    private const double FinderWidth = 50;

    public static IEnumerable<Block> Blocks(ReportCard card, Typesetter typesetter, string heading)
    {
        yield return ReportCardLayout.Heading(typesetter, heading);
        if (card.Findings.IsEmpty)
        {
            yield return new Row([typesetter.Cell("无。", Paper.ContentWidth, Styles.Body)]) { IsFramed = false, VerticalPadding = 1 };
            yield break;
        }
        var finderWidth = card.Findings.Any(f => f.FoundBy is not null) ? FinderWidth : 0;
        var whatWidth = Paper.ContentWidth - NumberWidth - IndicatorWidth - WhereWidth - WhenWidth - finderWidth;
        var head = Line("序号", "指标", "问题", "网址或位置", "发现日期", "发现人", Styles.Label, Align.Center) with { Ground = Styles.HeadGround };
        foreach (var (index, finding) in card.Findings.Index())
        {
            var number = (index + 1).ToString(CultureInfo.InvariantCulture);
            yield return Line(number, $"{finding.IndicatorCode} {finding.IndicatorName}", finding.What, finding.Where ?? "—",
                finding.When is { } day ? Figures.Day(day) : "—", finding.FoundBy ?? "—", Styles.Small, Align.Left, SafeLink.Of(finding.Where)) with { Head = head };
        }

        Row Line(string number, string indicator, string what, string where, string when, string finder, TextStyle style, Align align, string? url = null) => new(
        [
            typesetter.Cell(number, NumberWidth, style, Align.Center, 2),
            typesetter.Cell(indicator, IndicatorWidth, style, align),
            typesetter.Cell(what, whatWidth, style, align),
            typesetter.Cell(where, WhereWidth, style, align, url: url),
            typesetter.Cell(when, WhenWidth, style, Align.Center, 2),
            .. Finder(finder, style),
        ]);

        ImmutableArray<TextCell> Finder(string finder, TextStyle style) =>
            finderWidth > 0 ? [typesetter.Cell(finder, finderWidth, style, Align.Center, 3)] : [];
    }
}
