using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Takes from somebody who becomes an administrator every way to sign in that there was: password, authenticator, accounts at
/// providers, sessions. The login name stays; a 安全管理员 gives a fresh password, or the provider's account is tied anew.
/// </summary>
internal static class ClearSignIn
{
    public const string Why = "成为管理人员，原有登录方式失效";

    /// <summary>Does it within the transaction that gives the role.</summary>
    /// <returns>The sessions that ended; the caller tells <see cref="Live.LiveSessions"/> after the commit.</returns>
    public static async Task<List<string>> Within(LedgerTransaction transaction, PersonId by, PersonId person, CancellationToken stop)
    {
        await RemoveAuthenticator.Within(transaction, by, person);
        await UnlinkLogins.Within(transaction, by, person, stop);
        if (await transaction.Db.Accounts.FindAsync([person.Value], stop) is { PasswordHash: not null } account)
        {
            (account.PasswordHash, account.MustChangePassword) = (null, false);
            Lockout.Forget(account);
            transaction.Append(by, AuditKinds.PasswordRemoved, e => (e.Subject, e.After, e.Reason) = (person.Value, new EventDetails(Login: account.UserName).Write(), Why));
        }

        return await EndSessions.EndRows(transaction, by, person, Why, except: null, stop);
    }
}
