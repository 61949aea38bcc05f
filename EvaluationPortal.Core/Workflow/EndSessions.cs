using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Ends sessions: by signing out, from another browser, by an administrator, or by the clock. Pages that are open under them close at once.</summary>
public sealed class EndSessions(Ledger ledger, LiveSessions sessions, People people)
{
    /// <summary>退出: the person's own act in that browser. An idle or ended one is no fault.</summary>
    public Task SignOut(PersonId person, string session, string? address, CancellationToken stop) =>
        End(sessions.Of(person).Where(s => s.Id == session), _ => new(person, AuditKinds.SignedOut, null, address, null), stop);

    /// <summary>在所有设备上退出: one's own, or another's by an administrator.</summary>
    /// <param name="except">A session that goes on; null for none.</param>
    public async Task<Permit> SignOutEverywhere(PersonId by, PersonId person, string? except, CancellationToken stop)
    {
        var why = by == person ? "本人在所有设备上退出" : "管理员要求在所有设备上退出";
        var (permit, ended) = await ledger.Write<(Permit, List<string>)>(async transaction =>
        {
            Permit own = await people.FindNow(transaction.Db, by, stop) is null ? new Denied(People.Gone) : Granted.Yes;
            if ((by == person ? own : await people.AskToAdministerNow(transaction.Db, by, person, stop)) is Denied denied)
            {
                transaction.Abandon();
                return (denied, []);
            }

            return (Granted.Yes, await EndRows(transaction, by, person, why, except, stop));
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        if (ended.Count > 0) sessions.End(ended);
        return permit;
    }

    /// <summary>Ends what is idle or old beyond the policy, and writes down when the others were last seen.</summary>
    public async Task Sweep(CancellationToken stop)
    {
        await End(sessions.Over, s => new(PersonId.System, AuditKinds.SessionEnded, s.Person, s.Address, sessions.IsIdle(s) ? "长时间没有操作" : "登录时间过长"), stop);
        var seen = sessions.All.ToDictionary(s => s.Id);
        if (seen.Count == 0) return;
        await ledger.Write(async transaction =>
        {
            foreach (var row in await transaction.Db.Sessions.Where(s => s.EndedAt == null).ToListAsync(stop))
            {
                if (seen.TryGetValue(row.Id, out var session)) (row.LastSeenAt, row.Address) = (session.LastSeenAt, session.Address);
            }
            return true;
        }, stop);
    }

    /// <summary>
    /// Ends a person's sessions, and the sign-ins that are on their way to one (by the account's stamp, which they carry), within a
    /// transaction that may have another purpose; the caller tells <see cref="LiveSessions"/> after the commit.
    /// </summary>
    internal static async Task<List<string>> EndRows(LedgerTransaction transaction, PersonId by, PersonId person, string why, string? except, CancellationToken stop)
    {
        if (await transaction.Db.Accounts.FindAsync([person.Value], stop) is { } account) account.SecurityStamp = Accounts.NewStamp();
        var rows = await transaction.Db.Sessions.Where(s => s.Person == person.Value && s.EndedAt == null && s.Id != except).ToListAsync(stop);
        foreach (var row in rows)
        {
            row.EndedAt = transaction.Now;
            transaction.Append(by, AuditKinds.SessionEnded, e => (e.Subject, e.After, e.Reason) = (by == person ? null : person.Value, new EventDetails(row.Address).Write(), why));
        }
        return [.. rows.Select(r => r.Id)];
    }

    private async Task End(IEnumerable<Session> which, Func<Session, Ending> how, CancellationToken stop)
    {
        var byId = which.ToDictionary(s => s.Id);
        if (byId.Count == 0) return;
        var ids = byId.Keys.ToList();
        await ledger.Write(async transaction =>
        {
            foreach (var row in await transaction.Db.Sessions.Where(s => ids.Contains(s.Id) && s.EndedAt == null).ToListAsync(stop))
            {
                row.EndedAt = transaction.Now;
                var ending = how(byId[row.Id]);
                transaction.Append(ending.By, ending.Kind, e => (e.Subject, e.After, e.Reason) = (ending.Person?.Value, new EventDetails(ending.Address).Write(), ending.Why));
            }
            return true;
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        sessions.End(ids);
    }

    private sealed record Ending(PersonId By, string Kind, PersonId? Person, string? Address, string? Why);
}
