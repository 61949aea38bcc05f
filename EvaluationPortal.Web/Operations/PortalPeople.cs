using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;

namespace EvaluationPortal.Web.Operations;

/// <summary>People, their accounts and sessions, and the use cases about them.</summary>
public static class PortalPeople
{
    public static void AddPortalPeople(this IHostApplicationBuilder builder) => builder.Services
        .AddSingleton<People>()
        .AddSingleton<LivePeople>()
        .AddSingleton<LiveSessions>()
        .AddSingleton<Accounts>()
        .AddSingleton<AddPersonas>()
        .AddSingleton<BeginSession>()
        .AddSingleton<EndSessions>()
        .AddSingleton<SavePerson>()
        .AddSingleton<AddPeople>()
        .AddSingleton<TakeBackPeople>()
        .AddSingleton<HandOver>()
        .AddSingleton<ReadAccounts>()
        .AddSingleton<GivePassword>()
        .AddSingleton<ChangePassword>()
        .AddSingleton<SetAuthenticator>()
        .AddSingleton<RemoveAuthenticator>()
        .AddSingleton<SignInWithPassword>()
        .AddSingleton<RecognisePerson>()
        .AddSingleton<UnlinkLogins>()
        .AddSingleton<MakeFirstAdministrator>()
        .AddSingleton<SetupLink>()
        .AddSingleton<OpenPages>()
        .AddHostedService<SessionKeeping>();

    /// <summary>Once the portal listens, and so knows its addresses: the link for the first administrator, where there is none or the operator asks for it.</summary>
    public static void OfferSetupLink(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
        app.Services.GetRequiredService<SetupLink>().Offer(app.Urls, app.Services.GetRequiredService<AccessPolicy>().OffersSetupLink));
}
