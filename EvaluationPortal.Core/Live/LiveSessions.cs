using System.Collections.Concurrent;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Live;

/// <summary>One sign-in of a person in one browser.</summary>
/// <param name="Method">How it began: <c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id.</param>
/// <param name="BegunAt">UTC.</param>
/// <param name="LastSeenAt">UTC; the last key, click or page.</param>
public sealed record Session(string Id, PersonId Person, string Method, DateTime BegunAt, DateTime LastSeenAt, string? Address, string? Browser);

/// <summary>The sessions that last, in memory: what every request and every open page asks. Their rows follow.</summary>
public sealed class LiveSessions(PortalDatabase database, AccessPolicy policy, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Session> _byId = new(StringComparer.Ordinal);

    /// <summary>Told after sessions ended, in the thread that ended them; must not throw and be quick.</summary>
    public event EventHandler? Ended;

    /// <summary>Reads those that last; at start.</summary>
    public async Task Load(CancellationToken stop)
    {
        await using var db = database.Open();
        foreach (var row in await db.Sessions.AsNoTracking().Where(s => s.EndedAt == null).ToListAsync(stop))
        {
            _byId[row.Id] = new(row.Id, new(row.Person), row.Method, row.BegunAt, row.LastSeenAt, row.Address, row.Browser);
        }
    }

    /// <summary>The session with that id; null where it has ended, or is idle or old beyond the policy.</summary>
    public Session? Find(string id) => _byId.TryGetValue(id, out var session) && !IsOver(session) ? session : null;

    /// <summary>A person's sessions, the one seen last first.</summary>
    public IReadOnlyList<Session> Of(PersonId person) => [.. _byId.Values.Where(s => s.Person == person && !IsOver(s)).OrderByDescending(s => s.LastSeenAt)];

    /// <summary>All that last, the one seen last first.</summary>
    public IReadOnlyList<Session> All => [.. _byId.Values.Where(s => !IsOver(s)).OrderByDescending(s => s.LastSeenAt)];

    /// <summary>Those that are over by idleness or age and not yet ended.</summary>
    internal IReadOnlyList<Session> Over => [.. _byId.Values.Where(IsOver)];

    /// <summary>When the session ends unless something is done; null where it has.</summary>
    public DateTime? IdleEnd(string id) => Find(id) is { } session ? session.LastSeenAt + policy.Idle : null;

    /// <summary>The person did something just now.</summary>
    public void Seen(string id, string? address = null)
    {
        while (_byId.TryGetValue(id, out var session) && !IsOver(session))
        {
            if (_byId.TryUpdate(id, session with { LastSeenAt = Now, Address = address ?? session.Address }, session)) return;
        }
    }

    internal bool IsIdle(Session session) => Now - session.LastSeenAt >= policy.Idle;

    internal void Begin(Session session) => _byId[session.Id] = session;

    internal void End(IEnumerable<string> ids)
    {
        foreach (var id in ids) _byId.TryRemove(id, out _);
        Ended?.Invoke(this, EventArgs.Empty);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private bool IsOver(Session session) => IsIdle(session) || Now - session.BegunAt >= policy.SessionAge;
}
