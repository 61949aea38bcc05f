using System.Collections.Immutable;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>A rule read out of 评分标准.</summary>
/// <param name="Rule">Always one that scores; its clauses are words of the criteria.</param>
/// <param name="Doubts">Chinese sentences: what a person should look at before it is adopted. Empty where the words allow no other reading.</param>
public sealed record ProposedRule(ScoringRule Rule, ImmutableArray<string> Doubts);
