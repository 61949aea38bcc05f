using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>An administrator adds a person, or changes name, roles, units or state (停用) of one. Open pages follow at once.</summary>
public sealed class SavePerson(Ledger ledger, LivePeople live, LiveSessions sessions, LiveScoreboards boards, People people, AccessPolicy policy)
{
    /// <summary>Saves it.</summary>
    /// <param name="seen">The person as the page had it; null for a new one, whose id is then given here.</param>
    /// <param name="wanted">As it is to be.</param>
    /// <param name="cycle">The cycle whose units and indicators the roles are about.</param>
    public async Task<PersonSaved> Run(PersonId by, Person? seen, Person wanted, string cycle, CancellationToken stop)
    {
        var clean = PersonFaults.Clean(wanted);
        var (saved, ended) = await ledger.Write<(PersonSaved, List<string>)>(async transaction =>
        {
            if (await Refusal(transaction, by, seen, clean, cycle, stop) is { } refused)
            {
                transaction.Abandon();
                return (refused, []);
            }
            if (seen is null) return (new(Add(transaction, by, clean).Id, []), []);
            var row = await transaction.Db.People.SingleAsync(p => p.Id == seen.Id.Value, stop);
            if (row.Person == StoredPeople.Write(clean)) return (new(clean.Id, []), []);
            var cleared = await Change(transaction, by, row, clean, AuditKinds.PersonChanged, null, null, stop);
            return (new(clean.Id, []), clean.IsDisabled ? [.. cleared, .. await EndSessions.EndRows(transaction, by, clean.Id, "账户已停用", except: null, stop)] : cleared);
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        if (saved.Person is null) return saved;
        // First, so that a page is told that its session has ended, not that its person has changed.
        if (ended.Count > 0) sessions.End(ended);
        await live.Publish();
        return saved;
    }

    /// <summary>Writes a new person's row and entry; the id is made from the entry's number, so that none is ever used again.</summary>
    /// <param name="batch">Shared by everything done in one act; null where this is all of it.</param>
    internal static Person Add(LedgerTransaction transaction, PersonId by, Person person, Guid? batch = null)
    {
        var text = StoredPeople.Write(person);
        PersonId? id = person.Id.Value is { Length: > 0 } ? person.Id : null;
        var since = transaction.Append(by, AuditKinds.PersonAdded, e => (e.Subject, e.After, e.Batch) = (id?.Value ?? $"p{e.Sequence}", text, batch));
        var added = person with { Id = id ?? new($"p{since}") };
        transaction.Db.People.Add(new() { Id = added.Id.Value, Name = added.Name, Person = text, Since = since, Version = since });
        return added;
    }

    /// <summary>Writes a changed person's row and entry; of one who becomes an administrator, what opened the account until now is cleared.</summary>
    /// <param name="batch">Shared by everything done in one act; null where this is all of it.</param>
    /// <returns>The sessions that ended; the caller tells <see cref="LiveSessions"/> after the commit.</returns>
    internal static async Task<List<string>> Change(LedgerTransaction transaction, PersonId by, PersonRow row, Person person, string kind, string? reason, Guid? batch, CancellationToken stop)
    {
        var isRaised = RoleRules.GainsAdministration(StoredPeople.Person(row).Roles, person.Roles);
        var (before, after) = (row.Person, StoredPeople.Write(person));
        row.Version = transaction.Append(by, kind, e => (e.Subject, e.Before, e.After, e.Reason, e.Batch) = (person.Id.Value, before, after, reason, batch));
        (row.Name, row.Person) = (person.Name, after);
        return isRaised ? await ClearSignIn.Within(transaction, by, person.Id, stop) : [];
    }

    /// <summary>The refusal with all faults; null where it may be saved.</summary>
    private async Task<PersonSaved?> Refusal(LedgerTransaction transaction, PersonId by, Person? seen, Person wanted, string cycle, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } actor) return new(null, [People.Gone]);
        if (boards.Find(cycle) is not { Cycle: var now }) return new(null, [$"没有考核年度“{cycle}”。"]);
        var everybody = await StoredPeople.Read(transaction.Db, stop);
        var stored = seen is null ? null : everybody.FirstOrDefault(p => p.Id == seen.Id);
        if (RoleRules.AskToAdminister(actor, seen?.Id ?? new(""), [.. stored?.Roles ?? [], .. wanted.Roles]) is Denied denied) return new(null, [denied.Why]);
        if (seen is not null && stored != seen) return new(null, ["这位人员刚才已被他人修改，您填写的内容没有保存。"], stored);
        var faults = PersonFaults.Of(wanted with { Id = seen?.Id ?? new("") }, everybody, now, policy);
        return faults.Count == 0 ? null : new(null, faults);
    }
}

/// <param name="Person">Whom it is about; null where it was refused.</param>
/// <param name="Faults">Chinese sentences; empty where it was saved.</param>
/// <param name="Theirs">The person as somebody else saved it meanwhile; null where nobody did.</param>
public sealed record PersonSaved(PersonId? Person, IReadOnlyList<string> Faults, Person? Theirs = null);
