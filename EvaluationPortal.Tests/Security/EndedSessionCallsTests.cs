using System.Security.Claims;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace EvaluationPortal.Tests.Security;

/// <summary>What a circuit still asks for once its session has ended, in the time its page needs to leave.</summary>
public sealed class EndedSessionCallsTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    private static readonly PersonId Somebody = new("leader"), Another = new("chief");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ended")]
    [InlineData("idle")]
    public async Task Calls_are_dropped_once_the_session_is_over_but_for_the_word_that_something_was_drawn(string how)
    {
        var session = await BeginAsync(Somebody);
        Assert.True(await IsLetThrough(session, nameof(Circuit.BeginInvokeDotNetFromJS)));
        if (how == "idle") portal.Clock.Advance(TimeSpan.FromMinutes(30));
        else await portal.Use<EndSessions>().SignOutEverywhere(new("security-administrator"), Somebody, null, Stop);
        var other = await BeginAsync(Another);
        Assert.False(await IsLetThrough(session, nameof(Circuit.BeginInvokeDotNetFromJS)));
        Assert.False(await IsLetThrough(session, nameof(Circuit.StartCircuit)));
        Assert.True(await IsLetThrough(session, nameof(Circuit.OnRenderCompleted)));
        Assert.True(await IsLetThrough(session, nameof(Circuit.EndInvokeJSFromDotNet)));
        Assert.True(await IsLetThrough(other, nameof(Circuit.BeginInvokeDotNetFromJS)));
        Assert.True(await IsLetThrough(null, nameof(Circuit.BeginInvokeDotNetFromJS))); // Of pages that want nobody signed in.
    }

    private async Task<Session> BeginAsync(PersonId person) => Assert.IsType<Session>(await portal.Use<BeginSession>().Run(person, "persona", null, null, null, Stop));

    private async Task<bool> IsLetThrough(Session? session, string method)
    {
        using var hub = new Circuit();
        var connection = new Connection(session is null ? new(new ClaimsIdentity()) : PortalClaims.Principal(session));
        var call = new HubInvocationContext(connection, portal.Portal.Services, hub, typeof(Circuit).GetMethod(method)!, []);
        var asked = false;
        await portal.Use<CircuitOwners>().InvokeMethodAsync(call, _ =>
        {
            asked = true;
            return ValueTask.FromResult<object?>(null);
        });
        return asked;
    }

    /// <summary>The names of the framework's own hub, which is closed.</summary>
    private sealed class Circuit : Hub
    {
        public void StartCircuit() => Assert.NotNull(this);

        public void BeginInvokeDotNetFromJS() => Assert.NotNull(this);

        public void EndInvokeJSFromDotNet() => Assert.NotNull(this);

        public void OnRenderCompleted() => Assert.NotNull(this);
    }

    private sealed class Connection(ClaimsPrincipal user) : HubCallerContext
    {
        public override string ConnectionId => "of-a-test";
        public override string? UserIdentifier => null;
        public override ClaimsPrincipal? User => user;
        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();
        public override IFeatureCollection Features { get; } = new FeatureCollection();
        public override CancellationToken ConnectionAborted => Stop;

        public override void Abort() => throw new NotSupportedException("Nothing here ends a connection.");
    }
}
