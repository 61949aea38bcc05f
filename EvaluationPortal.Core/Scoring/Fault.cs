namespace EvaluationPortal.Core.Scoring;

/// <summary>One thing that is wrong in a file, said so that its author can mend it.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the place; empty for the whole file.</param>
/// <param name="Message">Chinese: what is wrong and what would be right.</param>
public sealed record Fault(string Pointer, string Message)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}：{Message}";
}
