using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>Whatever opened an account before its owner became an administrator may have been given by somebody with fewer rights: it opens it no more.</summary>
public abstract class BecomingAdministratorTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Raised = Administration.Liaison;

    [Theory]
    [InlineData("save")]
    [InlineData("hand over")]
    [InlineData("import")]
    public async Task Every_earlier_way_in_is_closed_and_on_the_trail(string how)
    {
        using var all = await Administration.OfAsync(Records);
        var (session, password) = await WithEverythingAsync(all, Raised);
        var stamp = (await AccountAsync(Raised)).SecurityStamp;
        var before = (await Records.TrailAsync()).Count;
        await RaiseAsync(all, how);
        Assert.True(all.Known(Raised).Roles.Intersect(RoleRules.Administrative).Any());
        Assert.Null(all.Sessions.Find(session.Id));
        var account = await AccountAsync(Raised);
        Assert.Equal(("zhumin", null, false, false), (account.UserName, account.PasswordHash, account.TwoFactorEnabled, account.MustChangePassword));
        await using (var db = Records.Database.Open())
        {
            Assert.False(await db.Logins.AnyAsync(l => l.UserId == Raised.Value, Stop));
            Assert.False(await db.Set<IdentityUserToken<string>>().AnyAsync(t => t.UserId == Raised.Value, Stop));
        }

        string[] kinds = [AuditKinds.AuthenticatorRemoved, AuditKinds.LoginUnlinked, AuditKinds.PasswordRemoved, AuditKinds.SessionEnded];
        var entries = (await Records.TrailAsync()).Skip(before).Where(e => kinds.Contains(e.Kind) && e.Subject == Raised.Value).ToList();
        Assert.Equal(kinds, entries.Select(e => e.Kind));
        Assert.All(entries, e => Assert.Equal(Administration.Security.Value, e.By));
        Assert.Equal(["成为管理人员，原有登录方式失效", "成为管理人员，原有登录方式失效"], entries[2..].Select(e => e.Reason));
        Assert.Null((await Records.VerifyAsync()).Fault);

        Assert.Null((await SignInAsync(all, password)).Person);
        Assert.Null(await all.Begin.Run(Raised, "password", stamp, null, null, Stop));
        Assert.Null(await all.Begin.Run(Raised, "oa", "https://oa.example|1", null, null, Stop));
        Assert.Equal("没有本地账户，不能启用动态口令。", await new SetAuthenticator(Records.Ledger, all.Accounts, Records.People).Run(Raised, SetAuthenticator.NewKey(), "", Stop));
        if (how != "hand over") Assert.Contains("只能由安全管理员办理", (await all.Give.Run(Administration.Business, Raised, "zhumin", removeAuthenticator: false, Stop)).Why, StringComparison.Ordinal);
        var fresh = (await all.Give.Run(Administration.Security, Raised, "zhumin", removeAuthenticator: false, Stop)).Password!;
        Assert.Equal(PasswordStep.NewPassword, (await SignInAsync(all, fresh)).Step);
    }

    [Fact]
    public async Task Who_administers_already_keeps_everything_with_another_such_role_or_one_less()
    {
        using var all = await Administration.OfAsync(Records);
        await all.SaveAsync(Administration.Security, all.Known(Raised), all.Known(Raised) with { Grants = [new(Role.Administrator)] });
        var (session, password) = await WithEverythingAsync(all, Raised, by: Administration.Security);
        Grant[][] roles = [[new(Role.Administrator), new(Role.SecurityAuditor)], [new(Role.SecurityAuditor)], [new(Role.Leadership)]];
        foreach (var held in roles)
        {
            Assert.Empty((await all.SaveAsync(Administration.Security, all.Known(Raised), all.Known(Raised) with { Grants = [.. held] })).Faults);
        }
        Assert.NotNull(all.Sessions.Find(session.Id));
        Assert.Equal(PasswordStep.Code, (await SignInAsync(all, password)).Step);
        Assert.DoesNotContain(await Records.TrailAsync(), e => e.Kind == AuditKinds.PasswordRemoved);
    }

    [Fact]
    public async Task Any_other_change_clears_nothing_and_a_new_administrator_has_nothing_to_clear()
    {
        using var all = await Administration.OfAsync(Records);
        var (session, _) = await WithEverythingAsync(all, Raised);
        await all.SaveAsync(Administration.Security, all.Known(Raised), all.Known(Raised) with { Grants = [new(Role.Liaison), new(Role.Chief)], Title = "主任" });
        Assert.NotNull(all.Sessions.Find(session.Id));
        Assert.NotNull((await AccountAsync(Raised)).PasswordHash);
        var before = (await Records.TrailAsync()).Count;
        Assert.Empty((await all.SaveAsync(Administration.Security, null, Administration.Newcomer() with { Grants = [new(Role.Administrator)] })).Faults);
        Assert.Equal(before + 1, (await Records.TrailAsync()).Count);
    }

    private static async Task RaiseAsync(Administration all, string how)
    {
        var seen = all.Known(Raised);
        switch (how)
        {
            case "save":
                Assert.Empty((await all.SaveAsync(Administration.Security, seen, seen with { Grants = [.. seen.Grants, new(Role.Administrator)] })).Faults);
                break;
            case "hand over":
                Assert.Empty((await all.Hand.Run(Administration.Security, all.Known(Administration.Business), seen, "岗位调动", Administration.Cycle, Stop)).Faults);
                break;
            default:
                const string text = "姓名\t角色\t登录名\n朱敏\t系统管理员\tzhumin\n";
                var preview = await all.Add.Preview(Administration.Security, text, Administration.Cycle, Stop);
                Assert.Equal((0, 1, null), (await all.Add.Run(Administration.Security, text, Administration.Cycle, preview, null, Stop)) is var added ? (added.Added, added.Changed, added.Instead) : default);
                break;
        }
    }

    /// <summary>A password, an authenticator, an account at a provider and a session.</summary>
    private async Task<(Session Session, string Password)> WithEverythingAsync(Administration all, PersonId person, PersonId? by = null)
    {
        var password = (await all.Give.Run(by ?? Administration.Business, person, "zhumin", removeAuthenticator: false, Stop)).Password!;
        var key = SetAuthenticator.NewKey();
        var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(key)).ComputeTotp(Records.Clock.GetUtcNow().UtcDateTime);
        Assert.Null(await new SetAuthenticator(Records.Ledger, all.Accounts, Records.People).Run(person, key, code, Stop));
        await Records.Ledger.Write(transaction =>
        {
            transaction.Db.Logins.Add(new() { LoginProvider = "oa", ProviderKey = "https://oa.example|1", UserId = person.Value });
            return Task.FromResult(true);
        }, Stop);
        return ((await all.Begin.Run(person, "oa", "https://oa.example|1", "10.0.0.7", null, Stop))!, password);
    }

    private Task<PasswordAnswer> SignInAsync(Administration all, string password) =>
        new SignInWithPassword(Records.Database, Records.Ledger, all.Accounts, Records.People, Administration.Policy, new(Records.Ledger, Records.Clock), Records.Clock).Run("zhumin", password, null, Stop);

    private async Task<Account> AccountAsync(PersonId person)
    {
        await using var db = Records.Database.Open();
        return await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == person.Value, Stop);
    }
}

public sealed class BecomingAdministratorOnSqliteTests(Databases databases) : BecomingAdministratorTests(Provider.Sqlite, databases);

public sealed class BecomingAdministratorOnPostgresTests(Databases databases) : BecomingAdministratorTests(Provider.Postgres, databases);
