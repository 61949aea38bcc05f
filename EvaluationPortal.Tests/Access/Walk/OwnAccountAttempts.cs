using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using OtpNet;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>What everybody does with the own account and sessions, and nobody who is not let in any more.</summary>
internal static class OwnAccountAttempts
{
    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["ChangePassword.Run"] = async (portal, by) => await portal.Use<ChangePassword>().Run(by, WalkedPortal.Password, "Gai-Guo.2023", null, null, CancellationToken.None) is { Why: null },
        ["EndSessions.SignOut"] = async (portal, by) =>
        {
            // Who has no session tries another's.
            var session = await portal.BeginAsync(by) ?? await portal.BeginAsync(WalkedPortal.Bystander);
            await portal.Use<EndSessions>().SignOut(by, session!.Id, null, CancellationToken.None);
            return portal.Use<LiveSessions>().Find(session.Id) is null;
        },
        ["EndSessions.SignOutEverywhere oneself"] = async (portal, by) => (await portal.Use<EndSessions>().SignOutEverywhere(by, by, except: null, CancellationToken.None)).IsGranted,
        ["ReadAccounts.Of oneself"] = async (portal, by) => (await portal.Use<ReadAccounts>().Of(by, by, CancellationToken.None)).LoginName is not null,
        ["RemoveAuthenticator.RunOwn"] = async (portal, by) => await portal.Use<RemoveAuthenticator>().RunOwn(by, WalkedPortal.Password, null, CancellationToken.None) is null,
        ["SetAuthenticator.Run"] = async (portal, by) =>
        {
            var key = SetAuthenticator.NewKey();
            var code = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(portal.Use<TimeProvider>().GetUtcNow().UtcDateTime);
            return await portal.Use<SetAuthenticator>().Run(by, key, code, CancellationToken.None) is null;
        },
    };
}
