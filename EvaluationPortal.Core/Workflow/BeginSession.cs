using System.Security.Cryptography;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Begins a session of somebody whose sign-in was accepted, on the trail and in the rows; those longest unused beyond the policy's limit end.</summary>
public sealed class BeginSession(Ledger ledger, LiveSessions sessions, People people, AccessPolicy policy)
{
    private const int MostBrowser = 200;

    /// <summary>128 bits (ASVS 7.2.3).</summary>
    private const int IdBytes = 16;

    /// <summary>Begins it.</summary>
    /// <param name="method">How: <c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id.</param>
    /// <param name="proof">
    /// What it was accepted for, and must still be in the moment the session begins: the account's stamp of a password, or the identity
    /// at the provider. Null of a persona, who shows nothing.
    /// </param>
    /// <param name="browser">As it names itself; cut to 200 characters.</param>
    /// <returns>The session; null where the person may not work (any more).</returns>
    public async Task<Session?> Run(PersonId person, string method, string? proof, string? address, string? browser, CancellationToken stop)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        try
        {
            var (begun, ended) = await Begin(id, person, method, proof, address, browser, stop);
            if (ended.Count > 0) sessions.End(ended);
            return begun;
        }
        catch
        {
            sessions.End([id]);
            throw;
        }
    }

    private Task<(Session? Begun, List<string> Ended)> Begin(string id, PersonId person, string method, string? proof, string? address, string? browser, CancellationToken stop) =>
        ledger.Write<(Session?, List<string>)>(async transaction =>
        {
            if (await people.FindNow(transaction.Db, person, stop) is null || !await Holds(transaction, person, method, proof, stop))
            {
                transaction.Abandon();
                return (null, []);
            }
            var now = transaction.Now;
            var named = browser is null ? null : TextGate.Clean(browser[..Math.Min(browser.Length, MostBrowser)]);
            var session = new Session(id, person, method, now, now, address, named);
            transaction.Append(person, AuditKinds.SignedIn, e => e.After = new EventDetails(address, Method: method).Write());
            var ended = await EndUnused(transaction, person, stop);
            transaction.Db.Sessions.Add(new() { Id = session.Id, Person = person.Value, Method = method, BegunAt = now, LastSeenAt = now, Address = address, Browser = named });
            // In memory before the commit, as nobody has its cookie yet: whoever ends the person's sessions next ends this one too.
            sessions.Begin(session);
            return (session, ended);
        }, stop);

    private static async Task<bool> Holds(LedgerTransaction transaction, PersonId person, string method, string? proof, CancellationToken stop) =>
        proof is null
        || await transaction.Db.Accounts.AnyAsync(a => a.Id == person.Value && a.SecurityStamp == proof, stop)
        || await transaction.Db.Logins.AnyAsync(l => l.UserId == person.Value && l.LoginProvider == method && l.ProviderKey == proof, stop);

    private async Task<List<string>> EndUnused(LedgerTransaction transaction, PersonId person, CancellationToken stop)
    {
        // By the rows, as another one may be beginning; the time last seen is in memory, and in the rows at intervals.
        var rows = await transaction.Db.Sessions.Where(s => s.Person == person.Value && s.EndedAt == null).ToListAsync(stop);
        var unused = rows.OrderByDescending(row => sessions.Find(row.Id)?.LastSeenAt ?? row.LastSeenAt).ThenByDescending(row => row.BegunAt).Skip(policy.SessionsPerPerson - 1).ToList();
        foreach (var row in unused)
        {
            row.EndedAt = transaction.Now;
            transaction.Append(person, AuditKinds.SessionEnded, e =>
                (e.After, e.Reason) = (new EventDetails(row.Address).Write(), $"同时登录超过{policy.SessionsPerPerson}处，最久未用的一处退出"));
        }
        return [.. unused.Select(row => row.Id)];
    }
}
