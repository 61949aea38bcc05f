using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class SignInWithCodeTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Chief = "chief";

    [Fact]
    public async Task A_code_is_asked_of_whoever_set_an_authenticator_up_and_taken_once()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var key = await all.WithAuthenticatorAsync(Chief);
        Assert.Equal(PasswordStep.Code, (await all.SignInAsync(Chief)).Step);
        Assert.Equal(PasswordStep.Code, await all.Check.After(new(Chief), codePassed: false, Stop));
        var code = all.Code(key);
        Assert.Null(await all.CodeAsync(Chief, $" {code[..3]} {code[3..]} "));
        Assert.Equal(PasswordStep.Done, await all.Check.After(new(Chief), codePassed: true, Stop));
        Assert.NotNull(await all.CodeAsync(Chief, code));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, false)] // It was typed when the authenticator was set up.
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_code_is_good_in_its_time_and_one_step_around_it(int steps, bool good)
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var key = await all.WithAuthenticatorAsync(Chief);
        Assert.Equal(good, await all.CodeAsync(Chief, all.Code(key, steps)) is null);
    }

    [Fact]
    public async Task An_earlier_code_is_refused_after_a_later_one_and_full_width_digits_are_digits()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var key = await all.WithAuthenticatorAsync(Chief);
        Assert.Null(await all.CodeAsync(Chief, string.Concat(all.Code(key, steps: 1).Select(d => (char)(d - '0' + '０')))));
        Assert.NotNull(await all.CodeAsync(Chief, all.Code(key)));
    }

    /// <summary>Whoever knows the password must not get new attempts at the code by typing it again.</summary>
    [Fact]
    public async Task Wrong_codes_lock_however_often_the_password_is_typed_between_them()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var key = await all.WithAuthenticatorAsync(Chief);
        for (var n = 1; n < all.Policy.LockoutAttempts; n++)
        {
            Assert.Equal(PasswordStep.Code, (await all.SignInAsync(Chief)).Step);
            Assert.StartsWith("动态口令不正确", await all.CodeAsync(Chief, "000000"), StringComparison.Ordinal);
        }
        Assert.StartsWith("连续多次不正确", await all.CodeAsync(Chief, ""), StringComparison.Ordinal);
        Assert.Null((await all.SignInAsync(Chief)).Person);

        // While it is locked no code is used up.
        Assert.StartsWith("连续多次不正确", await all.CodeAsync(Chief, all.Code(key, steps: 1)), StringComparison.Ordinal);
        Assert.Equal((await all.AccountAsync(Chief)).LastTimeStep, Records.Clock.GetUtcNow().ToUnixTimeSeconds() / 30 - 1);
        Records.Clock.Advance(all.Policy.Lockout);
        Assert.Null(await all.CodeAsync(Chief, all.Code(key)));
        Assert.Equal(0, (await all.AccountAsync(Chief)).AccessFailedCount);
    }

    [Theory]
    [InlineData("administrator", AuthenticatorUse.Administrators, PasswordStep.NewAuthenticator)]
    [InlineData("security-auditor", AuthenticatorUse.Administrators, PasswordStep.NewAuthenticator)]
    [InlineData(Chief, AuthenticatorUse.Administrators, PasswordStep.Done)]
    [InlineData(Chief, AuthenticatorUse.Everybody, PasswordStep.NewAuthenticator)]
    [InlineData("administrator", AuthenticatorUse.Optional, PasswordStep.Done)]
    public async Task An_authenticator_is_asked_of_those_whom_the_policy_names(string person, AuthenticatorUse use, PasswordStep step)
    {
        var all = await LocalAccounts.OfAsync(Records, AccessPolicy.Default with { Authenticators = use }, person);
        Assert.Equal(step, (await all.SignInAsync(person)).Step);
        Assert.Equal(step, await all.Check.After(new(person), codePassed: false, Stop));
    }
}

public sealed class SignInWithCodeOnSqliteTests(Databases databases) : SignInWithCodeTests(Provider.Sqlite, databases);

public sealed class SignInWithCodeOnPostgresTests(Databases databases) : SignInWithCodeTests(Provider.Postgres, databases);
