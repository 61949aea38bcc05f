using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Checks a login name and password, then a one-time code where one is needed. Wrong ones are counted and lock the account for a
/// while. It begins no session: who passes gets one from <see cref="BeginSession"/>.
/// </summary>
public sealed class SignInWithPassword(PortalDatabase database, Ledger ledger, Accounts accounts, People people, AccessPolicy policy, NoteEvents note, TimeProvider clock)
{
    /// <summary>One sentence for all: it must not tell which names exist.</summary>
    public const string WrongPair = "登录名或密码不正确。";

    private const string WrongCode = "动态口令不正确或已用过，请等下一个口令。";

    private readonly Lockout _lockout = new(policy);

    /// <summary>Checks name and password.</summary>
    /// <returns>What comes next, or a refusal in one sentence.</returns>
    public async Task<PasswordAnswer> Run(string loginName, string password, string? address, CancellationToken stop)
    {
        // Nobody has so long a name; it is not worth cleaning nor keeping.
        var name = loginName.Length > LoginName.MostCharacters ? "" : LoginName.Clean(loginName);
        var found = await Find(name, stop);
        var isRight = accounts.IsRight(found, password.Length > PasswordRules.MostCharacters ? "" : password);
        var (account, answer, refused, isCounted) = await ledger.Write<(Account?, PasswordAnswer?, string?, bool)>(async transaction =>
        {
            if (await accounts.Over(transaction.Db).FindByIdAsync(found?.Id ?? "") is not { } known) return (null, null, _lockout.CountUnknown(Normalized(name), transaction.Now, WrongPair), false);
            if (Lockout.Refusal(known, transaction.Now) is { } locked) return (known, null, locked, false);
            if (!isRight || known.PasswordHash != found!.PasswordHash) return (known, null, _lockout.Count(transaction, known, address, WrongPair), true);
            // Where a code is to follow, wrong codes go on being counted: the password alone must not buy new attempts.
            if (!known.TwoFactorEnabled) Lockout.Forget(known);
            return (known, await Passed(transaction, known, address, stop), null, false);
        }, stop);
        if (answer is not null) return answer;
        // A name that nobody has may be a password typed into the wrong field: the trail keeps its beginning only.
        await note.SignInRefused(account?.UserName ?? $"{name[..Math.Min(name.Length, 2)]}…", account is null ? "没有这个登录名。" : refused ?? "账户已停用。", address, stop, isCounted);
        return new(null, PasswordStep.Refused, refused ?? WrongPair);
    }

    /// <summary>What follows a right password, on the trail where it is no session yet; null where the person may not work.</summary>
    private async Task<PasswordAnswer?> Passed(LedgerTransaction transaction, Account account, string? address, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, new(account.Id), stop) is not { } person) return null;
        var step = NextStep(account, person);
        var wanted = step switch { PasswordStep.Code => "输入动态口令", PasswordStep.NewPassword => "修改密码", PasswordStep.NewAuthenticator => "启用动态口令", _ => null };
        if (wanted is not null) transaction.Append(PersonId.Nobody, AuditKinds.PasswordPassed, e => (e.Subject, e.After, e.Reason) = (account.Id, new EventDetails(address).Write(), $"还须{wanted}"));
        return new(person.Id, step, null, account.SecurityStamp);
    }

    /// <summary>Checks a one-time code of somebody whose password was right.</summary>
    /// <returns>Null where it is right, else why not.</returns>
    public async Task<string?> CheckCode(PersonId person, string code, string? address, CancellationToken stop)
    {
        var (name, refused) = await ledger.Write<(string, string?)>(async transaction =>
        {
            var users = accounts.Over(transaction.Db);
            if (await users.FindByIdAsync(person.Value) is not { TwoFactorEnabled: true, UserName: { } known } account || await users.GetAuthenticatorKeyAsync(account) is not { } key) return (person.Value, WrongCode);
            if (Lockout.Refusal(account, transaction.Now) is { } locked) return (known, locked);
            if (OneTimeCode.StepOf(key, code, transaction.Now) is not { } step || step <= account.LastTimeStep) return (known, _lockout.Count(transaction, account, address, WrongCode));
            account.LastTimeStep = step;
            Lockout.Forget(account);
            return (known, null);
        }, stop);
        if (refused is not null) await note.SignInRefused(name, refused, address, stop);
        return refused;
    }

    /// <summary>Whether a way to a session may still be gone: the person may work, and nothing has ended what was begun under that stamp.</summary>
    public async Task<bool> MayGoOn(PersonId person, string stamp, CancellationToken stop)
    {
        await using var db = database.Open();
        return await people.FindNow(db, person, stop) is not null && await db.Accounts.AnyAsync(a => a.Id == person.Value && a.SecurityStamp == stamp, stop);
    }

    /// <summary>Whether the password is to be changed before anything else, and whether codes are needed; for pages between the steps.</summary>
    public async Task<PasswordStep> After(PersonId person, bool codePassed, CancellationToken stop)
    {
        await using var db = database.Open();
        if (await people.FindNow(db, person, stop) is not { } found || await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == person.Value, stop) is not { } account) return PasswordStep.Refused;
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
        var normalized = Normalized(name);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized, stop);
    }

    private static string Normalized(string name) => name.Normalize().ToUpperInvariant();
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
/// <param name="Stamp">The account's stamp: what the sign-in must show when its session begins. Null of a refusal.</param>
public sealed record PasswordAnswer(PersonId? Person, PasswordStep Step, string? Why, string? Stamp = null);
