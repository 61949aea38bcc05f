using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 解除关联: an administrator unties a person from every account at a sign-in provider, for instance where the provider has made a
/// new one for the person. The next sign-in there is recognised anew (<see cref="RecognisePerson"/>).
/// </summary>
public sealed class UnlinkLogins(Ledger ledger, LiveSessions sessions, People people)
{
    /// <summary>Unties; the person's sessions end, as the tie may have let in somebody else.</summary>
    public async Task<Permit> Run(PersonId by, PersonId person, CancellationToken stop)
    {
        var (answer, ended) = await ledger.Write<(Permit, List<string>)>(async transaction =>
        {
            var permit = await people.AskToAdministerNow(transaction.Db, by, person, stop);
            if (permit is Denied)
            {
                transaction.Abandon();
                return (permit, []);
            }

            await Within(transaction, by, person, stop);
            return (permit, await EndSessions.EndRows(transaction, by, person, "统一身份认证已解除关联", except: null, stop));
        }, stop).ConfigureAwait(false);
        if (ended.Count > 0) sessions.End(ended);
        return answer;
    }

    internal static async Task Within(LedgerTransaction transaction, PersonId by, PersonId person, CancellationToken stop)
    {
        foreach (var login in await transaction.Db.Logins.Where(l => l.UserId == person.Value).OrderBy(l => l.LoginProvider).ThenBy(l => l.ProviderKey).ToListAsync(stop))
        {
            transaction.Db.Logins.Remove(login);
            transaction.Append(by, AuditKinds.LoginUnlinked, e =>
                (e.Subject, e.After) = (person.Value, new EventDetails(Method: login.LoginProvider, Login: login.ProviderKey).Write()));
        }
    }
}
