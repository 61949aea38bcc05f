namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>What stands behind and around the content of every page: watermark, running head, foot.</summary>
internal sealed class PageMargins(ReportCard card, Typesetter typesetter)
{
    private const string Draft = "未审定，仅供核对";
    private const string Demo = "演示数据，非真实结果";
    private const double Angle = -32;

    private readonly string _digest = ReportCardDigest.Of(card);

    /// <summary>The watermark, under everything else.</summary>
    public IEnumerable<Drawn> Behind()
    {
        if (!card.IsFinal)
            yield return Slanted(Draft, 54, 0);
        if (card.IsDemo)
            yield return Slanted(Demo, card.IsFinal ? 44 : 30, card.IsFinal ? 0 : 58);
    }

    /// <summary>Running head (from the second page) and foot.</summary>
    public IEnumerable<Drawn> Around(int page, int pages)
    {
        if (page > 1)
        {
            var title = $"{card.CycleName}结果反馈单　{card.UnitName}";
            yield return typesetter.Line(typesetter.Shortened(title, 330, Styles.Margin), Paper.Left, 46, Styles.Margin);
            yield return new DrawnRule(Paper.Left, 52, Paper.Right, 52, 0.5);
        }
        if (card.IsDemo)
            yield return typesetter.Line(Demo, Paper.Right, page > 1 ? 46 : 40, Styles.Demo, Align.Right);

        const double top = Paper.Height - 48;
        yield return new DrawnRule(Paper.Left, top, Paper.Right, top, 0.5);
        yield return typesetter.Line($"校验码 {_digest}", Paper.Left, top + 12, Styles.Margin);
        yield return typesetter.Line($"第 {page} / {pages} 页", Paper.Left + (Paper.ContentWidth / 2), top + 12, Styles.Margin, Align.Center);
        yield return typesetter.Line($"数据时间 {Figures.Moment(card.AsOf)}", Paper.Right, top + 12, Styles.Margin, Align.Right);
        var hash = card.AuditHash.Length > 16 ? card.AuditHash[..16] : card.AuditHash;
        yield return typesetter.Line($"审计序号 {card.AuditSequence}　末条记录摘要 {hash}", Paper.Left, top + 22, Styles.Margin);
    }

    /// <summary>A text across the middle of the page, rising; <paramref name="below"/> points under the middle.</summary>
    private DrawnText Slanted(string text, double size, double below)
    {
        var style = new TextStyle(size, size, Gray: 0.9);
        var half = typesetter.Width(text, style) / 2;
        var (sin, cos) = Math.SinCos(Angle * Math.PI / 180);
        var (x, y) = ((Paper.Width / 2) - (below * sin), (Paper.Height / 2) + (below * cos));
        return new DrawnText(x - (half * cos), y - (half * sin), text, size, FontWeight.Regular, style.Gray, Angle);
    }
}
