using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class SessionsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Chief = "chief";
    private static readonly AccessPolicy Two = AccessPolicy.Default with { SessionsPerPerson = 2 };

    [Fact]
    public async Task A_session_is_a_row_and_an_entry_with_how_from_where_and_with_what()
    {
        var all = await LocalAccounts.OfAsync(Records);
        var session = await all.BeginAsync(Chief, new string('x', 1000));
        var row = Assert.Single(await all.RowsAsync());
        Assert.Equal((session.Id, Chief, "password", LocalAccounts.Address, 200), (row.Id, row.Person, row.Method, row.Address!, row.Browser!.Length));
        var entry = Assert.Single(await all.EventsAsync());
        Assert.Equal((AuditKinds.SignedIn, Chief, new(LocalAccounts.Address, Method: "password")), (entry.Kind, entry.By, EventDetails.Read(entry.After)));
        Assert.Equal(session, all.Sessions.Find(session.Id));
    }

    [Fact]
    public async Task Nobody_who_may_not_work_gets_one()
    {
        var all = await LocalAccounts.OfAsync(Records);
        await all.DisableAsync(Chief);
        Assert.Null(await all.Begin.Run(new(Chief), "password", null, null, null, Stop));
        Assert.Null(await all.Begin.Run(new("nobody"), "password", null, null, null, Stop));
        Assert.Empty(await all.RowsAsync());
    }

    [Fact]
    public async Task One_too_many_ends_the_one_longest_unused_and_says_so()
    {
        var all = await LocalAccounts.OfAsync(Records, Two);
        var first = await all.BeginAsync(Chief);
        Records.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await all.BeginAsync(Chief);
        Records.Clock.Advance(TimeSpan.FromMinutes(1));
        all.Sessions.Seen(first.Id);
        var other = await all.BeginAsync("leader");
        var third = await all.BeginAsync(Chief);
        Assert.Equal([third.Id, first.Id], all.Sessions.Of(new(Chief)).Select(s => s.Id).Order().SequenceEqual(new[] { first.Id, third.Id }.Order()) ? [third.Id, first.Id] : []);
        Assert.Null(all.Sessions.Find(second.Id));
        Assert.NotNull(all.Sessions.Find(other.Id));
        var entry = (await all.EventsAsync())[^1];
        Assert.Equal((AuditKinds.SessionEnded, Chief, "同时登录超过2处，最久未用的一处退出"), (entry.Kind, entry.By, entry.Reason));
    }

    [Fact]
    public async Task The_limit_holds_for_many_that_begin_at_once()
    {
        var all = await LocalAccounts.OfAsync(Records, Two);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => all.BeginAsync(Chief)));
        Assert.Equal(2, all.Sessions.Of(new(Chief)).Count);
        Assert.Equal(2, (await all.RowsAsync()).Count(r => r.EndedAt is null));
    }

    [Fact]
    public async Task Idleness_ends_a_session_by_the_clock_and_a_key_keeps_it()
    {
        var all = await LocalAccounts.OfAsync(Records);
        var (kept, idle) = (await all.BeginAsync(Chief), await all.BeginAsync(Chief));
        Records.Clock.Advance(TimeSpan.FromMinutes(29));
        all.Sessions.Seen(kept.Id, "10.0.0.8");
        Assert.NotNull(all.Sessions.Find(idle.Id));
        Records.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(all.Sessions.Find(idle.Id));
        all.Sessions.Seen(idle.Id); // Too late.
        Assert.Null(all.Sessions.Find(idle.Id));
        await all.End.Sweep(Stop);
        var rows = await all.RowsAsync();
        Assert.NotNull(rows.Single(r => r.Id == idle.Id).EndedAt);
        var row = rows.Single(r => r.Id == kept.Id);
        Assert.Equal((null, "10.0.0.8", Milliseconds(all.Sessions.Find(kept.Id)!.LastSeenAt)), (row.EndedAt, row.Address, Milliseconds(row.LastSeenAt)));
        var entry = (await all.EventsAsync())[^1];
        Assert.Equal((AuditKinds.SessionEnded, PersonId.System.Value, Chief, "长时间没有操作"), (entry.Kind, entry.By, entry.Subject, entry.Reason));
    }

    [Fact]
    public async Task Age_ends_a_session_however_busy_it_is()
    {
        var all = await LocalAccounts.OfAsync(Records);
        var session = await all.BeginAsync(Chief);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(12); passed += TimeSpan.FromMinutes(20))
        {
            Assert.NotNull(all.Sessions.Find(session.Id));
            all.Sessions.Seen(session.Id);
            Records.Clock.Advance(TimeSpan.FromMinutes(20));
        }
        Assert.Null(all.Sessions.Find(session.Id));
        await all.End.Sweep(Stop);
        Assert.Equal("登录时间过长", (await all.EventsAsync())[^1].Reason);
    }

    [Fact]
    public async Task Sessions_survive_a_restart_as_they_were_last_written_down_and_ended_ones_stay_ended()
    {
        var all = await LocalAccounts.OfAsync(Records);
        var (lasting, ended) = (await all.BeginAsync(Chief), await all.BeginAsync("leader"));
        Records.Clock.Advance(TimeSpan.FromMinutes(10));
        all.Sessions.Seen(lasting.Id);
        await all.End.Sweep(Stop);
        await all.End.SignOut(new("leader"), ended.Id, LocalAccounts.Address, Stop);
        all = await LocalAccounts.AgainAsync(Records);
        Assert.Equal(lasting.Id, Assert.Single(all.Sessions.All).Id);
        Records.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.NotNull(all.Sessions.Find(lasting.Id));
        Records.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(all.Sessions.Find(lasting.Id));
    }

    [Fact]
    public async Task Signing_out_ends_one_and_signing_out_everywhere_the_others()
    {
        var all = await LocalAccounts.OfAsync(Records);
        var (one, two, three) = (await all.BeginAsync(Chief), await all.BeginAsync(Chief), await all.BeginAsync(Chief));
        await all.End.SignOut(new("leader"), one.Id, null, Stop); // Not his.
        Assert.Equal(3, all.Sessions.Of(new(Chief)).Count);
        await all.End.SignOut(new(Chief), one.Id, LocalAccounts.Address, Stop);
        Assert.IsType<Granted>(await all.End.SignOutEverywhere(new(Chief), new(Chief), two.Id, Stop));
        Assert.Equal(two.Id, Assert.Single(all.Sessions.Of(new(Chief))).Id);
        Assert.IsType<Denied>(await all.End.SignOutEverywhere(new("reviewer-1"), new(Chief), null, Stop));
        Assert.IsType<Granted>(await all.End.SignOutEverywhere(new("administrator"), new(Chief), null, Stop));
        Assert.Empty(all.Sessions.All);
        Assert.NotNull(three);
        Assert.Equal([(AuditKinds.SignedOut, Chief, null, null), (AuditKinds.SessionEnded, Chief, null, "本人在所有设备上退出"), (AuditKinds.SessionEnded, "administrator", Chief, "管理员要求在所有设备上退出")],
            (await all.EventsAsync()).Skip(3).Select(e => (e.Kind, e.By, e.Subject, e.Reason)));
    }

    [Fact]
    public async Task Disabling_a_person_ends_the_sessions_with_an_entry_each()
    {
        var all = await LocalAccounts.OfAsync(Records);
        await all.BeginAsync(Chief);
        await all.BeginAsync(Chief);
        await all.DisableAsync(Chief);
        Assert.Empty(all.Sessions.All);
        Assert.Equal(["账户已停用", "账户已停用"], (await all.EventsAsync()).Where(e => e.Kind == AuditKinds.SessionEnded).Select(e => e.Reason));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_session_that_could_not_be_written_down_does_not_last()
    {
        var all = await LocalAccounts.OfAsync(Records);
        await Records.ExecuteAsync("DROP TABLE sessions");
        await Assert.ThrowsAnyAsync<Exception>(() => all.Begin.Run(new(Chief), "password", null, null, null, Stop));
        Assert.Empty(all.Sessions.All);
    }

    private static long Milliseconds(DateTime at) => new DateTimeOffset(at).ToUnixTimeMilliseconds();
}

public sealed class SessionsOnSqliteTests(Databases databases) : SessionsTests(Provider.Sqlite, databases);

public sealed class SessionsOnPostgresTests(Databases databases) : SessionsTests(Provider.Postgres, databases);
