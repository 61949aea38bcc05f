namespace EvaluationPortal.Core.Access;

/// <summary>The answer to "may this person do that?".</summary>
public abstract record Permit
{
    private protected Permit() { }

    public bool IsGranted => this is Granted;
}

/// <summary>Yes.</summary>
public sealed record Granted : Permit
{
    public static Granted Yes { get; } = new();
}

/// <summary>No.</summary>
/// <param name="Why">The Chinese sentence shown to the person.</param>
public sealed record Denied(string Why) : Permit;
