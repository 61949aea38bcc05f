namespace EvaluationPortal.Core.Evaluation;

/// <summary>Stable id of a person; never reused, so that the trail stays readable.</summary>
public readonly record struct PersonId(string Value)
{
    /// <summary>The portal itself: first set-up and demo data.</summary>
    public static PersonId System { get; } = new("system");

    public override string ToString() => Value;
}
