using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class SignInWithPasswordTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Chief = "chief";
    private static readonly AccessPolicy Strict = AccessPolicy.Default with { Authenticators = AuthenticatorUse.Administrators };

    [Fact]
    public async Task A_right_pair_is_enough_whatever_the_case_of_the_name_and_leaves_no_entry_yet()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Equal(new(new(Chief), PasswordStep.Done, null, (await all.AccountAsync(Chief)).SecurityStamp), await all.SignInAsync(" Chief "));
        Assert.Empty(await all.EventsAsync());
    }

    [Fact]
    public async Task An_unknown_name_a_wrong_password_and_a_disabled_person_get_the_same_answer_and_an_entry_each()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief, "leader");
        await all.DisableAsync("leader");
        var before = (await all.EventsAsync()).Count;
        foreach (var (login, password) in new[] { ("nobody-at-all", LocalAccounts.Password), (Chief, "wrong"), ("leader", LocalAccounts.Password), ("leader", "wrong"), (Chief, new string('x', 5000)), ("", ""), ("a\ud800b", "x") })
        {
            Assert.Equal(new(null, PasswordStep.Refused, SignInWithPassword.WrongPair), await all.SignInAsync(login, password));
            var entry = (await all.EventsAsync())[before++];
            Assert.Equal((AuditKinds.SignInRefused, PersonId.Nobody.Value, LocalAccounts.Address), (entry.Kind, entry.By, EventDetails.Read(entry.After).Address));
        }
        Assert.Equal(before, (await all.EventsAsync()).Count);
    }

    [Fact]
    public async Task What_was_typed_as_an_unknown_name_is_on_the_trail_by_its_beginning_only()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        await all.SignInAsync(LocalAccounts.Password, Chief);
        var entry = Assert.Single(await all.EventsAsync());
        Assert.Equal(("We…", "没有这个登录名。"), (EventDetails.Read(entry.After).Tried, entry.Reason));
    }

    [Theory]
    [InlineData(Chief)]
    [InlineData("nobody-at-all")]
    public async Task So_many_wrong_ones_lock_a_name_whether_anybody_has_it_or_not_and_the_clock_unlocks_it(string login)
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Equal(SignInWithPassword.WrongPair, (await all.WrongAsync(login, all.Policy.LockoutAttempts - 1)).Why);
        const string locked = "连续多次不正确，账户已锁定，11-20 09:17之后再试，或请管理员重设密码。";
        Assert.Equal(locked, (await all.WrongAsync(login, 1)).Why);
        Assert.Equal(new(null, PasswordStep.Refused, locked), await all.SignInAsync(login));
        Records.Clock.Advance(all.Policy.Lockout - TimeSpan.FromSeconds(1));
        Assert.Equal(locked, (await all.SignInAsync(login)).Why);
        Records.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInWithPassword.WrongPair, (await all.WrongAsync(login, all.Policy.LockoutAttempts - 1)).Why);
        Assert.StartsWith("连续多次不正确", (await all.WrongAsync(login, 1)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_is_on_the_trail_and_survives_a_restart()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        await all.WrongAsync(Chief, all.Policy.LockoutAttempts);
        var entry = Assert.Single(await all.EventsAsync(), e => e.Kind == AuditKinds.LockedOut);
        Assert.Equal((Chief, "连续5次不正确", LocalAccounts.Address), (entry.Subject, entry.Reason, EventDetails.Read(entry.After).Address));
        all = await LocalAccounts.AgainAsync(Records);
        Assert.Null((await all.SignInAsync(Chief)).Person);
    }

    [Fact]
    public async Task Of_many_at_once_only_as_many_are_tried_as_the_policy_allows()
    {
        var all = await LocalAccounts.OfAsync(Records, AccessPolicy.Default with { LockoutAttempts = 3 }, Chief);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => all.SignInAsync(Chief, "wrong")));
        Assert.Equal(2, answers.Count(a => a.Why == SignInWithPassword.WrongPair));
        Assert.Equal(4, answers.Count(a => a.Why!.StartsWith("连续多次不正确", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_right_one_between_wrong_ones_begins_the_count_anew()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        for (var round = 0; round < 2; round++)
        {
            await all.WrongAsync(Chief, all.Policy.LockoutAttempts - 1);
            Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief)).Step);
        }
    }

    [Fact]
    public async Task A_password_given_by_an_administrator_or_past_its_age_is_to_be_changed_first()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var given = (await all.Give.Run(new("administrator"), new("leader"), "leader", removeAuthenticator: false, Stop)).Password!;
        Assert.Equal(PasswordStep.NewPassword, (await all.SignInAsync("leader", given)).Step);
        Records.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief)).Step);
        Records.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PasswordStep.NewPassword, (await all.SignInAsync(Chief)).Step);
        all = await LocalAccounts.AgainAsync(Records, AccessPolicy.Default with { PasswordAge = null });
        Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief)).Step);
    }

    [Fact]
    public async Task The_password_is_changed_before_an_authenticator_is_set_up()
    {
        var all = await LocalAccounts.OfAsync(Records, Strict);
        var given = (await all.Give.Run(new("security-administrator"), new("administrator"), "admin", removeAuthenticator: false, Stop)).Password!;
        Assert.Equal(PasswordStep.NewPassword, (await all.SignInAsync("admin", given)).Step);
        Assert.Null((await all.Change.Run(new("administrator"), given, "Zheng-Wu.2022", null, LocalAccounts.Address, Stop)).Why);
        Assert.Equal(PasswordStep.NewAuthenticator, await all.Check.After(new("administrator"), codePassed: false, Stop));
    }

    [Fact]
    public async Task What_was_begun_with_a_password_may_go_on_while_that_is_the_password_and_the_person_may_work()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var stamp = (await all.SignInAsync(Chief)).Stamp!;
        Assert.True(await all.Check.MayGoOn(new(Chief), stamp, Stop));
        await all.Give.Run(new("administrator"), new(Chief), Chief, removeAuthenticator: false, Stop);
        Assert.False(await all.Check.MayGoOn(new(Chief), stamp, Stop));
        var fresh = (await all.AccountAsync(Chief)).SecurityStamp!;
        Assert.True(await all.Check.MayGoOn(new(Chief), fresh, Stop));
        await Records.ChangeInRowsAsync(p => p with { IsDisabled = true }, Chief);
        Assert.False(await all.Check.MayGoOn(new(Chief), fresh, Stop));
        Assert.Equal(PasswordStep.Refused, await all.Check.After(new(Chief), codePassed: true, Stop));
        Assert.False(await all.Check.MayGoOn(new("nobody"), fresh, Stop));
    }

    /// <summary>The clock stands still: whatever ends a sign-in on its way in that very moment is not told by the time.</summary>
    [Theory]
    [InlineData("reset")]
    [InlineData("changed")]
    [InlineData("disabled and back")]
    [InlineData("signed out everywhere")]
    [InlineData("untied")]
    public async Task A_password_checked_before_the_account_was_closed_begins_no_session(string how)
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var stamp = (await all.SignInAsync(Chief)).Stamp!;
        switch (how)
        {
            case "reset": await all.Give.Run(new("administrator"), new(Chief), Chief, removeAuthenticator: false, Stop); break;
            case "changed": Assert.Null((await all.Change.Run(new(Chief), LocalAccounts.Password, "Zheng-Wu.2023", null, null, Stop)).Why); break;
            case "signed out everywhere": await all.End.SignOutEverywhere(new("administrator"), new(Chief), null, Stop); break;
            case "untied": await new UnlinkLogins(Records.Ledger, all.Sessions, Records.People).Run(new("administrator"), new(Chief), Stop); break;
            default:
                await all.DisableAsync(Chief);
                var seen = Records.People.FindAnybody(new(Chief))!;
                Assert.Empty((await all.Save.Run(new("administrator"), seen, seen with { IsDisabled = false }, Records.Cycle, Stop)).Faults);
                break;
        }

        Assert.Null(await all.Begin.Run(new(Chief), "password", stamp, null, null, Stop));
        Assert.Empty(all.Sessions.All);
        Assert.NotNull(await all.Begin.Run(new(Chief), "password", (await all.AccountAsync(Chief)).SecurityStamp, null, null, Stop));
    }

    [Fact]
    public async Task A_right_password_that_another_step_follows_is_on_the_trail_whether_that_is_taken_or_not()
    {
        var all = await LocalAccounts.OfAsync(Records, Strict, Chief, "administrator");
        await all.WithAuthenticatorAsync(Chief);
        await all.Give.Run(new("security-administrator"), new("leader"), "leader", removeAuthenticator: false, Stop);
        var given = (await all.Give.Run(new("security-administrator"), new("leader"), "leader", removeAuthenticator: false, Stop)).Password!;
        foreach (var (login, password, wanted) in new[] { (Chief, LocalAccounts.Password, "还须输入动态口令"), ("leader", given, "还须修改密码"), ("administrator", LocalAccounts.Password, "还须启用动态口令") })
        {
            await all.SignInAsync(login, password);
            var entry = (await all.EventsAsync())[^1];
            Assert.Equal((AuditKinds.PasswordPassed, PersonId.Nobody.Value, login, wanted, LocalAccounts.Address), (entry.Kind, entry.By, entry.Subject, entry.Reason, EventDetails.Read(entry.After).Address));
        }
        Assert.Null((await Records.VerifyAsync()).Fault);
    }
}

public sealed class SignInWithPasswordOnSqliteTests(Databases databases) : SignInWithPasswordTests(Provider.Sqlite, databases);

public sealed class SignInWithPasswordOnPostgresTests(Databases databases) : SignInWithPasswordTests(Provider.Postgres, databases);
