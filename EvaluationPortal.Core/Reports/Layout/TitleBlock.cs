namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>The title and the form below it: who, what, how many points.</summary>
internal static class TitleBlock
{
    private const double LabelWidth = 64;
    private const double ValueWidth = (Paper.ContentWidth / 2) - LabelWidth;

    public static IEnumerable<Block> Blocks(ReportCard card, Typesetter typesetter)
    {
        yield return Centered(card.CycleName, Styles.Cycle, 1);
        yield return Centered("政务公开考核评估结果反馈单", Styles.Title, 4);
        yield return Line("被考核单位", card.UnitName, "单位类别", card.Kind);
        yield return Line("考核年度", card.CycleCode, "排名组别", card.RankingGroup);
        yield return Line("总　　分", Figures.Total(card), "名　　次", card.Rank ?? "—", Styles.Total);
        yield return Line("已得分", $"{(card.IsWhollyPending ? "待评" : Figures.Points(card.RawPoints) + " 分")}（适用满分 {Figures.Maximum(card.ApplicableMaxPoints)} 分）", "待评指标", Pending(card));
        yield return Line("数据时间", Figures.Moment(card.AsOf), "结果状态", card.IsFinal ? "已审定" : "未审定，仅供核对");

        Row Centered(string text, TextStyle style, double padding) =>
            new([typesetter.Cell(text, Paper.ContentWidth, style, Align.Center)]) { IsFramed = false, VerticalPadding = padding };

        Row Line(string label, string value, string otherLabel, string otherValue, TextStyle? style = null) => new(
        [
            typesetter.Cell(label, LabelWidth, Styles.Body, Align.Center),
            typesetter.Cell(value, ValueWidth, style ?? Styles.Body, padding: 7),
            typesetter.Cell(otherLabel, LabelWidth, Styles.Body, Align.Center),
            typesetter.Cell(otherValue, ValueWidth, style ?? Styles.Body, padding: 7),
        ]);
    }

    private static string Pending(ReportCard card) => card.PendingCount == 0
        ? "无"
        : $"{card.PendingCount} 项{(card.BestPossible is { } best ? $"（最高可达 {Figures.Points(best)} 分）" : "")}";
}
