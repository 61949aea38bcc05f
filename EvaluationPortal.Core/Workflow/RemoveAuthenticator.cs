using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>停用动态口令: of one's own account, or of another's who has lost the device, by an administrator.</summary>
public sealed class RemoveAuthenticator(PortalDatabase database, Ledger ledger, Accounts accounts, People people, AccessPolicy policy)
{
    private readonly Lockout _lockout = new(policy);

    /// <summary>Removes another's.</summary>
    public Task<Permit> Run(PersonId by, PersonId person, CancellationToken stop) => ledger.Write<Permit>(async transaction =>
    {
        if (await people.AskToAdministerNow(transaction.Db, by, person, stop) is Denied denied) return denied;
        await Within(transaction, by, person);
        return Granted.Yes;
    }, stop);

    /// <summary>Removes one's own. A session alone is not enough: the page may have been left open.</summary>
    /// <param name="proof">The password, or a code that was not used yet; wrong ones are counted as at sign-in, and lock the account.</param>
    /// <param name="address">Network address, for the trail.</param>
    /// <returns>Why not; null where there is none any more.</returns>
    public async Task<string?> RunOwn(PersonId person, string proof, string? address, CancellationToken stop)
    {
        await using var db = database.Open();
        var known = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == person.Value, stop);
        var isPassword = accounts.IsRight(known, proof.Length > PasswordRules.MostCharacters ? "" : proof);
        return await ledger.Write(async transaction =>
        {
            if (await people.FindNow(transaction.Db, person, stop) is null) return People.Gone;
            if (await transaction.Db.Accounts.FindAsync([person.Value], stop) is not { TwoFactorEnabled: true } account) return null;
            if (Lockout.Refusal(account, transaction.Now) is { } locked) return locked;
            var isRight = (isPassword && account.PasswordHash == known?.PasswordHash) || await IsCode(transaction, account, proof);
            if (!isRight) return _lockout.Count(transaction, account, address, "密码或动态口令不正确，口令用过的请等下一个。");
            await Within(transaction, person, person);
            return null;
        }, stop);
    }

    private async Task<bool> IsCode(LedgerTransaction transaction, Account account, string typed) =>
        await accounts.Over(transaction.Db).GetAuthenticatorKeyAsync(account) is { } key && OneTimeCode.StepOf(key, typed, transaction.Now) > account.LastTimeStep;

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
