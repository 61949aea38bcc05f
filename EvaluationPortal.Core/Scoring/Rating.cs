namespace EvaluationPortal.Core.Scoring;

/// <summary>What one of several raters (评分人) gave for a judged indicator.</summary>
/// <param name="By">Who: a code that the portal knows the person by.</param>
/// <param name="Points">0 to the maximum in the rule's steps.</param>
/// <param name="Reason">Required below the maximum.</param>
public sealed record Rating(string By, decimal Points, string Reason);
