using System.Diagnostics;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>What screens call the kinds of rules.</summary>
public static class RuleNames
{
    /// <exception cref="UnreachableException">A kind of rule without a name: a test tells.</exception>
    public static string Of(ScoringRule rule) => rule switch
    {
        Tiers => "分档",
        Deduction => "按问题扣分",
        Conversion => "折算",
        Judgement => "评定",
        _ => throw new UnreachableException(),
    };
}
