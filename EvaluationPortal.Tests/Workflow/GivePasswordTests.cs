using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Tests.Workflow;

public abstract class GivePasswordTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task A_first_password_keeps_the_policy_has_to_be_changed_and_stands_nowhere_but_as_a_hash()
    {
        using var all = await Administration.OfAsync(Records);
        var given = await all.Give.Run(Administration.Business, Administration.Liaison, " Zhu.Min ", removeAuthenticator: false, Stop);
        Assert.Null(given.Why);
        Assert.Null(PasswordRules.Fault(Administration.Policy, given.Password!, "Zhu.Min", "朱敏"));
        await using var db = Records.Database.Open();
        var account = await db.Accounts.SingleAsync(Stop);
        Assert.Equal(("liaison-yueyang", "Zhu.Min", true), (account.Id, account.UserName, account.MustChangePassword));
        Assert.True(all.Accounts.IsRight(account, given.Password!));
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal((AuditKinds.PasswordGiven, "liaison-yueyang", "Zhu.Min"), (entry.Kind, entry.Subject, EventDetails.Read(entry.After).Login));
        Assert.All(await Records.TrailAsync(), e => Assert.DoesNotContain(given.Password!, $"{e.After} {e.Reason}", StringComparison.Ordinal));
        Assert.Equal("Zhu.Min", await all.Give.LoginNameOf(Administration.Liaison, Stop));
    }

    [Fact]
    public async Task A_reset_ends_the_sessions_and_lifts_a_lock()
    {
        using var all = await Administration.OfAsync(Records);
        var first = await all.Give.Run(Administration.Business, Administration.Liaison, "zhumin", removeAuthenticator: false, Stop);
        var session = (await all.Begin.Run(Administration.Liaison, "password", null, null, null, Stop))!;
        await Records.Ledger.Write(async t =>
        {
            var locked = await t.Db.Accounts.SingleAsync(Stop);
            (locked.LockoutEnd, locked.AccessFailedCount) = (Records.Clock.GetUtcNow().AddHours(1), 3);
            return true;
        }, Stop);
        var second = await all.Give.Run(Administration.Security, Administration.Liaison, "zhumin", removeAuthenticator: false, Stop);
        await using var db = Records.Database.Open();
        var account = await db.Accounts.SingleAsync(Stop);
        Assert.Equal((true, false), (all.Accounts.IsRight(account, second.Password!), all.Accounts.IsRight(account, first.Password!)));
        Assert.Equal((null, 0), (account.LockoutEnd, account.AccessFailedCount));
        Assert.Null(all.Sessions.Find(session.Id));
    }

    [Theory]
    [InlineData("administrator", "liaison-sijing", "ZHUMIN", "登录名“ZHUMIN”已被他人使用。")]
    [InlineData("administrator", "liaison-sijing", "z", "登录名须有2至40个字符。")]
    [InlineData("administrator", "liaison-sijing", "a b", "登录名只能由字母、汉字、数字和 . - _ @ 组成。")]
    [InlineData("administrator", "security-auditor", "tao", "安全审计员的账户和角色只能由安全管理员办理。")]
    [InlineData("administrator", "administrator", "yang", "不能更改自己的账户和角色，请由另一位管理员办理。")]
    [InlineData("administrator", "no-such", "yang", "没有这位人员。")]
    [InlineData("no-such", "liaison-sijing", "cao", "您的账号已停用或不存在，请联系管理员。")]
    public async Task What_may_not_be_is_refused_in_one_sentence_and_writes_nothing(string by, string whom, string login, string why)
    {
        using var all = await Administration.OfAsync(Records);
        await all.Give.Run(Administration.Business, Administration.Liaison, "zhumin", removeAuthenticator: false, Stop);
        var before = (await Records.TrailAsync()).Count;
        Assert.Equal(new(null, why), await all.Give.Run(new(by), new(whom), login, removeAuthenticator: false, Stop));
        Assert.Equal(before, (await Records.TrailAsync()).Count);
        Assert.Null(await all.Give.LoginNameOf(new(whom), Stop));
    }

    [Fact]
    public async Task How_accounts_stand_is_told_to_those_who_manage_people_and_to_oneself()
    {
        using var all = await Administration.OfAsync(Records);
        await all.Give.Run(Administration.Business, Administration.Liaison, "zhumin", removeAuthenticator: false, Stop);
        var session = (await all.Begin.Run(new("leader"), "persona", null, null, null, Stop))!;
        var known = await all.Read.All(Administration.Security, Stop);
        Assert.Equal(new AccountState("zhumin", MustChangePassword: true, HasPassword: true), known[Administration.Liaison]);
        Assert.Equal(session.BegunAt, known[new("leader")].LastSeenAt);
        Assert.Equal(known[Administration.Liaison], await all.Read.Of(Administration.Liaison, Administration.Liaison, Stop));
        Assert.Equal(known[new("leader")], await all.Read.Of(Administration.Business, new("leader"), Stop));
        Assert.Empty(await all.Read.All(new("leader"), Stop));
        Assert.Equal(new(), await all.Read.Of(new("leader"), Administration.Liaison, Stop));
    }
}

public sealed class GivePasswordOnSqliteTests(Databases databases) : GivePasswordTests(Provider.Sqlite, databases);

public sealed class GivePasswordOnPostgresTests(Databases databases) : GivePasswordTests(Provider.Postgres, databases);
