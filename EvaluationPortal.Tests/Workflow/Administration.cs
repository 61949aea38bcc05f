using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The use cases about people on one test's database, with the personas in it.</summary>
internal sealed class Administration : IDisposable
{
    public const string Cycle = Storage.Records.Cycle;
    public static readonly PersonId Business = new("administrator"), Security = new("security-administrator"), Liaison = new("liaison-yueyang");

    private Administration(Records records)
    {
        Records = records;
        LivePeople = new(records.Database, records.People, NullLogger<LivePeople>.Instance) { WithPersonas = true };
        Sessions = new(records.Database, Policy, records.Clock);
        Accounts = new(Policy, NullLogger<UserManager<Account>>.Instance);
        Save = new(records.Ledger, LivePeople, Sessions, records.Live, records.People, Policy);
        Give = new(records.Database, records.Ledger, Accounts, Sessions, records.People);
        Hand = new(records.Ledger, LivePeople, Sessions, records.Live, records.People, Policy);
        Add = new(records.Database, records.Ledger, Accounts, LivePeople, Sessions, records.Live, records.People, Policy);
        TakeBack = new(records.Database, records.Ledger, LivePeople, Sessions, records.Live, records.People, Policy);
        Read = new(records.Database, records.People);
        Begin = new(records.Ledger, Sessions, records.People, Policy);
    }

    public static AccessPolicy Policy => AccessPolicy.Default;
    public Records Records { get; }
    public LivePeople LivePeople { get; }
    public LiveSessions Sessions { get; }
    public Accounts Accounts { get; }
    public SavePerson Save { get; }
    public GivePassword Give { get; }
    public HandOver Hand { get; }
    public AddPeople Add { get; }
    public TakeBackPeople TakeBack { get; }
    public ReadAccounts Read { get; }
    public BeginSession Begin { get; }

    public static async Task<Administration> OfAsync(Records records)
    {
        var administration = new Administration(records);
        await new AddPersonas(records.Ledger, administration.LivePeople).Run(Songjiang2022.Units, CancellationToken.None);
        return administration;
    }

    /// <summary>The person as the rows have it.</summary>
    public async Task<Person?> StoredAsync(PersonId id)
    {
        await using var db = Records.Database.Open();
        return (await StoredPeople.Read(db, CancellationToken.None)).FirstOrDefault(p => p.Id == id);
    }

    public Person Known(PersonId id) => Records.People.FindAnybody(id)!;

    public Task<PersonSaved> SaveAsync(PersonId by, Person? seen, Person wanted) => Save.Run(by, seen, wanted, Cycle, CancellationToken.None);

    /// <summary>A new liaison of 泗泾镇.</summary>
    public static Person Newcomer(string name = "王芳") => new(new(""), name, "党政办公室", [new(Role.Liaison)], [new("sijing")]);

    public void Dispose()
    {
        LivePeople.Dispose();
        GC.SuppressFinalize(this);
    }
}
