using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>
/// A bar for every section, as long as its maximum: black what was earned, hatched what is pending, white what was lost. The
/// numbers stand beside it, so nothing depends on shades.
/// </summary>
internal static class SectionChart
{
    private const double NameWidth = 156;
    private const double PointsWidth = 44;
    private const double MaximumWidth = 30;
    private const double RateWidth = 48;
    private const double BarWidth = Paper.ContentWidth - NameWidth - PointsWidth - MaximumWidth - RateWidth;

    public static IEnumerable<Block> Blocks(ReportCard card, Typesetter typesetter, string heading)
    {
        yield return ReportCardLayout.Heading(typesetter, heading);
        var longest = card.Sections.Select(s => s.ApplicableMaxPoints).DefaultIfEmpty(0).Max();
        foreach (var section in card.Sections)
        {
            var applies = section.ApplicableMaxPoints > 0;
            var label = new Row(
            [
                typesetter.Cell(typesetter.Shortened(section.Name, 2 * (NameWidth - 4), Styles.Small), NameWidth, Styles.Small, padding: 2),
                typesetter.Cell("", BarWidth, Styles.Small),
                typesetter.Cell(Figures.Points(section), PointsWidth, Styles.Small, Align.Right, padding: 1),
                typesetter.Cell(applies ? $"/ {Figures.Maximum(section.ApplicableMaxPoints)}" : "", MaximumWidth, Styles.Small, padding: 1),
                typesetter.Cell(applies && !section.IsWhollyPending ? Figures.Percent(section.Points, section.ApplicableMaxPoints) : "—", RateWidth, Styles.Small, Align.Right, padding: 2),
            ]) { IsFramed = false, VerticalPadding = 1 };
            yield return applies ? new Bar(label, section, (double)(section.ApplicableMaxPoints / longest)) { KeepWithNext = true } : label with { KeepWithNext = true };
        }
        yield return new Legend(typesetter);
    }

    private sealed record Bar(Row Label, ReportSection Section, double Length) : Block
    {
        private const double Thickness = 8;

        public override double Height => Label.Height;

        public override void Draw(ImmutableArray<Drawn>.Builder page, double top)
        {
            Label.Draw(page, top);
            var (left, upper) = (Paper.Left + NameWidth, top + ((Height - Thickness) / 2));
            var whole = BarWidth * Length;
            var earned = whole * Share(Section.Points);
            var pending = Math.Min(whole * Share(Section.PendingMaxPoints), whole - earned);
            page.Add(new DrawnFill(left, upper, earned, Thickness, 0.3));
            Hatch(page, left + earned, upper, pending, Thickness);
            page.Add(new DrawnFrame(left, upper, whole, Thickness, 0.5));
        }

        private double Share(decimal points) => (double)Math.Clamp(points / Section.ApplicableMaxPoints, 0, 1);
    }

    private sealed record Legend(Typesetter Typesetter) : Block
    {
        public override double Height => 13;

        public override void Draw(ImmutableArray<Drawn>.Builder page, double top)
        {
            var x = Paper.Left + NameWidth;
            foreach (var (text, gray, isHatched) in new[] { ("得分", 0.3, false), ("待评", 1, true), ("失分", 1, false) })
            {
                if (gray < 1)
                    page.Add(new DrawnFill(x, top + 4, 12, 6, gray));
                if (isHatched)
                    Hatch(page, x, top + 4, 12, 6);
                page.Add(new DrawnFrame(x, top + 4, 12, 6, 0.5));
                page.Add(Typesetter.Line(text, x + 16, top + 9.9, Styles.Margin));
                x += 52;
            }
            page.Add(Typesetter.Line("条长与分值成比例；右列为得分／适用满分、得分率", Paper.Right - 2, top + 9.9, Styles.Margin, Align.Right));
        }
    }

    /// <summary>Strokes at 45 degrees, cut at the rectangle's edges.</summary>
    private static void Hatch(ImmutableArray<Drawn>.Builder page, double x, double y, double width, double height)
    {
        for (var offset = 3 - height; offset < width; offset += 3)
        {
            var (from, to) = (Math.Max(offset, 0), Math.Min(offset + height, width));
            if (to > from)
                page.Add(new DrawnRule(x + from, y + height - (from - offset), x + to, y + height - (to - offset), 0.5));
        }
    }
}
