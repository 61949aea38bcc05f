using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about people and their accounts: another's, an administrator's, and what nobody does to himself.</summary>
internal static class PeopleAttempts
{
    private const Role Administrative = Role.SecurityAuditor;

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["SavePerson.Run another"] = async (portal, by) => await SaveAsync(portal, by, await portal.SomebodyAsync(), p => p with { Title = "科长" }),
        ["SavePerson.Run an administrator"] = async (portal, by) => await SaveAsync(portal, by, await portal.SomebodyAsync(Administrative), p => p with { Title = "科长" }),
        ["SavePerson.Run another, made an administrator"] = async (portal, by) => await SaveAsync(portal, by, await portal.SomebodyAsync(), p => p with { Grants = [new(Administrative)] }),
        ["SavePerson.Run oneself"] = async (portal, by) => await SaveAsync(portal, by, portal.Known(by), p => p with { Title = "科长" }),

        ["HandOver.Faults"] = async (portal, by) => portal.Use<HandOver>().Faults(by, await portal.SomebodyAsync(), await portal.SomebodyAsync(Role.Leadership), WalkedPortal.Cycle).Count == 0,
        ["HandOver.Run another's work"] = async (portal, by) => await HandOverAsync(portal, by, await portal.SomebodyAsync()),
        ["HandOver.Run an administrator's work"] = async (portal, by) => await HandOverAsync(portal, by, await portal.SomebodyAsync(Administrative)),
        ["HandOver.Run one's own work"] = (portal, by) => HandOverAsync(portal, by, portal.Known(by)),

        ["AddPeople.Preview"] = async (portal, by) => (await portal.Use<AddPeople>().Preview(by, List(portal, Role.Chief), WalkedPortal.Cycle, CancellationToken.None)).CanRun,
        ["AddPeople.Run"] = (portal, by) => AddAsync(portal, by, List(portal, Role.Chief)),
        ["AddPeople.Run an administrator"] = (portal, by) => AddAsync(portal, by, List(portal, Administrative)),

        ["TakeBackPeople.List"] = async (portal, by) => await ListedAsync(portal) is var _ && !(await portal.Use<TakeBackPeople>().List(by, CancellationToken.None)).IsEmpty,
        ["TakeBackPeople.Run"] = async (portal, by) => (await portal.Use<TakeBackPeople>().Run(by, await ListedAsync(portal), WalkedPortal.Cycle, CancellationToken.None)).IsGranted,

        ["GivePassword.Run another"] = async (portal, by) => await GiveAsync(portal, by, (await portal.SomebodyAsync()).Id),
        ["GivePassword.Run an administrator"] = async (portal, by) => await GiveAsync(portal, by, (await portal.SomebodyAsync(Administrative)).Id),
        ["GivePassword.Run oneself"] = (portal, by) => GiveAsync(portal, by, by),

        ["EndSessions.SignOutEverywhere another"] = async (portal, by) => await EndAsync(portal, by, (await portal.SomebodyAsync()).Id),
        ["EndSessions.SignOutEverywhere an administrator"] = async (portal, by) => await EndAsync(portal, by, (await portal.SomebodyAsync(Administrative)).Id),

        ["RemoveAuthenticator.Run another's"] = async (portal, by) => await RemoveAsync(portal, by, (await portal.SomebodyAsync()).Id),
        ["RemoveAuthenticator.Run an administrator's"] = async (portal, by) => await RemoveAsync(portal, by, (await portal.SomebodyAsync(Administrative)).Id),

        ["UnlinkLogins.Run another's"] = async (portal, by) => await UnlinkAsync(portal, by, (await portal.SomebodyAsync()).Id),
        ["UnlinkLogins.Run an administrator's"] = async (portal, by) => await UnlinkAsync(portal, by, (await portal.SomebodyAsync(Administrative)).Id),
        ["UnlinkLogins.Run one's own"] = (portal, by) => UnlinkAsync(portal, by, by),

        ["ReadAccounts.All"] = async (portal, by) => !(await portal.Use<ReadAccounts>().All(by, CancellationToken.None)).IsEmpty,
        ["ReadAccounts.Of another"] = async (portal, by) => (await portal.Use<ReadAccounts>().Of(by, WalkedPortal.Bystander, CancellationToken.None)).LoginName is not null,
    };

    private static async Task<bool> SaveAsync(WalkedPortal portal, PersonId by, Person seen, Func<Person, Person> wanted) =>
        (await portal.Use<SavePerson>().Run(by, seen, wanted(seen), WalkedPortal.Cycle, CancellationToken.None)).Person is not null;

    private static async Task<bool> HandOverAsync(WalkedPortal portal, PersonId by, Person former) =>
        (await portal.Use<HandOver>().Run(by, former, await portal.SomebodyAsync(Role.Leadership), "换岗", WalkedPortal.Cycle, CancellationToken.None)).Person is not null;

    /// <summary>A list that somebody who may do everything has read in.</summary>
    private static async Task<Guid> ListedAsync(WalkedPortal portal)
    {
        var by = portal.WhoIsOver(Role.SecurityAdministrator.ChineseName());
        Assert.True(await AddAsync(portal, by, List(portal, Role.Chief)));
        return (await portal.Use<TakeBackPeople>().List(by, CancellationToken.None))[0].Id;
    }

    private static string List(WalkedPortal portal, Role role) => $"姓名\t角色\t工号\n某人\t{role.ChineseName()}\t{portal.New("W")}\n";

    /// <summary>With the preview of somebody who may do everything.</summary>
    private static async Task<bool> AddAsync(WalkedPortal portal, PersonId by, string list)
    {
        var add = portal.Use<AddPeople>();
        var shown = await add.Preview(portal.WhoIsOver(Role.SecurityAdministrator.ChineseName()), list, WalkedPortal.Cycle, CancellationToken.None);
        Assert.True(shown.CanRun, string.Concat(shown.People.SelectMany(p => p.Faults).Concat(shown.Faults)));
        return (await add.Run(by, list, WalkedPortal.Cycle, shown, null, CancellationToken.None)).Added == 1;
    }

    private static async Task<bool> GiveAsync(WalkedPortal portal, PersonId by, PersonId to) =>
        (await portal.Use<GivePassword>().Run(by, to, portal.New("w"), removeAuthenticator: false, CancellationToken.None)).Password is not null;

    private static async Task<bool> EndAsync(WalkedPortal portal, PersonId by, PersonId of)
    {
        var session = (await portal.BeginAsync(of))!;
        await portal.Use<EndSessions>().SignOutEverywhere(by, of, except: null, CancellationToken.None);
        return portal.Use<LiveSessions>().Find(session.Id) is null;
    }

    private static async Task<bool> RemoveAsync(WalkedPortal portal, PersonId by, PersonId of) => (await portal.Use<RemoveAuthenticator>().Run(by, of, CancellationToken.None)).IsGranted;

    private static async Task<bool> UnlinkAsync(WalkedPortal portal, PersonId by, PersonId of) => (await portal.Use<UnlinkLogins>().Run(by, of, CancellationToken.None)).IsGranted;
}
