namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>适用规则: one numbered sentence a rule.</summary>
internal static class PolicyList
{
    private const double NumberWidth = 24;

    public static IEnumerable<Block> Blocks(ReportCard card, Typesetter typesetter, string heading)
    {
        yield return ReportCardLayout.Heading(typesetter, heading);
        if (card.Policies.IsEmpty)
            yield return Line("", "按考核评估表评分，无其他适用规则。", true);
        // The last two stay with the signatures: nobody signs a page without a word of content on it.
        foreach (var (index, policy) in card.Policies.Index())
            yield return Line($"{index + 1}.", policy, index >= card.Policies.Length - 2);

        Row Line(string number, string text, bool keep)
        {
            var row = new Row(
            [
                typesetter.Cell(number, NumberWidth, Styles.Body, Align.Right),
                typesetter.Cell(text, Paper.ContentWidth - NumberWidth, Styles.Body, padding: 2),
            ]) { IsFramed = false, IsTopAligned = true, VerticalPadding = 1 };
            return row with { KeepWithNext = keep && row.IsWhole };
        }
    }
}
