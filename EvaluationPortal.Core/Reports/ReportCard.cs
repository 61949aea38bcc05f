using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports;

/// <summary>
/// One unit's report card (考核评估结果反馈单): everything that is printed, in printed order, and nothing else. Plain data:
/// two equal cards give the same bytes.
/// </summary>
public sealed record ReportCard
{
    /// <summary>Code of the cycle, e.g. <c>2022</c>.</summary>
    public required string CycleCode { get; init; }

    /// <summary>Name of the evaluation as printed above the title, e.g. 2022年松江区政务公开考核评估.</summary>
    public required string CycleName { get; init; }

    /// <summary>The evaluated unit, e.g. 泗泾镇.</summary>
    public required string UnitName { get; init; }

    /// <summary>单位类别, e.g. 镇.</summary>
    public required string Kind { get; init; }

    /// <summary>排名组别, e.g. 街镇（含开发区）.</summary>
    public required string RankingGroup { get; init; }

    /// <summary>Sum of the points awarded, 0 to <see cref="ApplicableMaxPoints"/>.</summary>
    public required decimal RawPoints { get; init; }

    /// <summary>Sum of the maxima of the indicators that apply to the unit.</summary>
    public required decimal ApplicableMaxPoints { get; init; }

    /// <summary>The total after the totals policy; null where nothing applies.</summary>
    public decimal? Total { get; init; }

    /// <summary>最高可达: the total if everything pending got full marks; null when nothing is pending.</summary>
    public decimal? BestPossible { get; init; }

    /// <summary>The rank in words, e.g. 第3名（共18家） or 暂列第3名; null where the reader may not see it or there is none.</summary>
    public string? Rank { get; init; }

    /// <summary>Indicators still 待评.</summary>
    public required int PendingCount { get; init; }

    /// <summary>Signed off (审定). Until then every page carries 未审定，仅供核对.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>Made from demo data: every page says 演示数据，非真实结果.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>Sections (一级指标) in printed order with their rows.</summary>
    public required ImmutableArray<ReportSection> Sections { get; init; }

    /// <summary>问题清单, by indicator, then by day found.</summary>
    public required ImmutableArray<ReportFinding> Findings { get; init; }

    /// <summary>扣分说明 of scores received from outside, by indicator, in the order given; mostly none.</summary>
    public ImmutableArray<ReportLoss> Losses { get; init; } = [];

    /// <summary>The rules applied where the plan is silent, one sentence each with its numbers, e.g. 换算为百分制：86.5 ÷ 95 × 100 = 91.05.</summary>
    public required ImmutableArray<string> Policies { get; init; }

    /// <summary>The moment whose state is printed; shown in China's time.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Number of the last audit entry that is contained.</summary>
    public required long AuditSequence { get; init; }

    /// <summary>Hash of that entry, hexadecimal; its first characters are printed.</summary>
    public required string AuditHash { get; init; }

    /// <summary>Nothing at all is assessed yet.</summary>
    internal bool IsWhollyPending => Sections.Any(s => s.IsWhollyPending) && Sections.All(s => s.IsWhollyPending || s.ApplicableMaxPoints == 0);
}

/// <summary>A section (一级指标) of the card.</summary>
public sealed record ReportSection
{
    public required string Name { get; init; }

    /// <summary>Weight in per cent.</summary>
    public required decimal Weight { get; init; }

    /// <summary>Points awarded in the section.</summary>
    public required decimal Points { get; init; }

    /// <summary>Sum of the maxima of its indicators that apply; 0 when none does.</summary>
    public required decimal ApplicableMaxPoints { get; init; }

    /// <summary>Sum of the maxima of its indicators that are 待评, part of <see cref="ApplicableMaxPoints"/>.</summary>
    public required decimal PendingMaxPoints { get; init; }

    public required ImmutableArray<ReportRow> Rows { get; init; }

    /// <summary>Nothing in it is assessed yet: 待评, not zero.</summary>
    internal bool IsWhollyPending => ApplicableMaxPoints > 0 && PendingMaxPoints == ApplicableMaxPoints;

    internal bool IsPartlyPending => PendingMaxPoints > 0 && !IsWhollyPending;
}

/// <summary>One indicator (二级指标) of the card.</summary>
public sealed record ReportRow
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>分值.</summary>
    public required decimal MaxPoints { get; init; }

    /// <summary>得分 as printed: two decimals (4.38), 待评 or 不涉及.</summary>
    public required string Score { get; init; }

    /// <summary>Who assessed it, e.g. 区财政局; null where the reader may not know. With no assessor at all the column falls away.</summary>
    public string? Assessor { get; init; }

    /// <summary>The sentence of the score: finding, clause, arithmetic.</summary>
    public required string Explanation { get; init; }
}

/// <summary>One finding (问题) of the list.</summary>
public sealed record ReportFinding
{
    public required string IndicatorCode { get; init; }

    public required string IndicatorName { get; init; }

    /// <summary>What was found.</summary>
    public required string What { get; init; }

    /// <summary>Place or address; an http or https address becomes a link.</summary>
    public string? Where { get; init; }

    /// <summary>The day it was found.</summary>
    public DateOnly? When { get; init; }

    /// <summary>Who found it; null where the reader may not know.</summary>
    public string? FoundBy { get; init; }
}

/// <summary>One row of 扣分说明: what a part of a score received from outside lost.</summary>
public sealed record ReportLoss
{
    public required string IndicatorCode { get; init; }

    public required string IndicatorName { get; init; }

    /// <summary>细项.</summary>
    public required string Part { get; init; }

    /// <summary>应得.</summary>
    public required decimal Due { get; init; }

    /// <summary>实得.</summary>
    public required decimal Got { get; init; }

    /// <summary>问题.</summary>
    public required string What { get; init; }

    /// <summary>网址; an http or https address becomes a link.</summary>
    public string? Where { get; init; }
}
