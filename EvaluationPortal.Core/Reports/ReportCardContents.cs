using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Reports;

/// <summary>What of the board stands on one unit's report card.</summary>
internal static class ReportCardContents
{
    public static ReportCard Of(Scoreboard board, Scorecard card, Sight sight, TrailPoint point, bool isDemo)
    {
        var (cycle, totals, rank) = (board.Cycle, card.Totals, board.RankOf(card.Unit.Code)!);
        return new()
        {
            CycleCode = cycle.Code,
            CycleName = cycle.Name,
            UnitName = card.Unit.Name,
            Kind = card.Unit.Kind,
            RankingGroup = card.Unit.RankingGroup,
            RawPoints = totals.Raw,
            ApplicableMaxPoints = totals.Applicable,
            Total = totals.Total,
            BestPossible = totals.Pending > 0 ? totals.BestPossible : null,
            Rank = sight.Rank ? RankText.Of(rank) : null,
            PendingCount = card.PendingCells,
            IsFinal = cycle.Stage.IsFinal(),
            IsDemo = isDemo,
            Sections = [.. totals.Sections.Select(section => Section(section, card, sight))],
            Findings = [.. card.Cells.SelectMany(cell => FindingsOf(cell, sight))],
            Losses = [.. card.Cells.SelectMany(LossesOf)],
            Policies = AppliedPolicies.Of(cycle, card, sight.Rank ? rank : null),
            AsOf = point.At,
            AuditSequence = point.Sequence,
            AuditHash = point.Hash,
        };
    }

    private static ReportSection Section(SectionTotals section, Scorecard card, Sight sight) => new()
    {
        Name = section.Section.Name,
        Weight = section.Section.Weight,
        Points = section.Raw,
        ApplicableMaxPoints = section.Applicable,
        PendingMaxPoints = section.Pending,
        Rows = [.. card.Cells.Where(cell => section.Section.Indicators.Contains(cell.Indicator)).Select(cell => Row(card.Unit, cell, sight))],
    };

    private static ReportRow Row(Unit unit, Cell cell, Sight sight) => new()
    {
        Code = cell.Indicator.Code.Value,
        Name = cell.Indicator.Name,
        MaxPoints = cell.Indicator.MaxPoints,
        Score = cell.Score switch
        {
            Awarded awarded => Decimals.Fixed(awarded.Points),
            NotApplicable => "不涉及",
            _ => "待评",
        },
        Assessor = sight.Names ? AssessorName(unit, cell) : null,
        Explanation = cell.Score.Explanation,
    };

    /// <summary>Whose assessment counts; while none does, whose is awaited.</summary>
    private static string AssessorName(Unit unit, Cell cell) =>
        (cell.Counted?.Source ?? Cycle.AssessorOf(unit, cell.Indicator)) is Source.Office ? AppliedPolicies.Office : cell.Indicator.AssessorName;

    private static IEnumerable<ReportFinding> FindingsOf(Cell cell, Sight sight) =>
        FindingText.InOrder(cell.Counted?.Observation).Select(finding => new ReportFinding
        {
            IndicatorCode = cell.Indicator.Code.Value,
            IndicatorName = cell.Indicator.Name,
            What = FindingText.What(cell.Indicator, finding),
            Where = finding.Where,
            When = finding.When,
            FoundBy = sight.Names ? finding.FoundBy : null,
        });

    private static IEnumerable<ReportLoss> LossesOf(Cell cell) =>
        from lost in cell.Counted?.Observation is Mark mark ? mark.Lost : []
        select new ReportLoss { IndicatorCode = cell.Indicator.Code.Value, IndicatorName = cell.Indicator.Name, Part = lost.Part, Due = lost.Due, Got = lost.Got, What = lost.What, Where = lost.Where };
}
