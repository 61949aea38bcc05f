using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A person chooses a new password for the own account; the other sessions end.</summary>
public sealed class ChangePassword(PortalDatabase database, Ledger ledger, Accounts accounts, LiveSessions sessions, People people, AccessPolicy policy)
{
    private readonly Lockout _lockout = new(policy);

    /// <summary>Changes it.</summary>
    /// <param name="session">The session that goes on; null where none has begun.</param>
    /// <param name="address">Network address, for the trail: wrong old passwords are counted as at sign-in, and lock the account.</param>
    public async Task<PasswordChanged> Run(PersonId person, string old, string wanted, string? session, string? address, CancellationToken stop)
    {
        await using var db = database.Open();
        if (await people.FindNow(db, person, stop) is not { } who) return new(People.Gone);
        var known = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == person.Value, stop);
        if (known is null) return new("没有本地账户，密码在统一身份认证中修改。");
        if (await Counted(known, accounts.IsRight(known, old), address, stop) is { } refused) return new(refused);
        if (PasswordRules.Fault(policy, wanted, known.UserName!, who.Name) is { } fault) return new(fault);
        if (accounts.IsRight(known, wanted)) return new("新密码不能与原密码相同。");
        var hash = accounts.Hash(wanted);
        var (changed, ended) = await ledger.Write<(PasswordChanged, List<string>)>(async transaction =>
        {
            var account = await transaction.Db.Accounts.SingleAsync(a => a.Id == person.Value, stop);
            var why = await people.FindNow(transaction.Db, person, stop) is null ? People.Gone : account.PasswordHash != known.PasswordHash ? "密码刚才已被修改，请重新登录。" : null;
            if (why is not null)
            {
                transaction.Abandon();
                return (new(why), []);
            }
            (account.PasswordHash, account.PasswordSetAt, account.MustChangePassword) = (hash, transaction.Now, false);
            transaction.Append(person, AuditKinds.PasswordChanged, e => e.After = new EventDetails().Write());
            var others = await EndSessions.EndRows(transaction, person, person, "密码已修改", session, stop);
            return (new(null, account.SecurityStamp), others);
        }, stop);
        if (changed.Why is null) sessions.End(ended);
        return changed;
    }

    private Task<string?> Counted(Account known, bool isRight, string? address, CancellationToken stop) => ledger.Write(async transaction =>
    {
        var account = await transaction.Db.Accounts.SingleAsync(a => a.Id == known.Id, stop);
        return Lockout.Refusal(account, transaction.Now) ?? (isRight ? null : _lockout.Count(transaction, account, address, "原密码不正确。"));
    }, stop);
}

/// <param name="Why">Why not, a Chinese sentence; null where it is changed.</param>
/// <param name="Stamp">The account's stamp since then: a sign-in on its way goes on under it. Null where it is not changed.</param>
public sealed record PasswordChanged(string? Why, string? Stamp = null);
