using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What a file that is read in holds.</summary>
public enum ImportKind
{
    /// <summary>第三方评分: raw scores and full marks, with 扣分说明.</summary>
    ThirdPartyScores = 1,

    /// <summary>专项评估结果: a bureau's levels, findings or points.</summary>
    BureauResult = 2,

    /// <summary>评分汇总表: any columns of the board, each cell as it would be typed.</summary>
    BoardScores = 3,

    /// <summary>网站监测问题: findings proposed for the office to confirm; they are added to what stands, never put in its place.</summary>
    SiteFindings = 4,

    /// <summary>自查填报: what one unit writes into its self-report.</summary>
    SelfReport = 5,
}

/// <summary>What a file says of one unit and one indicator.</summary>
/// <param name="Place">How people find it: the sheet and cell.</param>
/// <param name="Unit">The unit as the file names it: a code, a name, a short name, or something nobody knows.</param>
/// <param name="Typed">The value as the file has it. Where <paramref name="Observation"/> is null, it is read like something typed into that cell of the board.</param>
/// <param name="Observation">What the file tells more exactly than one cell could: a mark with its 扣分说明, findings with text, points with a reason.</param>
/// <param name="Fault">Why it is not understood, a Chinese sentence with the legal values; null where it is.</param>
/// <param name="Field">The part of a self-report that it says; <paramref name="Typed"/> is then what would be typed into it. Null for scores.</param>
public sealed record ImportedRow(string Place, string Unit, IndicatorCode Indicator, string Typed, Observation? Observation = null, string? Fault = null, DraftField? Field = null);

/// <summary>What reading a file gave: its rows, or why it cannot be taken.</summary>
/// <param name="Rows">In the order of the file; blank cells are not among them, they keep what stands.</param>
/// <param name="Notes">What the reader should be told: columns that were not understood, sheets that were left out, formulas whose stored results were read.</param>
/// <param name="Refusal">Chinese: what is wrong with the file and what to do; null where it was read.</param>
public sealed record ImportReading(ImmutableArray<ImportedRow> Rows, ImmutableArray<string> Notes, string? Refusal)
{
    public static ImportReading Refused(string why) => new([], [], why);
}
