using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>How people's accounts stand: for the pages of administrators, and for a person's own. Passwords and keys are never among it.</summary>
public sealed class ReadAccounts(PortalDatabase database, People people)
{
    /// <summary>Those of everybody who has an account or was ever signed in; none where the person asking may not manage people.</summary>
    public async Task<ImmutableDictionary<PersonId, AccountState>> All(PersonId by, CancellationToken stop)
    {
        if (people.Find(by) is not { } actor || !PermissionTable.Ask(actor, Permission.ManagePeople).IsGranted) return ImmutableDictionary<PersonId, AccountState>.Empty;
        await using var db = database.Open();
        var accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id, stop);
        var seen = await db.Sessions.GroupBy(s => s.Person).Select(g => new { Person = g.Key, At = g.Max(s => s.LastSeenAt) }).ToDictionaryAsync(g => g.Person, g => g.At, stop);
        return accounts.Keys.Union(seen.Keys).ToImmutableDictionary(id => new PersonId(id), id => State(accounts.GetValueOrDefault(id), seen.TryGetValue(id, out var at) ? at : null));
    }

    /// <summary>A person's: the own, or another's by somebody who manages people. Without account and sign-in, an empty one.</summary>
    public async Task<AccountState> Of(PersonId by, PersonId person, CancellationToken stop)
    {
        if (people.Find(by) is not { } actor || (by != person && !PermissionTable.Ask(actor, Permission.ManagePeople).IsGranted)) return new();
        await using var db = database.Open();
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == person.Value, stop);
        var seen = await db.Sessions.Where(s => s.Person == person.Value).OrderByDescending(s => s.LastSeenAt).Select(s => (DateTime?)s.LastSeenAt).FirstOrDefaultAsync(stop);
        var providers = await db.Logins.Where(l => l.UserId == person.Value).Select(l => l.LoginProvider).Distinct().Order().ToListAsync(stop);
        return State(account, seen) with { Providers = providers.Count == 0 ? null : string.Join('、', providers) };
    }

    private static AccountState State(Account? account, DateTime? seen) => account is null
        ? new(LastSeenAt: seen)
        : new(account.UserName, account.TwoFactorEnabled, account.MustChangePassword, account.LockoutEnd?.UtcDateTime, seen, HasPassword: account.PasswordHash is not null);
}

/// <summary>How one person's account stands.</summary>
/// <param name="LoginName">Null where there is no local account.</param>
/// <param name="HasAuthenticator">动态口令 is in use.</param>
/// <param name="MustChangePassword">The first password has not been changed yet.</param>
/// <param name="LockedUntil">UTC; may be past. Null where it was never locked since the password was given.</param>
/// <param name="LastSeenAt">UTC; when any of the person's sessions was last written down as seen. Null where there was none.</param>
/// <param name="Providers">The sign-in providers that the person is tied to, by their ids, joined with 、; read for one person only, null for none.</param>
/// <param name="HasPassword">False of a local account whose password was cleared, and where there is none.</param>
public sealed record AccountState(string? LoginName = null, bool HasAuthenticator = false, bool MustChangePassword = false, DateTime? LockedUntil = null, DateTime? LastSeenAt = null, string? Providers = null, bool HasPassword = false);
