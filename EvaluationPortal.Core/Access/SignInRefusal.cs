namespace EvaluationPortal.Core.Access;

/// <summary>Why somebody who came from a provider was not let in.</summary>
public enum SignInRefusal
{
    /// <summary>The return does not belong to a sign-in that was begun in this browser, or that one took too long.</summary>
    Unfinished = 0,

    /// <summary>What the provider handed out does not hold.</summary>
    Invalid = 1,

    /// <summary>The provider itself refused, or the person did there.</summary>
    Declined = 2,

    /// <summary>The provider does not answer, or not as one.</summary>
    Unreachable = 3,

    /// <summary>Nobody registered.</summary>
    Stranger = 4,

    /// <summary>Nobody registered, and the address it names is not vouched for.</summary>
    UnverifiedEmail = 5,

    /// <summary>More than one could be meant.</summary>
    Ambiguous = 6,

    /// <summary>The registered person is tied to another account of the same provider.</summary>
    TiedToAnother = 7,

    /// <summary>停用.</summary>
    Disabled = 8,
}
