using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 解除关联: an administrator unties a person from every account at a sign-in provider, for instance where the provider has made a
/// new one for the person. The next sign-in there is recognised anew (<see cref="RecognisePerson"/>).
/// </summary>
public sealed class UnlinkLogins(Ledger ledger, People people)
{
    public Task<Permit> Run(PersonId by, PersonId person, CancellationToken stop) => ledger.Write<Permit>(
        async transaction =>
        {
            var permit = people.Find(by) is { } actor
                ? RoleRules.AskToAdminister(actor, person, people.FindAnybody(person)?.Roles ?? [])
                : new Denied("您的账号已停用或不存在，请联系管理员。");
            if (permit is Denied) return permit;
            foreach (var login in await transaction.Db.Logins.Where(l => l.UserId == person.Value).OrderBy(l => l.LoginProvider).ThenBy(l => l.ProviderKey).ToListAsync(stop))
            {
                transaction.Db.Logins.Remove(login);
                transaction.Append(by, AuditKinds.LoginUnlinked, e =>
                    (e.Subject, e.After) = (person.Value, new EventDetails(Method: login.LoginProvider, Login: login.ProviderKey).Write()));
            }

            return permit;
        },
        stop);
}
