using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Begins a session of somebody whose sign-in was accepted, on the trail and in the rows; the oldest beyond the policy's limit end.</summary>
public sealed class BeginSession(Ledger ledger, LiveSessions sessions, People people, AccessPolicy policy)
{
    private const int MostBrowser = 200;

    /// <summary>Begins it.</summary>
    /// <param name="method">How: <c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id.</param>
    /// <param name="browser">As it names itself; cut to 200 characters.</param>
    /// <returns>The session; null where the person may not work (any more).</returns>
    public async Task<Session?> Run(PersonId person, string method, string? address, string? browser, CancellationToken stop)
    {
        var (begun, ended) = await ledger.Write<(Session?, List<string>)>(async transaction =>
        {
            if (people.Find(person) is null)
            {
                transaction.Abandon();
                return (null, []);
            }
            var now = transaction.Now;
            var named = browser is null ? null : TextGate.Clean(browser[..Math.Min(browser.Length, MostBrowser)]);
            var session = new Session(Guid.NewGuid().ToString("N"), person, method, now, now, address, named);
            transaction.Append(person, AuditKinds.SignedIn, e => e.After = new EventDetails(address, Method: method).Write());
            transaction.Db.Sessions.Add(new() { Id = session.Id, Person = person.Value, Method = method, BegunAt = now, LastSeenAt = now, Address = address, Browser = named });
            return (session, await EndOldest(transaction, person, stop));
        }, stop);
        if (begun is null) return null;
        sessions.Begin(begun);
        if (ended.Count > 0) sessions.End(ended);
        return begun;
    }

    private async Task<List<string>> EndOldest(LedgerTransaction transaction, PersonId person, CancellationToken stop)
    {
        var lasting = sessions.Of(person).Select(s => s.Id).Skip(policy.SessionsPerPerson - 1).ToList();
        foreach (var row in await transaction.Db.Sessions.Where(s => lasting.Contains(s.Id) && s.EndedAt == null).ToListAsync(stop))
        {
            row.EndedAt = transaction.Now;
            transaction.Append(person, AuditKinds.SessionEnded, e =>
                (e.After, e.Reason) = (new EventDetails(row.Address).Write(), $"同时登录超过{policy.SessionsPerPerson}处，最早的一处退出"));
        }
        return lasting;
    }
}
