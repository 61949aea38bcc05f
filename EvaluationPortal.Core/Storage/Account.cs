using Microsoft.AspNetCore.Identity;

namespace EvaluationPortal.Core.Storage;

/// <summary>A local account: login name, password and authenticator of the person with the same id. ASP.NET Core Identity's user.</summary>
public sealed class Account : IdentityUser<string>
{
    /// <summary>UTC; when the password was chosen, or given by an administrator.</summary>
    public DateTime PasswordSetAt { get; set; }

    /// <summary>The password was given by somebody else: the first thing is to choose another.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The time step of the one-time code last accepted: none is taken twice (RFC 6238, 5.2).</summary>
    public long LastTimeStep { get; set; }
}
