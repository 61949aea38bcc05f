using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>The table of all indicators, a line with the subtotal above each section's rows.</summary>
internal static class ScoreTable
{
    private const double CodeWidth = 30;
    private const double NameWidth = 106;
    private const double MaximumWidth = 32;
    private const double ScoreWidth = 42;
    private const double AssessorWidth = 58;

    public static IEnumerable<Block> Blocks(ReportCard card, Typesetter typesetter, string heading)
    {
        var assessors = card.Sections.Any(s => s.Rows.Any(r => r.Assessor is not null)) ? AssessorWidth : 0;
        var sentence = Paper.ContentWidth - CodeWidth - NameWidth - MaximumWidth - ScoreWidth - assessors;
        yield return ReportCardLayout.Heading(typesetter, heading);
        var head = Head();
        List<Row> lines = [.. card.Sections.SelectMany(s => s.Rows.Select(Line).Prepend(Subtotal(s)))];
        // The sum never stands alone below a repeated head.
        if (lines.Count > 0 && lines[^1].IsWhole)
            lines[^1] = lines[^1] with { KeepWithNext = true };
        foreach (var line in lines)
            yield return line;
        yield return Sum();

        Row Head() => new(
        [
            typesetter.Cell("序号", CodeWidth, Styles.Label, Align.Center, 1),
            typesetter.Cell("二级指标", NameWidth, Styles.Label, Align.Center),
            typesetter.Cell("分值", MaximumWidth, Styles.Label, Align.Center, 1),
            typesetter.Cell("得分", ScoreWidth, Styles.Label, Align.Center, 1),
            typesetter.Cell("评分说明", sentence, Styles.Label, Align.Center),
            .. Assessor("评分单位", Styles.Label),
        ]) { Ground = Styles.HeadGround };

        Row Subtotal(ReportSection section) => new(
        [
            typesetter.Cell($"{section.Name}（{Figures.Maximum(section.Weight)}%）小计", CodeWidth + NameWidth, Styles.Label),
            typesetter.Cell(Figures.Maximum(section.ApplicableMaxPoints), MaximumWidth, Styles.Label, Align.Right, 8),
            typesetter.Cell(Figures.Points(section), ScoreWidth, Styles.Label, Align.Right, 6),
            typesetter.Cell(section.IsPartlyPending ? $"其中待评 {Figures.Maximum(section.PendingMaxPoints)} 分" : "", sentence + assessors, Styles.Small),
        ]) { Head = head, Ground = Styles.SectionGround, KeepWithNext = true, VerticalPadding = 2.5 };

        Row Line(ReportRow row) => new(
        [
            typesetter.Cell(row.Code, CodeWidth, Styles.Body, Align.Center, 2),
            typesetter.Cell(row.Name, NameWidth, Styles.Body),
            typesetter.Cell(Figures.Maximum(row.MaxPoints), MaximumWidth, Styles.Body, Align.Right, 8),
            typesetter.Cell(row.Score, ScoreWidth, Styles.Body, Align.Right, 6),
            typesetter.Cell(row.Explanation, sentence, Styles.Small),
            .. Assessor(row.Assessor ?? "—", Styles.Small),
        ]) { Head = head };

        Row Sum() => new(
        [
            typesetter.Cell("合　　计", CodeWidth + NameWidth, Styles.Label, Align.Center),
            typesetter.Cell(Figures.Maximum(card.ApplicableMaxPoints), MaximumWidth, Styles.Label, Align.Right, 8),
            typesetter.Cell(card.IsWhollyPending ? "待评" : Figures.Points(card.RawPoints), ScoreWidth, Styles.Label, Align.Right, 6),
            typesetter.Cell(card.Total is not null && !card.IsWhollyPending ? $"总分 {Figures.Total(card)}" : "", sentence + assessors, Styles.Label),
        ]) { Head = head, Ground = Styles.HeadGround };

        ImmutableArray<TextCell> Assessor(string text, TextStyle style) =>
            assessors > 0 ? [typesetter.Cell(text, assessors, style, Align.Center, 3)] : [];
    }
}
