using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A reason that an act asks for: its text without blanks around it, or why it cannot be taken.</summary>
/// <param name="Text">Empty where there is a fault.</param>
internal sealed record GivenReason(string Text, Denied? Fault)
{
    /// <summary>Longest, in UTF-16 units.</summary>
    public const int Most = 500;

    /// <summary>Reads what was typed.</summary>
    /// <param name="what">What it is the reason of, as in “重新开放的原因”.</param>
    public static GivenReason Read(string? typed, string what) => TextGate.Clean(typed ?? "") switch
    {
        { Length: 0 } => new("", new($"请写明{what}。")),
        { Length: > Most } => new("", new($"{what}最多{Most}个字。")),
        var reason => new(reason, null),
    };
}
