using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>Passwords chosen, given and made; authenticators set and removed; the first administrator.</summary>
public abstract class PasswordTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Chief = "chief";
    private const string Better = "Zheng-Wu.2023";
    private const string WrongProof = "密码或动态口令不正确，口令用过的请等下一个。";
    private const string Common = "这个密码太常见，容易被猜中，请换一个。";

    [Theory]
    [InlineData("wrong", Better, "原密码不正确。")]
    [InlineData(LocalAccounts.Password, "Aa1-bcdef", "密码至少10个字符，现在有9个。")]
    [InlineData(LocalAccounts.Password, "abcdefgh123", "密码须包含大写字母、小写字母、数字、其他字符中的3种，现在有2种。")]
    [InlineData(LocalAccounts.Password, "Aa1Aa1Aa1Aa1", "密码中不同的字符太少，至少5个。")]
    [InlineData(LocalAccounts.Password, "Password123!", Common)]
    [InlineData(LocalAccounts.Password, "Admin@123456", Common)]
    [InlineData(LocalAccounts.Password, "P@ssw0rd2024", Common)]
    [InlineData(LocalAccounts.Password, "1qaz@WSX3edc", Common)]
    [InlineData(LocalAccounts.Password, "Woaini5201314", Common)]
    [InlineData(LocalAccounts.Password, "#Songjiang-2022", Common)]
    [InlineData(LocalAccounts.Password, "My-CHIEF-2022", "密码中不能有“chief”。")]
    [InlineData(LocalAccounts.Password, "Xx-2022-陆志远", "密码中不能有“陆志远”。")]
    [InlineData(LocalAccounts.Password, LocalAccounts.Password, "新密码不能与原密码相同。")]
    public async Task A_password_that_is_not_taken_is_told_why_and_nothing_changes(string old, string wanted, string why)
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Equal(why, (await all.Change.Run(new(Chief), old, wanted, null, LocalAccounts.Address, Stop)).Why);
        Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief)).Step);
        Assert.Empty(await all.EventsAsync());
    }

    [Fact]
    public async Task A_password_has_an_end()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Equal("密码最多128个字符。", (await all.Change.Run(new(Chief), LocalAccounts.Password, Better + new string('x', 128), null, null, Stop)).Why);
    }

    [Fact]
    public async Task Who_has_no_account_or_may_not_work_changes_none()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Equal("没有本地账户，密码在统一身份认证中修改。", (await all.Change.Run(new("leader"), "", Better, null, null, Stop)).Why);
        await all.DisableAsync(Chief);
        Assert.Equal("您的账号已停用或不存在，请联系管理员。", (await all.Change.Run(new(Chief), LocalAccounts.Password, Better, null, null, Stop)).Why);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_is_on_the_trail()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var (here, there) = (await all.BeginAsync(Chief), await all.BeginAsync(Chief));
        Assert.Null((await all.Change.Run(new(Chief), LocalAccounts.Password, Better, here.Id, null, Stop)).Why);
        Assert.NotNull(all.Sessions.Find(here.Id));
        Assert.Null(all.Sessions.Find(there.Id));
        Assert.Equal([AuditKinds.SignedIn, AuditKinds.SignedIn, AuditKinds.PasswordChanged, AuditKinds.SessionEnded], (await all.EventsAsync()).Select(e => e.Kind));
        Assert.Equal("密码已修改", (await all.EventsAsync())[^1].Reason);
        Assert.Null((await all.SignInAsync(Chief)).Person);
        Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief, Better)).Step);
    }

    /// <summary>A page that was left open is no place to guess the password at.</summary>
    [Fact]
    public async Task Wrong_old_passwords_lock_the_account_as_at_sign_in()
    {
        var all = await LocalAccounts.OfAsync(Records, AccessPolicy.Default with { LockoutAttempts = 3 }, Chief);
        for (var n = 0; n < 2; n++) Assert.Equal("原密码不正确。", (await all.Change.Run(new(Chief), "wrong", Better, null, null, Stop)).Why);
        Assert.StartsWith("连续多次不正确", (await all.Change.Run(new(Chief), "wrong", Better, null, null, Stop)).Why, StringComparison.Ordinal);
        Assert.StartsWith("连续多次不正确", (await all.Change.Run(new(Chief), LocalAccounts.Password, Better, null, null, Stop)).Why, StringComparison.Ordinal);
        Assert.Null((await all.SignInAsync(Chief)).Person);
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_finds_another_password()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var answers = await Task.WhenAll(new[] { Better, "Gong-Kai.2023" }.Select(wanted => all.Change.Run(new(Chief), LocalAccounts.Password, wanted, null, null, Stop)));
        Assert.Single(answers, a => a.Why is null);
        Assert.Single(await all.EventsAsync(), e => e.Kind == AuditKinds.PasswordChanged);
    }

    [Fact]
    public async Task A_given_password_ends_the_sessions_unlocks_and_keeps_the_policy()
    {
        var policy = AccessPolicy.Default with { PasswordLength = 20, PasswordKinds = 4 };
        var all = await LocalAccounts.OfAsync(Records, policy, Chief);
        var session = await all.BeginAsync(Chief);
        await all.WrongAsync(Chief, policy.LockoutAttempts);
        var (password, why) = await all.Give.Run(new("administrator"), new(Chief), Chief, removeAuthenticator: false, Stop);
        Assert.Null(why);
        Assert.Null(PasswordRules.Fault(policy, password!, Chief));
        Assert.Null(all.Sessions.Find(session.Id));
        Assert.Equal(PasswordStep.NewPassword, (await all.SignInAsync(Chief, password!)).Step);
        var given = Assert.Single(await all.EventsAsync(), e => e.Kind == AuditKinds.PasswordGiven);
        Assert.Equal(("administrator", Chief, Chief), (given.By, given.Subject, EventDetails.Read(given.After).Login));
        Assert.Equal(("administrator", Chief, "密码已由管理员重设"), Assert.Single(await all.EventsAsync(), e => e.Kind == AuditKinds.SessionEnded) is var e ? (e.By, e.Subject, e.Reason) : default);
    }

    [Theory]
    [InlineData("administrator", "leader", "CHIEF", "登录名“CHIEF”已被他人使用。")]
    [InlineData("administrator", "leader", "a", "登录名须有2至40个字符。")]
    [InlineData("administrator", "leader", "a b", "登录名只能由字母、汉字、数字和 . - _ @ 组成。")]
    [InlineData("administrator", "administrator", "admin", "不能更改自己的账户和角色，请由另一位管理员办理。")]
    [InlineData("administrator", "security-auditor", "auditor", "安全审计员的账户和角色只能由安全管理员办理。")]
    [InlineData("administrator", "nobody", "nobody", "没有这位人员。")]
    public async Task A_password_is_not_given(string by, string person, string login, string why)
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Equal(new(null, why), await all.Give.Run(new(by), new(person), login, removeAuthenticator: true, Stop));
        Assert.Empty(await all.EventsAsync());
    }

    [Fact]
    public async Task A_reviewer_gives_none_and_the_own_name_may_be_kept_in_another_case()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.Null((await all.Give.Run(new("reviewer-1"), new(Chief), Chief, removeAuthenticator: false, Stop)).Password);
        Assert.NotNull((await all.Give.Run(new("administrator"), new(Chief), "Chief", removeAuthenticator: false, Stop)).Password);
        Assert.Equal("Chief", await all.Give.LoginNameOf(new(Chief), Stop));
    }

    [Fact]
    public async Task An_authenticator_is_set_by_a_right_code_and_removed_by_the_person_or_an_administrator()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Assert.StartsWith("口令不正确", await all.Set.Run(new(Chief), SetAuthenticator.NewKey(), "000000", Stop), StringComparison.Ordinal);
        Assert.Equal("没有本地账户，不能启用动态口令。", await all.Set.Run(new("leader"), SetAuthenticator.NewKey(), "000000", Stop));
        var key = await all.WithAuthenticatorAsync(Chief);
        Assert.StartsWith("动态口令已经启用", await all.Set.Run(new(Chief), key, all.Code(key), Stop), StringComparison.Ordinal);
        Assert.IsType<Denied>(await all.Remove.Run(new("reviewer-1"), new(Chief), Stop));
        Assert.Equal(PasswordStep.Code, (await all.SignInAsync(Chief)).Step);
        Assert.IsType<Granted>(await all.Remove.Run(new("administrator"), new(Chief), Stop));
        Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief)).Step);
        Assert.NotNull(await all.CodeAsync(Chief, all.Code(key)));
        await all.WithAuthenticatorAsync(Chief);
        Assert.Equal("不能更改自己的账户和角色，请由另一位管理员办理。", Assert.IsType<Denied>(await all.Remove.Run(new(Chief), new(Chief), Stop)).Why);
        Assert.Null(await all.Remove.RunOwn(new(Chief), LocalAccounts.Password, LocalAccounts.Address, Stop));
        await all.WithAuthenticatorAsync(Chief);
        await all.Give.Run(new("administrator"), new(Chief), Chief, removeAuthenticator: true, Stop);
        string[] kinds = [AuditKinds.AuthenticatorSet, AuditKinds.AuthenticatorRemoved];
        Assert.Equal([(Chief, null), ("administrator", Chief), (Chief, null), (Chief, null), (Chief, null), ("administrator", Chief)],
            (await all.EventsAsync()).Where(e => kinds.Contains(e.Kind)).Select(e => (e.By, e.Subject)));
    }

    [Fact]
    public async Task The_own_authenticator_goes_by_the_password_or_a_code_that_was_not_used_yet()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var key = await all.WithAuthenticatorAsync(Chief);
        Assert.Equal(WrongProof, await all.Remove.RunOwn(new(Chief), "", null, Stop));
        Assert.Equal(WrongProof, await all.Remove.RunOwn(new(Chief), all.Code(key, steps: -1), null, Stop)); // Typed when it was set up.
        Assert.Null(await all.Remove.RunOwn(new(Chief), all.Code(key), null, Stop));
        Assert.Equal(PasswordStep.Done, (await all.SignInAsync(Chief)).Step);
        await all.WithAuthenticatorAsync(Chief);
        Assert.Null(await all.Remove.RunOwn(new(Chief), LocalAccounts.Password, null, Stop));
        Assert.False((await all.AccountAsync(Chief)).TwoFactorEnabled);
        Assert.Null(await all.Remove.RunOwn(new(Chief), "anything", null, Stop)); // There is none any more.
    }

    /// <summary>A page that was left open is no place to guess at, nor does a wrong guess there buy others at sign-in.</summary>
    [Fact]
    public async Task Wrong_guesses_at_the_own_authenticator_s_removal_lock_the_account_as_at_sign_in()
    {
        var all = await LocalAccounts.OfAsync(Records, AccessPolicy.Default with { LockoutAttempts = 3 }, Chief);
        await all.WithAuthenticatorAsync(Chief);
        await all.WrongAsync(Chief, 1);
        Assert.Equal(WrongProof, await all.Remove.RunOwn(new(Chief), "wrong", LocalAccounts.Address, Stop));
        Assert.StartsWith("连续多次不正确", await all.Remove.RunOwn(new(Chief), "000000", LocalAccounts.Address, Stop), StringComparison.Ordinal);
        Assert.StartsWith("连续多次不正确", await all.Remove.RunOwn(new(Chief), LocalAccounts.Password, LocalAccounts.Address, Stop), StringComparison.Ordinal);
        Assert.True((await all.AccountAsync(Chief)).TwoFactorEnabled);
        Assert.Null((await all.SignInAsync(Chief)).Person);
        Assert.Equal(LocalAccounts.Address, EventDetails.Read(Assert.Single(await all.EventsAsync(), e => e.Kind == AuditKinds.LockedOut).After).Address);
    }

    [Fact]
    public async Task The_first_administrator_is_made_once_and_may_manage_people_and_accounts()
    {
        await Records.ChangeInRowsAsync(p => p with { IsDisabled = true });
        var all = await LocalAccounts.AgainAsync(Records);
        Assert.Equal(["姓名须有1至40个字。", "登录名须有2至40个字符。", "密码至少10个字符，现在有0个。"], (await all.Make.Run("", "", "", "", Stop)).Faults);
        var made = await all.Make.Run(" 林晓 ", "区大数据中心", "linxiao", LocalAccounts.Password, Stop);
        Assert.Empty(made.Faults);
        var person = Records.People.Find(made.Person!.Value)!;
        Assert.Equal(("林晓", "业务管理员、安全管理员"), (person.Name, person.RoleNames));
        Assert.Equal((person.Id, PasswordStep.Done), await all.SignInAsync("linxiao") is var answer ? (answer.Person, answer.Step) : default);
        Assert.Equal(["已有管理员，请由其建立账户。"], (await all.Make.Run("另一人", "", "second", LocalAccounts.Password, Stop)).Faults);
        Assert.Equal([AuditKinds.PasswordGiven], (await all.EventsAsync()).Select(e => e.Kind));
    }

    /// <summary>Everything that is kept about accounts, and nothing that opens one.</summary>
    [Fact]
    public async Task No_password_hash_key_or_code_is_ever_on_the_trail()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var given = (await all.Give.Run(new("administrator"), new("leader"), "leader", removeAuthenticator: false, Stop)).Password!;
        await all.Change.Run(new("leader"), given, Better, null, LocalAccounts.Address, Stop);
        var key = await all.WithAuthenticatorAsync("leader");
        var code = all.Code(key);
        await all.SignInAsync("leader", Better);
        await all.CodeAsync("leader", code);
        await all.SignInAsync(Better, Better);
        var session = await all.BeginAsync("leader");
        await all.End.SignOutEverywhere(new("administrator"), new("leader"), null, Stop);
        string[] secrets = [given, Better, LocalAccounts.Password, key, code, session.Id, (await all.AccountAsync("leader")).PasswordHash!, (await all.AccountAsync(Chief)).PasswordHash!];
        foreach (var entry in await Records.TrailAsync())
        {
            var text = string.Join('\n', entry.Before, entry.After, entry.Reason, entry.Subject, entry.By);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_first_password_is_no_formula_where_it_is_pasted()
    {
        var accounts = new Accounts(AccessPolicy.Default, NullLogger<UserManager<Account>>.Instance);
        Assert.All(Enumerable.Range(0, 100).Select(_ => accounts.FirstPassword()), password => Assert.InRange(password[0], 'a', 'z'));
    }

    [Fact]
    public async Task Passwords_are_hashed_each_with_a_salt_of_its_own_and_many_rounds()
    {
        var accounts = new Accounts(AccessPolicy.Default, NullLogger<UserManager<Account>>.Instance);
        var (one, two) = (Convert.FromBase64String(accounts.Hash(Better)), Convert.FromBase64String(accounts.Hash(Better)));
        Assert.NotEqual(one, two);
        // ASP.NET Core Identity's third format: PBKDF2, the pseudo-random function (2: HMAC-SHA512), the rounds.
        Assert.Equal((1, 2u, 210_000u), (one[0], Number(one, 1), Number(one, 5)));
        await using var db = Records.Database.Open();
        Assert.False(await db.Accounts.AnyAsync(Stop));
        static uint Number(byte[] hash, int at) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(at));
    }
}

public sealed class PasswordOnSqliteTests(Databases databases) : PasswordTests(Provider.Sqlite, databases);

public sealed class PasswordOnPostgresTests(Databases databases) : PasswordTests(Provider.Postgres, databases);
