namespace EvaluationPortal.Core.Access;

/// <summary>What the installation asks of accounts and sessions; the section <c>Access</c> of the settings.</summary>
/// <param name="SeparateDuties">等级保护's three administrators are different people (<see cref="RoleRules.Separated"/>).</param>
/// <param name="PasswordLength">Least characters of a password.</param>
/// <param name="PasswordKinds">Least kinds of characters in it, of lower case, upper case, digits and others: 1 to 4.</param>
/// <param name="PasswordAge">A password older than this has to be changed at sign-in; null for never.</param>
/// <param name="LockoutAttempts">Wrong passwords or codes in a row that lock the account.</param>
/// <param name="Lockout">For how long.</param>
/// <param name="Authenticators">Who needs a one-time code beside the password.</param>
/// <param name="SessionsPerPerson">Browsers a person is signed in with at the same time; a newer one ends the one longest unused.</param>
/// <param name="Idle">Without a key or click for so long, a session ends.</param>
/// <param name="SessionAge">A session ends after this in any case.</param>
/// <param name="OffersSetupLink">A start offers a link to make an administrator also where there is one: the only one was lost.</param>
public sealed record AccessPolicy(
    bool SeparateDuties,
    int PasswordLength,
    int PasswordKinds,
    TimeSpan? PasswordAge,
    int LockoutAttempts,
    TimeSpan Lockout,
    AuthenticatorUse Authenticators,
    int SessionsPerPerson,
    TimeSpan Idle,
    TimeSpan SessionAge,
    bool OffersSetupLink = false)
{
    /// <summary>What holds where the settings are silent, in Production.</summary>
    public static AccessPolicy Default { get; } = new(
        SeparateDuties: true, PasswordLength: 10, PasswordKinds: 3, TimeSpan.FromDays(90), LockoutAttempts: 5, TimeSpan.FromMinutes(15), AuthenticatorUse.Optional,
        SessionsPerPerson: 5, TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));
}

/// <summary>Who needs a one-time code (动态口令) beside the password.</summary>
public enum AuthenticatorUse
{
    /// <summary>Whoever set one up.</summary>
    Optional = 0,

    /// <summary>Administrators must; the others may.</summary>
    Administrators = 1,

    /// <summary>Everybody must.</summary>
    Everybody = 2,
}
