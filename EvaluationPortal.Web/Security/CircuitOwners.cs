using System.Collections.Concurrent;
using EvaluationPortal.Web.Access;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace EvaluationPortal.Web.Security;

/// <summary>
/// Binds a circuit to the session that opened it. Blazor itself lets a page reconnect or resume under another person's cookie and
/// goes on showing the first one's page (aspnetcore issue 65272); here that is refused, and the page loads itself anew. So it is
/// for the same person who signed in again meanwhile: the page watches over the session that has ended.
/// </summary>
public sealed class CircuitOwners(IServiceProvider services, TimeProvider clock, IOptions<CircuitOptions> circuits) : IHubFilter
{
    private static readonly object SecretKey = new();
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Owner> _bySecret = new(StringComparer.Ordinal);
    private readonly TimeSpan _kept = circuits.Value.DisconnectedCircuitRetentionPeriod + circuits.Value.PersistedCircuitInMemoryRetentionPeriod;
    private DateTimeOffset _forgottenAt = clock.GetUtcNow();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var call = invocationContext;
        if (IsOver(call)) return null;
        switch (call.HubMethodName)
        {
            case "StartCircuit":
                var started = await next(call);
                if (started is string fresh) Remember(fresh, call.Context);
                return started;

            case "ConnectCircuit":
                if (!IsOwn(call, out var secret)) return false;
                var connected = await next(call);
                if (connected is true) Remember(secret, call.Context);
                return connected;

            case "ResumeCircuit":
                if (!IsOwn(call, out var old)) return null;
                var resumed = await next(call);
                if (resumed is not string renewed) return resumed;
                _bySecret.TryRemove(old, out _);
                Remember(renewed, call.Context);
                return resumed;

            default:
                return await next(call);
        }
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        await next(context, exception);
        if (context.Context.Items.TryGetValue(SecretKey, out var held) && held is string secret
            && _bySecret.TryGetValue(secret, out var owner) && owner.Connection == context.Context.ConnectionId)
        {
            // Lost the race against a reconnection: then the entry is another one, and stays as it is.
            _bySecret.TryUpdate(secret, owner with { Connection = null, LeftAt = clock.GetUtcNow() }, owner);
        }
    }

    /// <summary>
    /// The session has ended: whatever an open circuit still asks is dropped, and the page leaves by what was drawn last. Its word that
    /// it has drawn something does nothing and is let through.
    /// </summary>
    private bool IsOver(HubInvocationContext call) =>
        call.HubMethodName is not ("OnRenderCompleted" or "EndInvokeJSFromDotNet" or "ConnectCircuit" or "ResumeCircuit")
        && call.Context.User is { } user && user.SessionId() is not null && !SessionCookie.IsGood(services, user, out _);

    private bool IsOwn(HubInvocationContext call, out string secret)
    {
        secret = call.HubMethodArguments is [string given, ..] ? given : "";
        return _bySecret.TryGetValue(secret, out var owner) && owner.Session == SessionOf(call.Context);
    }

    private void Remember(string secret, HubCallerContext connection)
    {
        connection.Items[SecretKey] = secret;
        var now = clock.GetUtcNow();
        _bySecret[secret] = new Owner(SessionOf(connection), connection.ConnectionId, now);
        if (now - _forgottenAt < Pace) return;
        _forgottenAt = now;
        foreach (var gone in _bySecret.Where(pair => pair.Value.Connection is null && now - pair.Value.LeftAt > _kept)) _bySecret.TryRemove(gone);
    }

    private static string? SessionOf(HubCallerContext connection) => connection.User?.SessionId();

    /// <param name="Session">Null where nobody was signed in.</param>
    /// <param name="Connection">Null once it has ended, at <paramref name="LeftAt"/>.</param>
    private sealed record Owner(string? Session, string? Connection, DateTimeOffset LeftAt);
}
