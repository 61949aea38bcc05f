using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// An administrator gives a person a login name and a first password, or a new one where it was forgotten. It is shown once, has to
/// be changed at the next sign-in, and ends the person's sessions.
/// </summary>
public sealed class GivePassword(PortalDatabase database, Ledger ledger, Accounts accounts, LiveSessions sessions, People people)
{
    /// <summary>The person's login name; null where there is no local account.</summary>
    public async Task<string?> LoginNameOf(PersonId person, CancellationToken stop)
    {
        await using var db = database.Open();
        return await db.Accounts.Where(a => a.Id == person.Value).Select(a => a.UserName).SingleOrDefaultAsync(stop);
    }

    /// <summary>Gives it.</summary>
    /// <param name="loginName">2 to 40 letters, digits, or <c>. - _ @</c>; nobody else's.</param>
    /// <param name="removeAuthenticator">The person has lost the device too.</param>
    public async Task<PasswordGiven> Run(PersonId by, PersonId person, string loginName, bool removeAuthenticator, CancellationToken stop)
    {
        var name = LoginName.Clean(loginName);
        if (LoginName.Fault(name) is { } fault) return new(null, fault);
        var password = accounts.FirstPassword();
        var hash = accounts.Hash(password);
        var (why, ended) = await ledger.Write<(string?, List<string>)>(async transaction =>
        {
            if (await people.AskToAdministerNow(transaction.Db, by, person, stop) is Denied denied) return Refuse(transaction, denied.Why);
            if (await Give(transaction, accounts, person, name, hash, mustChange: true) is { } taken) return Refuse(transaction, taken);
            if (removeAuthenticator) await RemoveAuthenticator.Within(transaction, by, person);
            transaction.Append(by, AuditKinds.PasswordGiven, e => (e.Subject, e.After) = (person.Value, new EventDetails(Login: name).Write()));
            return (null, await EndSessions.EndRows(transaction, by, person, "密码已由管理员重设", except: null, stop));
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        if (why is not null) return new(null, why);
        sessions.End(ended);
        return new(password, null);
    }

    /// <summary>Writes name and password of a person's account, made where there is none.</summary>
    /// <returns>Why not; null where it is written.</returns>
    internal static async Task<string?> Give(LedgerTransaction transaction, Accounts accounts, PersonId person, string name, string hash, bool mustChange)
    {
        var users = accounts.Over(transaction.Db);
        if (await users.FindByNameAsync(name) is { } other && other.Id != person.Value) return $"登录名“{name}”已被他人使用。";
        var known = await users.FindByIdAsync(person.Value);
        var account = known ?? new Account { Id = person.Value };
        (account.UserName, account.PasswordHash, account.PasswordSetAt, account.MustChangePassword) = (name, hash, transaction.Now, mustChange);
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        var written = known is null ? await users.CreateAsync(account) : await users.UpdateAsync(account);
        return written.Succeeded ? null : throw new InvalidOperationException(string.Join("; ", written.Errors.Select(e => e.Description)));
    }

    private static (string?, List<string>) Refuse(LedgerTransaction transaction, string why)
    {
        transaction.Abandon();
        return (why, []);
    }
}

/// <param name="Password">Shown once and kept nowhere; null where it was refused.</param>
/// <param name="Why">The Chinese sentence of a refusal.</param>
public sealed record PasswordGiven(string? Password, string? Why);
