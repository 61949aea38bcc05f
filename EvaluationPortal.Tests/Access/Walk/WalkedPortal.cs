using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>
/// A running portal in which somebody of every role has an account, and somebody who had every role at once was signed out for
/// good: 停用.
/// </summary>
public sealed class WalkedPortal : IAsyncLifetime
{
    public const string Cycle = "2022";
    public const string Password = "Wen-Jian.2022";

    /// <summary>Whose account is looked at by others.</summary>
    public static readonly PersonId Bystander = new("reviewer-2");

    /// <summary>Confirms what others are to unlock.</summary>
    public static readonly PersonId Chief = new("chief");

    private static readonly PersonId Security = new("security-administrator");

    private readonly Dictionary<Role, Person> _somebody = [];
    private int _number;

    public Portal Portal { get; } = new();

    public IServiceProvider Services => Portal.Services;

    public Scoreboard Board => Use<LiveScoreboards>().Of(Cycle);

    /// <summary>Had every role, and an account, until just now.</summary>
    public PersonId Stranger { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        Stranger = (await SomebodyOfEveryRoleAsync()).Id;
        var hash = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new(), Password);
        var persons = PermissionsDocument.Columns.Select(WhoIsOver).Append(Bystander).ToList();
        await Use<Ledger>().Write(async transaction =>
        {
            foreach (var person in persons) await GivePassword.Give(transaction, Use<Accounts>(), person, person.Value, hash, mustChange: false);
            return true;
        });
        await DisableAsync(Stranger);
        await CycleAttempts.AdoptAsync(this);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    public T Use<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Who stands for a column of the document.</summary>
    public PersonId WhoIsOver(string column) =>
        column == PermissionsDocument.Stranger ? Stranger : Use<People>().All.First(p => p.RoleNames == column && Personas.Ids.Contains(p.Id)).Id;

    /// <summary>Not used yet, for names that must differ.</summary>
    public string New(string what) => $"{what}{Interlocked.Increment(ref _number)}";

    /// <summary>Somebody with that one role, whom nothing has changed; always the same one until something does.</summary>
    public async Task<Person> SomebodyAsync(Role role = Role.Chief) =>
        _somebody.TryGetValue(role, out var known) && Use<People>().Find(known.Id) == known ? known : _somebody[role] = await AddAsync(new(new(""), New("某人"), "", [new(role)], []));

    /// <summary>Somebody new with all roles.</summary>
    public Task<Person> SomebodyOfEveryRoleAsync() => AddAsync(new(
        new(""), New("某人"), "",
        [.. Enum.GetValues<Role>().Select(role => new Grant(role, role switch { Role.Bureau => [new("2.4")], Role.ThirdParty => [new("1.3")], _ => [] }, []))],
        [new("yueyang")], Agency: "示例评估咨询中心"));

    public async Task DisableAsync(PersonId person)
    {
        var seen = Use<People>().FindAnybody(person)!;
        Saved(await Use<SavePerson>().Run(Security, seen, seen with { IsDisabled = true }, Cycle, CancellationToken.None));
    }

    /// <summary>A new session of the person; null where the person may not work.</summary>
    public Task<Session?> BeginAsync(PersonId person) => Use<BeginSession>().Run(person, "persona", null, null, null, CancellationToken.None);

    private async Task<Person> AddAsync(Person person) =>
        Use<People>().Find(Saved(await Use<SavePerson>().Run(Security, null, person, Cycle, CancellationToken.None)))!;

    private static PersonId Saved(PersonSaved saved) => saved.Person ?? throw new InvalidOperationException(string.Concat(saved.Faults));
}
