using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Checks a login name and password, then a one-time code where one is needed. Wrong ones are counted and lock the account for a
/// while. It begins no session: who passes gets one from <see cref="BeginSession"/>.
/// </summary>
public sealed class SignInWithPassword(PortalDatabase database, Ledger ledger, Accounts accounts, People people, AccessPolicy policy, NoteEvents note, TimeProvider clock)
{
    /// <summary>One sentence for all: it must not tell which names exist.</summary>
    public const string WrongPair = "登录名或密码不正确。";

    /// <summary>Checks name and password.</summary>
    /// <returns>What comes next, or a refusal in one sentence.</returns>
    public async Task<PasswordAnswer> Run(string loginName, string password, string? address, CancellationToken stop)
    {
        var account = await Find(LoginName.Clean(loginName), stop);
        var isRight = accounts.IsRight(account, password.Length > PasswordRules.MostCharacters ? "" : password);
        if (account is null)
        {
            await note.SignInRefused(loginName, "没有这个登录名。", address, stop);
            return new(null, PasswordStep.Refused, WrongPair);
        }
        if (await Counted(account.Id, isRight, address, stop) is { } refused) return new(null, PasswordStep.Refused, refused);
        var id = new PersonId(account.Id);
        if (people.Find(id) is not { } person)
        {
            await note.SignInRefused(loginName, "账户已停用。", address, stop);
            return new(null, PasswordStep.Refused, WrongPair);
        }
        return new(id, NextStep(account, person), null);
    }

    /// <summary>Checks a one-time code of somebody whose password was right.</summary>
    /// <returns>Null where it is right, else why not.</returns>
    public async Task<string?> CheckCode(PersonId person, string code, string? address, CancellationToken stop)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        var isRight = await ledger.Write(async transaction =>
        {
            var users = accounts.Over(transaction.Db);
            if (await users.FindByIdAsync(person.Value) is not { TwoFactorEnabled: true } account || await users.GetAuthenticatorKeyAsync(account) is not { } key) return false;
            var totp = new Totp(Base32Encoding.ToBytes(key));
            if (!totp.VerifyTotp(transaction.Now, digits, out var step, VerificationWindow.RfcSpecifiedNetworkDelay) || step <= account.LastTimeStep) return false;
            account.LastTimeStep = step;
            await users.UpdateAsync(account);
            return true;
        }, stop);
        return await Counted(person.Value, isRight, address, stop, "动态口令不正确或已用过，请等下一个口令。");
    }

    /// <summary>Whether the password is to be changed before anything else, and whether codes are needed; for pages between the steps.</summary>
    public async Task<PasswordStep> After(PersonId person, bool codePassed, CancellationToken stop)
    {
        await using var db = database.Open();
        if (people.Find(person) is not { } found || await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == person.Value, stop) is not { } account) return PasswordStep.Refused;
        var step = NextStep(account, found);
        return step is PasswordStep.Code && codePassed ? Then(account, found) : step;
    }

    private PasswordStep NextStep(Account account, Person person) => account.TwoFactorEnabled ? PasswordStep.Code : Then(account, person);

    private PasswordStep Then(Account account, Person person) =>
        account.MustChangePassword || (policy.PasswordAge is { } age && clock.GetUtcNow().UtcDateTime - account.PasswordSetAt >= age) ? PasswordStep.NewPassword
        : !account.TwoFactorEnabled && Needs(person) ? PasswordStep.NewAuthenticator
        : PasswordStep.Done;

    private bool Needs(Person person) => policy.Authenticators switch
    {
        AuthenticatorUse.Everybody => true,
        AuthenticatorUse.Administrators => person.Roles.Intersect(RoleRules.Administrative).Any(),
        _ => false,
    };

    private async Task<Account?> Find(string name, CancellationToken stop)
    {
        await using var db = database.Open();
        var normalized = name.Normalize().ToUpperInvariant();
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized, stop);
    }

    /// <summary>Counts what was tried; null where the account may go on, else why not.</summary>
    private async Task<string?> Counted(string id, bool isRight, string? address, CancellationToken stop, string wrong = WrongPair)
    {
        var (refused, name) = await ledger.Write<(string?, string)>(async transaction =>
        {
            var users = accounts.Over(transaction.Db);
            if (await users.FindByIdAsync(id) is not { } account) return (wrong, id);
            // Identity's own lock looks at the machine's clock; here the ledger's decides.
            if (account.LockoutEnd is { UtcDateTime: var end } && end > transaction.Now) return (LockedUntil(end), account.UserName!);
            account.LockoutEnd = null;
            if (isRight)
            {
                if (account.AccessFailedCount > 0) account.AccessFailedCount = 0;
                return (null, account.UserName!);
            }
            if (++account.AccessFailedCount < policy.LockoutAttempts) return (wrong, account.UserName!);
            var until = transaction.Now + policy.Lockout;
            (account.AccessFailedCount, account.LockoutEnd) = (0, new DateTimeOffset(until));
            transaction.Append(PersonId.Nobody, AuditKinds.LockedOut, e => (e.Subject, e.After, e.Reason) = (id, new EventDetails(address).Write(), $"连续{policy.LockoutAttempts}次不正确"));
            return (LockedUntil(until), account.UserName!);
        }, stop);
        if (refused is not null) await note.SignInRefused(name, refused, address, stop);
        return refused;
    }

    private static string LockedUntil(DateTime at) => $"连续多次不正确，账户已锁定，{ChinaTime.Short(at)}之后再试，或请管理员重设密码。";
}

/// <summary>What comes after name and password.</summary>
public enum PasswordStep
{
    /// <summary>No sign-in.</summary>
    Refused = 0,

    /// <summary>Nothing more is needed.</summary>
    Done = 1,

    /// <summary>A one-time code.</summary>
    Code = 2,

    /// <summary>The password was given by an administrator, or is too old: another is to be chosen.</summary>
    NewPassword = 3,

    /// <summary>An authenticator is to be set up.</summary>
    NewAuthenticator = 4,
}

/// <param name="Person">Whose name and password are right; null where they are not.</param>
/// <param name="Why">The Chinese sentence of a refusal.</param>
public sealed record PasswordAnswer(PersonId? Person, PasswordStep Step, string? Why);
