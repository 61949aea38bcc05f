namespace EvaluationPortal.Core.Evaluation;

/// <summary>Stable id of a person; never reused, so that the trail stays readable.</summary>
public readonly record struct PersonId(string Value)
{
    /// <summary>The portal itself: first set-up and demo data.</summary>
    public static PersonId System { get; } = new("system");

    /// <summary>Somebody who is not signed in.</summary>
    public static PersonId Nobody { get; } = new("nobody");

    /// <summary>Whoever works at the machine's command line.</summary>
    public static PersonId Operator { get; } = new("operator");

    public override string ToString() => Value;
}
