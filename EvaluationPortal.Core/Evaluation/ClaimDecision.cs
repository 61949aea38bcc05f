namespace EvaluationPortal.Core.Evaluation;

/// <summary>What was decided about a unit's 零报告 or 不涉及.</summary>
/// <param name="Claim">As it was filed.</param>
/// <param name="Number">The version that counted then.</param>
/// <param name="Reason">Why it was rejected; null where it was accepted.</param>
/// <param name="At">UTC.</param>
public sealed record ClaimDecision(FilingClaim Claim, int Number, bool IsAccepted, string? Reason, PersonId By, DateTime At)
{
    /// <summary>In few words: 已接受零报告; 未接受不涉及：有对外的文件.</summary>
    public string Text => IsAccepted ? $"已接受{Claim.Name}" : $"未接受{Claim.Name}：{Reason}";
}
