using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>Reads <see cref="AccessPolicy"/> from the section <c>Access</c>.</summary>
internal static class AccessSettings
{
    private const int MinutesADay = 24 * 60;

    public static AccessPolicy Read(SettingsSection section, IHostEnvironment environment)
    {
        var otherwise = AccessPolicy.Default;
        var policy = new AccessPolicy(
            section.Flag("SeparateDuties") ?? environment.IsProduction(),
            section.Whole("PasswordLength", 8, 64, otherwise.PasswordLength),
            section.Whole("PasswordKinds", 1, 4, otherwise.PasswordKinds),
            section.Whole("PasswordDays", 0, 3650, (int)otherwise.PasswordAge!.Value.TotalDays) is > 0 and var days ? TimeSpan.FromDays(days) : null,
            section.Whole("LockoutAttempts", 3, 100, otherwise.LockoutAttempts),
            TimeSpan.FromMinutes(section.Whole("LockoutMinutes", 1, MinutesADay, (int)otherwise.Lockout.TotalMinutes)),
            section.Choice("Authenticators", otherwise.Authenticators),
            section.Whole("SessionsPerPerson", 1, 100, otherwise.SessionsPerPerson),
            TimeSpan.FromMinutes(section.Whole("IdleMinutes", 2, MinutesADay, (int)otherwise.Idle.TotalMinutes)),
            TimeSpan.FromHours(section.Whole("SessionHours", 1, 24 * 7, (int)otherwise.SessionAge.TotalHours)),
            section.Flag("SetupLink") ?? false);
        section.Close();
        return policy;
    }
}
