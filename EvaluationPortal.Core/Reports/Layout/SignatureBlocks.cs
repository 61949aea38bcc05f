using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>Two boxes to sign and stamp, side by side: the evaluation group and the unit.</summary>
internal static class SignatureBlocks
{
    public static IEnumerable<Block> Blocks(Typesetter typesetter, string heading)
    {
        yield return ReportCardLayout.Heading(typesetter, heading);
        yield return new Boxes(typesetter);
    }

    private sealed record Boxes(Typesetter Typesetter) : Block
    {
        private const double Width = Paper.ContentWidth / 2;
        private const double Inset = 12;

        public override double Height => 122;

        public override void Draw(ImmutableArray<Drawn>.Builder page, double top)
        {
            Box(page, Paper.Left, top, "考核评估小组意见：", "考评组长（签字）：", "（考评组盖章）");
            Box(page, Paper.Left + Width, top, "被考核单位意见：", "单位负责人（签字）：", "（单位盖章）");
        }

        private void Box(ImmutableArray<Drawn>.Builder page, double left, double top, string opinion, string signature, string stamp)
        {
            page.Add(new DrawnFrame(left, top, Width, Height, 0.5));
            page.Add(Typesetter.Line(opinion, left + Inset, top + 18, Styles.Label));
            page.Add(Typesetter.Line(signature, left + Inset, top + 72, Styles.Body));
            var lineStart = left + Inset + Typesetter.Width(signature, Styles.Body);
            page.Add(new DrawnRule(lineStart, top + 74, left + Width - Inset, top + 74, 0.5));
            page.Add(Typesetter.Line(stamp, left + Inset, top + 106, Styles.Body));
            page.Add(Typesetter.Line("年　　月　　日", left + Width - Inset, top + 106, Styles.Body, Align.Right));
        }
    }
}
