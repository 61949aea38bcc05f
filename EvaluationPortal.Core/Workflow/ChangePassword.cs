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
    /// <returns>Why not; null where it is changed.</returns>
    public async Task<string?> Run(PersonId person, string old, string wanted, string? session, string? address, CancellationToken stop)
    {
        if (people.Find(person) is not { } who) return People.Gone;
        await using var db = database.Open();
        var known = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == person.Value, stop);
        if (known is null) return "没有本地账户，密码在统一身份认证中修改。";
        if (await Counted(known, accounts.IsRight(known, old), address, stop) is { } refused) return refused;
        if (PasswordRules.Fault(policy, wanted, known.UserName!, who.Name) is { } fault) return fault;
        if (accounts.IsRight(known, wanted)) return "新密码不能与原密码相同。";
        var hash = accounts.Hash(wanted);
        var (why, ended) = await ledger.Write<(string?, List<string>)>(async transaction =>
        {
            var account = await transaction.Db.Accounts.SingleAsync(a => a.Id == person.Value, stop);
            if (account.PasswordHash != known.PasswordHash)
            {
                transaction.Abandon();
                return ("密码刚才已被修改，请重新登录。", []);
            }
            (account.PasswordHash, account.PasswordSetAt, account.MustChangePassword) = (hash, transaction.Now, false);
            transaction.Append(person, AuditKinds.PasswordChanged, e => e.After = new EventDetails().Write());
            return (null, await EndSessions.EndRows(transaction, person, person, "密码已修改", session, stop));
        }, stop);
        if (why is null) sessions.End(ended);
        return why;
    }

    private Task<string?> Counted(Account known, bool isRight, string? address, CancellationToken stop) => ledger.Write(async transaction =>
    {
        var account = await transaction.Db.Accounts.SingleAsync(a => a.Id == known.Id, stop);
        return Lockout.Refusal(account, transaction.Now) ?? (isRight ? null : _lockout.Count(transaction, account, address, "原密码不正确。"));
    }, stop);
}
