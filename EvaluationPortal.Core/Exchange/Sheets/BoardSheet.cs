using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>
/// 评分汇总表 as it stands, in the official layout: units down, indicators across under their sections, each section folding into its
/// subtotal, the sentences as notes. Holds what its reader sees on the board.
/// </summary>
public static class BoardSheet
{
    private const int TitleRows = 2, HeadRows = 4;

    /// <summary>Whether a person may have it.</summary>
    public static Permit Ask(Person person) => PermissionTable.Ask(person, Permission.SeeBoard);

    /// <param name="now">UTC; printed on it.</param>
    public static Sheet Of(Person person, Scoreboard board, DateTime now)
    {
        var showsTotals = PermissionTable.Ask(person, Permission.SeeAllScorecards).IsGranted;
        var columns = Columns(person, board.Cycle, showsTotals);
        var first = showsTotals ? 3 : 1;
        var (units, all) = (board.Scorecards.Length, first + columns.Length);
        return new("评分汇总表", [new(22), .. showsTotals ? (SheetColumn[])[new(board.Cycle.Settings.Grades is null ? 7 : 13), new(9)] : [], .. columns.Select(c => new SheetColumn(c.Indicator is null ? 8 : 9, showsTotals && c.Indicator is not null))], Rows())
        {
            TitleRows = TitleRows,
            HeadRows = HeadRows,
            FrozenColumns = first,
            Paper = SheetPaper.Wide,
            Merged = Merged(columns, first),
            Colours = units == 0 ? null : new(SheetPlaces.Range(HeadRows, first, HeadRows + units - 1, all - 1), $"{SheetPlaces.Column(first)}${HeadRows}"),
        };

        IEnumerable<ImmutableArray<SheetCell>> Rows()
        {
            yield return [SheetCell.Of($"{board.Cycle.Name}评分汇总表（{board.Cycle.Stage.Text()}，截至{ChinaTime.Minute(now)}）", SheetLook.Title)];
            yield return [.. Leading(["单位", "名次", "总分"]), .. columns.Select(c => SheetCell.Of($"{c.Section.Name}（{Decimals.Text(c.Section.Weight)}分）", SheetLook.Head))];
            yield return [.. Leading(["单位", "名次", "总分"]), .. columns.Select(c => c.Indicator is { } i ? new SheetCell($"{i.Code} {i.ShortName}", null, SheetLook.Head, i.Name) : SheetCell.Of("小计", SheetLook.Head))];
            yield return [.. Leading(["分值", "", ""]), .. columns.Select(c => SheetCell.Of(c.Indicator?.MaxPoints ?? c.Section.Weight))];
            foreach (var (at, card) in board.Scorecards.Index()) yield return [.. Standing(card, board.Ranks[at]), .. columns.Select(c => Of(card, c))];
            yield return [.. Leading(["已评", "", ""]), .. columns.Select(c => Awarded(board, c) is { } points ? SheetCell.Of(points.Count, SheetLook.Count) : SheetCell.Empty)];
            yield return [.. Leading(["平均", "", ""]), .. columns.Select(c => Awarded(board, c) is { Count: > 0 } points ? SheetCell.Of(Decimals.Rounded(points.Average())) : SheetCell.Empty)];
        }

        IEnumerable<SheetCell> Leading(string[] texts) => texts[..first].Select(text => SheetCell.Of(text, SheetLook.Head));

        IEnumerable<SheetCell> Standing(Scorecard card, Rank rank)
        {
            yield return SheetCell.Of(card.Unit.Name, SheetLook.Bold);
            if (!showsTotals) yield break;
            yield return SheetCell.Of(rank.Place is { } place ? $"{(rank.Provisional ? "暂" : "")}{place}{(rank.GradeText is { } grade ? $" {grade}" : "")}" : rank.GradeText ?? "—", SheetLook.Centred);
            yield return card.Totals.Total is { } total ? new(null, total, SheetLook.Total, card.Totals.Explanation) : SheetCell.Of("—", SheetLook.Centred);
        }
    }

    private static SheetCell Of(Scorecard card, Column column)
    {
        if (column.Indicator is null) return Subtotal(card.Totals.Sections[column.At]);
        var cell = card.Cells[column.At];
        return cell.Score switch
        {
            Awarded awarded => new(null, awarded.Points, SheetLook.Points, awarded.Explanation),
            NotApplicable not => new("不涉及", null, SheetLook.Centred, not.Explanation),
            _ => SheetCell.Of("待评", SheetLook.Centred),
        };
    }

    private static SheetCell Subtotal(SectionTotals section) =>
        section.Applicable == 0 ? SheetCell.Of("不涉及", SheetLook.Centred) : section.Pending == section.Applicable ? SheetCell.Of("待评", SheetLook.Centred) : SheetCell.Of(section.Raw);

    private static List<decimal>? Awarded(Scoreboard board, Column column) =>
        column.Indicator is null ? null : [.. board.Scorecards.Select(card => card.Cells[column.At].Score).OfType<Awarded>().Select(a => a.Points)];

    private static ImmutableArray<Column> Columns(Person person, Cycle cycle, bool showsTotals) =>
    [
        .. from section in cycle.Scheme.Sections.Index()
           let shown = section.Item.Indicators.Where(i => PermissionTable.Ask(person, Permission.SeeBoard, indicator: i).IsGranted).Select(i => new Column(section.Item, i, cycle.IndexOf(i.Code))).ToList()
           where shown.Count > 0
           from column in showsTotals ? [.. shown, new(section.Item, null, section.Index)] : shown
           select column,
    ];

    private static ImmutableArray<string> Merged(ImmutableArray<Column> columns, int first)
    {
        var merged = ImmutableArray.CreateBuilder<string>();
        merged.Add(SheetPlaces.Range(0, 0, 0, first + columns.Length - 1));
        for (var at = 0; at < first; at++) merged.Add(SheetPlaces.Range(1, at, 2, at));
        foreach (var section in columns.Index().GroupBy(c => c.Item.Section).Where(g => g.Count() > 1))
        {
            merged.Add(SheetPlaces.Range(1, first + section.First().Index, 1, first + section.Last().Index));
        }
        return merged.ToImmutable();
    }

    /// <summary>A column of points.</summary>
    /// <param name="Indicator">Null for the section's subtotal.</param>
    /// <param name="At">Place of the indicator among a scorecard's cells, or of the section among its subtotals.</param>
    private sealed record Column(Section Section, Indicator? Indicator, int At);
}
