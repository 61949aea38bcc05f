using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>核定调整: the chief sets a cell's points otherwise than they were computed, which counts once a second person has approved it. The latest approved one of a cell holds.</summary>
/// <param name="Points">0 to the indicator's maximum; null takes an earlier adjustment back.</param>
/// <param name="Computed">The computed points at the time it was proposed.</param>
/// <param name="Basis">依据, e.g. the minutes of a meeting.</param>
/// <param name="At">UTC.</param>
/// <param name="Approval">Null: it waits, and counts nothing.</param>
public sealed record Adjustment(Guid Id, UnitCode Unit, IndicatorCode Indicator, decimal? Points, decimal Computed, string Reason, string Basis, PersonId By, DateTime At, Approval? Approval)
{
    /// <summary>From what to what, e.g. 3分 → 4分.</summary>
    public string Text => Points is { } points ? $"{Decimals.Text(Computed)}分调整为{Decimals.Text(points)}分" : $"撤销调整，恢复计算得分{Decimals.Text(Computed)}分";

    /// <summary>The adjusted score: the computed one, what it became and why.</summary>
    public Awarded Apply(Awarded computed) => computed with
    {
        Points = Points ?? computed.Points,
        Explanation = $"{computed.Explanation}。核定调整：由{Decimals.Text(computed.Points)}分调整为{Decimals.Text(Points ?? computed.Points)}分，理由：{Reason}，依据：{Basis}",
    };
}

/// <summary>The second person's word.</summary>
/// <param name="At">UTC.</param>
/// <param name="Sequence">Number of the audit entry.</param>
public sealed record Approval(PersonId By, DateTime At, long Sequence);
