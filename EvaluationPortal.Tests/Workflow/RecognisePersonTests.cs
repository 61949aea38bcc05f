using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class RecognisePersonTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly Arrival Wu = new("oa", "https://sso.example:1", "吴桂芳", "wu@example.gov.cn", IsEmailVerified: true, StaffNumber: null);

    private RecognisePerson Recognise => field ??= new(Records.Ledger, Records.Database, Records.People);

    [Fact]
    public async Task A_verified_address_ties_the_login_once_and_is_on_the_trail()
    {
        var wu = await RegisterAsync("wu", email: "Wu@Example.gov.cn");
        Assert.Equal(new Recognised(wu), await RunAsync(Wu));
        var linked = Assert.Single(await Records.TrailAsync(), e => e.Kind == AuditKinds.LoginLinked);
        Assert.Equal(("wu", "wu"), (linked.By, linked.Subject));
        Assert.Equal(new EventDetails("10.0.0.7", Method: "oa", Login: Wu.Key), EventDetails.Read(linked.After));
        Assert.Equal(new Recognised(wu), await RunAsync(Wu with { Email = "other@example.gov.cn", IsEmailVerified = false }));
        Assert.Single(await Records.TrailAsync(), e => e.Kind == AuditKinds.LoginLinked);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_staff_number_is_enough()
    {
        var wu = await RegisterAsync("wu", staffNumber: "1107");
        Assert.Equal(new Recognised(wu), await RunAsync(Wu with { Email = null, StaffNumber = "1107" }));
    }

    [Fact]
    public async Task A_verified_address_does_not_outweigh_another_staff_number()
    {
        await RegisterAsync("wu", "wu@example.gov.cn", "1107");
        Assert.Equal(new NotRecognised(SignInRefusal.Stranger), await RunAsync(Wu with { StaffNumber = "2208" }));
    }

    [Theory]
    [InlineData("wu@example.gov.cn", false, null, SignInRefusal.UnverifiedEmail)]
    [InlineData("wang@example.gov.cn", true, null, SignInRefusal.Stranger)]
    [InlineData("wu@example.gov.cn ", true, null, SignInRefusal.Stranger)]
    [InlineData(null, true, "01107", SignInRefusal.Stranger)]
    [InlineData(null, false, null, SignInRefusal.Stranger)]
    public async Task Nobody_else_is_let_in(string? email, bool isVerified, string? staffNumber, SignInRefusal why)
    {
        await RegisterAsync("wu", "wu@example.gov.cn", "1107");
        Assert.Equal(new NotRecognised(why), await RunAsync(Wu with { Email = email, IsEmailVerified = isVerified, StaffNumber = staffNumber }));
        Assert.DoesNotContain(await Records.TrailAsync(), e => e.Kind == AuditKinds.LoginLinked);
    }

    [Fact]
    public async Task Two_who_could_be_meant_are_nobody()
    {
        await RegisterAsync("wu", email: "wu@example.gov.cn");
        await RegisterAsync("shi", staffNumber: "1107");
        Assert.Equal(new NotRecognised(SignInRefusal.Ambiguous), await RunAsync(Wu with { StaffNumber = "1107" }));
    }

    [Fact]
    public async Task An_address_given_to_somebody_else_since_does_not_give_the_person_with_it()
    {
        await RegisterAsync("wu", email: "wu@example.gov.cn");
        await RunAsync(Wu);
        Assert.Equal(new NotRecognised(SignInRefusal.TiedToAnother), await RunAsync(Wu with { Key = "https://sso.example:2" }));
        Assert.Equal(new Recognised(new("wu")), await RunAsync(Wu with { Provider = "entra", Key = "tenant:object" }));
    }

    [Fact]
    public async Task An_administrator_unties_and_the_next_sign_in_ties_anew()
    {
        var wu = await RegisterAsync("wu", email: "wu@example.gov.cn");
        await RunAsync(Wu);
        var sessions = new LiveSessions(Records.Database, AccessPolicy.Default, Records.Clock);
        var begin = new BeginSession(Records.Ledger, sessions, Records.People, AccessPolicy.Default);
        Assert.NotNull(await begin.Run(wu, "oa", Wu.Key, null, null, Stop));
        Assert.NotNull(await begin.Run(new("leader"), "persona", null, null, null, Stop));
        var unlink = new UnlinkLogins(Records.Ledger, sessions, Records.People);
        Assert.IsType<Denied>(await unlink.Run(new("reviewer-1"), wu, Stop));
        Assert.IsType<Denied>(await unlink.Run(wu, wu, Stop));
        Assert.Equal(new Recognised(wu), await RunAsync(Wu));
        Assert.Equal(2, sessions.All.Count);
        Assert.True((await unlink.Run(new("administrator"), wu, Stop)).IsGranted);
        Assert.Equal("leader", Assert.Single(sessions.All).Person.Value);
        var ended = (await Records.TrailAsync())[^1];
        Assert.Equal((AuditKinds.SessionEnded, "administrator", "wu", "统一身份认证已解除关联"), (ended.Kind, ended.By, ended.Subject, ended.Reason));
        Assert.Null(await begin.Run(wu, "oa", Wu.Key, null, null, Stop)); // It was on its way when the tie was cut.
        var unlinked = Assert.Single(await Records.TrailAsync(), e => e.Kind == AuditKinds.LoginUnlinked);
        Assert.Equal(("administrator", "wu", Wu.Key), (unlinked.By, unlinked.Subject, EventDetails.Read(unlinked.After).Login));
        Assert.Equal(new Recognised(wu), await RunAsync(Wu with { Key = "https://sso.example:2" }));
    }

    [Fact]
    public async Task A_disabled_person_is_refused_before_and_after_the_first_time()
    {
        var wu = await RegisterAsync("wu", email: "wu@example.gov.cn");
        await DisableAsync(wu, isDisabled: true);
        Assert.Equal(new NotRecognised(SignInRefusal.Disabled), await RunAsync(Wu));
        await DisableAsync(wu, isDisabled: false);
        Assert.Equal(new Recognised(wu), await RunAsync(Wu));
        await DisableAsync(wu, isDisabled: true);
        Assert.Equal(new NotRecognised(SignInRefusal.Disabled), await RunAsync(Wu));
    }

    private Task<Recognition> RunAsync(Arrival arrival) => Recognise.Run(arrival, "10.0.0.7", Stop);

    private async Task<PersonId> RegisterAsync(string id, string? email = null, string? staffNumber = null)
    {
        var person = new Person(new(id), id, "区政府办公室", [new Grant(Role.Reviewer)], [], Email: email, StaffNumber: staffNumber);
        await Records.Ledger.Write(
            transaction =>
            {
                var text = StoredPeople.Write(person);
                var since = transaction.Append(PersonId.System, AuditKinds.PersonAdded, e => (e.Subject, e.After) = (id, text));
                transaction.Db.People.Add(new() { Id = id, Name = id, Person = text, Since = since, Version = since });
                return Task.FromResult(true);
            },
            Stop);
        Records.People.Replace([.. Records.People.Everybody, person]);
        return person.Id;
    }

    private Task DisableAsync(PersonId id, bool isDisabled) => Records.ChangeInRowsAsync(p => p with { IsDisabled = isDisabled }, id.Value);
}

public sealed class RecognisePersonOnSqliteTests(Databases databases) : RecognisePersonTests(Provider.Sqlite, databases);

public sealed class RecognisePersonOnPostgresTests(Databases databases) : RecognisePersonTests(Provider.Postgres, databases);
