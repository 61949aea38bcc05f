using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>停用动态口令: of one's own account, or of another's who has lost the device, by an administrator.</summary>
public sealed class RemoveAuthenticator(Ledger ledger, People people)
{
    public Task<Permit> Run(PersonId by, PersonId person, CancellationToken stop) => ledger.Write<Permit>(async transaction =>
    {
        if (people.Find(by) is not { } actor) return new Denied(People.Gone);
        if (by != person && RoleRules.AskToAdminister(actor, person, people.FindAnybody(person)?.Roles ?? []) is Denied denied) return denied;
        await Within(transaction, by, person);
        return Granted.Yes;
    }, stop);

    internal static async Task Within(LedgerTransaction transaction, PersonId by, PersonId person)
    {
        // Not by Identity's manager: a second change of an account in one transaction would attach it anew, and fail as somebody else's.
        if (await transaction.Db.Accounts.FindAsync(person.Value) is not { TwoFactorEnabled: true } account) return;
        (account.TwoFactorEnabled, account.LastTimeStep) = (false, 0);
        var keys = transaction.Db.Set<IdentityUserToken<string>>();
        keys.RemoveRange(await keys.Where(k => k.UserId == person.Value && k.LoginProvider == SetAuthenticator.TokenProvider && k.Name == SetAuthenticator.KeyName).ToListAsync());
        transaction.Append(by, AuditKinds.AuthenticatorRemoved, e => (e.Subject, e.After) = (by == person ? null : person.Value, new EventDetails().Write()));
    }
}
