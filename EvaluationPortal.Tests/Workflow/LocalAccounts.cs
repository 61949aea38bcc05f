using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OtpNet;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The personas with local accounts over one test's records, and the use cases about them: one run of the server.</summary>
internal sealed class LocalAccounts
{
    public const string Password = "Wen-Jian.2022";
    public const string Address = "10.0.0.7";

    /// <summary>Hashing is slow on purpose: one for all tests.</summary>
    private static readonly Lazy<string> Hash = new(() => new Accounts(AccessPolicy.Default, NullLogger<UserManager<Account>>.Instance).Hash(Password));

    private readonly Records _records;

    private LocalAccounts(Records records, AccessPolicy policy)
    {
        (_records, Policy) = (records, policy);
        Accounts = new(policy, NullLogger<UserManager<Account>>.Instance);
        Live = new(records.Database, records.People, NullLogger<LivePeople>.Instance) { WithPersonas = true };
        Sessions = new(records.Database, policy, records.Clock);
        Begin = new(records.Ledger, Sessions, records.People, policy);
        End = new(records.Ledger, Sessions, records.People);
        Give = new(records.Database, records.Ledger, Accounts, Sessions, records.People);
        Change = new(records.Database, records.Ledger, Accounts, Sessions, records.People, policy);
        Set = new(records.Ledger, Accounts, records.People);
        Remove = new(records.Database, records.Ledger, Accounts, records.People, policy);
        Save = new(records.Ledger, Live, Sessions, records.Live, records.People, policy);
        Make = new(records.Ledger, Accounts, Live, records.People, policy);
        Check = new(records.Database, records.Ledger, Accounts, records.People, policy, new(records.Ledger, records.Clock), records.Clock);
    }

    public AccessPolicy Policy { get; }
    public Accounts Accounts { get; }
    public LivePeople Live { get; }
    public LiveSessions Sessions { get; }
    public BeginSession Begin { get; }
    public EndSessions End { get; }
    public GivePassword Give { get; }
    public ChangePassword Change { get; }
    public SetAuthenticator Set { get; }
    public RemoveAuthenticator Remove { get; }
    public SavePerson Save { get; }
    public MakeFirstAdministrator Make { get; }
    public SignInWithPassword Check { get; }

    /// <summary>The personas named have an account each: their id is the login name, <see cref="Password"/> the password.</summary>
    public static async Task<LocalAccounts> OfAsync(Records records, AccessPolicy? policy = null, params string[] persons)
    {
        var all = await AgainAsync(records, policy);
        await new AddPersonas(records.Ledger, all.Live).Run(Songjiang2022.Units, CancellationToken.None);
        foreach (var person in persons)
        {
            await records.Ledger.Write(async transaction => await GivePassword.Give(transaction, all.Accounts, new(person), person, Hash.Value, mustChange: false));
        }
        return all;
    }

    /// <summary>After a restart on the same records.</summary>
    public static async Task<LocalAccounts> AgainAsync(Records records, AccessPolicy? policy = null)
    {
        var all = new LocalAccounts(records, policy ?? AccessPolicy.Default);
        await all.Live.Load(CancellationToken.None);
        await all.Sessions.Load(CancellationToken.None);
        return all;
    }

    public Task<PasswordAnswer> SignInAsync(string login, string password = Password) => Check.Run(login, password, Address, CancellationToken.None);

    public async Task<Session> BeginAsync(string person, string browser = "Chromium") =>
        Assert.IsType<Session>(await Begin.Run(new(person), "password", null, Address, browser, CancellationToken.None));

    /// <summary>So many wrong passwords in a row; the last answer.</summary>
    public async Task<PasswordAnswer> WrongAsync(string login, int times)
    {
        PasswordAnswer? answer = null;
        for (var n = 0; n < times; n++) answer = await SignInAsync(login, "wrong");
        return answer!;
    }

    /// <summary>Sets an authenticator up for the person, with a code of the step before.</summary>
    /// <returns>The key.</returns>
    public async Task<string> WithAuthenticatorAsync(string person)
    {
        var key = SetAuthenticator.NewKey();
        Assert.Null(await Set.Run(new(person), key, Code(key, steps: -1), CancellationToken.None));
        return key;
    }

    /// <summary>The code that the app shows so many steps of 30 seconds from now.</summary>
    public string Code(string key, int steps = 0) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(_records.Clock.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

    public Task<string?> CodeAsync(string person, string code) => Check.CheckCode(new(person), code, Address, CancellationToken.None);

    public async Task<Account> AccountAsync(string person)
    {
        await using var db = _records.Database.Open();
        return await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == person);
    }

    public async Task<IReadOnlyList<SessionRow>> RowsAsync()
    {
        await using var db = _records.Database.Open();
        return await db.Sessions.AsNoTracking().OrderBy(s => s.BegunAt).ToListAsync();
    }

    public async Task DisableAsync(string person)
    {
        var seen = _records.People.FindAnybody(new(person))!;
        Assert.Empty((await Save.Run(new("security-administrator"), seen, seen with { IsDisabled = true }, Records.Cycle, CancellationToken.None)).Faults);
    }

    /// <summary>The trail's entries since the people were made.</summary>
    public async Task<IReadOnlyList<AuditEntry>> EventsAsync() =>
        [.. (await _records.TrailAsync()).Where(e => e.Kind is not (AuditKinds.CycleOpened or AuditKinds.PersonAdded))];
}
