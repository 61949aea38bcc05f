using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// People by their rows, as every use case that changes something asks for them within its transaction. Memory follows a commit within
/// milliseconds only: whoever waited for the ledger behind the commit that took a right away would still find it there.
/// </summary>
internal static class PeopleInForce
{
    /// <summary>The person with that id who may work now; null where nobody has it, or he is disabled.</summary>
    public static async Task<Person?> FindNow(this People people, PortalDbContext db, PersonId id, CancellationToken stop) =>
        await people.FindAnybodyNow(db, id, stop) is { IsDisabled: false } person ? person : null;

    /// <summary>The person with that id, disabled or not.</summary>
    public static async Task<Person?> FindAnybodyNow(this People people, PortalDbContext db, PersonId id, CancellationToken stop) =>
        people.IsAmong(id) ? await StoredPeople.ReadOne(db, id, stop) : null;

    /// <summary>Everybody, the disabled too.</summary>
    public static async Task<IReadOnlyList<Person>> EverybodyNow(this People people, PortalDbContext db, CancellationToken stop) =>
        [.. (await StoredPeople.Read(db, stop)).Where(p => people.IsAmong(p.Id))];

    /// <summary>Whether a person may change another's account and roles, both as they are now.</summary>
    public static async Task<Permit> AskToAdministerNow(this People people, PortalDbContext db, PersonId by, PersonId person, CancellationToken stop) =>
        await people.FindNow(db, by, stop) is not { } actor ? new Denied(People.Gone)
        : await people.FindAnybodyNow(db, person, stop) is not { } other ? new Denied("没有这位人员。")
        : RoleRules.AskToAdminister(actor, person, other.Roles);

    /// <summary>Personas keep their rows while the demonstration is off; memory knows whether they are people.</summary>
    private static bool IsAmong(this People people, PersonId id) => !Personas.Ids.Contains(id) || people.FindAnybody(id) is not null;
}
