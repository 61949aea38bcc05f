using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 批量导入: people from a pasted list. What it would do is shown first; then all rows without faults are written in one act, the others
/// left out. Where the people have changed in between, nothing is written and the new preview is shown instead.
/// </summary>
public sealed class AddPeople(PortalDatabase database, Ledger ledger, Accounts accounts, LivePeople live, LiveSessions sessions, LiveScoreboards boards, People people, AccessPolicy policy)
{
    /// <summary>What a list would do.</summary>
    public async Task<PeoplePreview> Preview(PersonId by, string text, string cycle, CancellationToken stop)
    {
        await using var db = database.Open();
        return await Plan(db, by, text, cycle, stop);
    }

    /// <summary>Does what was shown.</summary>
    /// <param name="text">The list again.</param>
    /// <param name="shown">The preview that was agreed to.</param>
    /// <param name="progress">Told how many first passwords are made: each takes a tenth of a second.</param>
    public async Task<PeopleAdded> Run(PersonId by, string text, string cycle, PeoplePreview shown, IProgress<int>? progress, CancellationToken stop)
    {
        if (!shown.CanRun) return new([], 0, 0, shown);
        var passwords = await Task.Run(() => Passwords(shown, progress, stop), stop);
        List<string> ended = [];
        var added = await ledger.Write<PeopleAdded>(async transaction =>
        {
            var now = await Plan(transaction.Db, by, text, cycle, stop);
            if (!now.People.SequenceEqual(shown.People) || !now.Faults.IsEmpty)
            {
                transaction.Abandon();
                return new([], 0, 0, now);
            }
            return await Write(transaction, by, now, passwords, ended, stop);
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        if (ended.Count > 0) sessions.End(ended);
        if (added.Instead is null) await live.Publish();
        return added;
    }

    private async Task<PeoplePreview> Plan(PortalDbContext db, PersonId by, string text, string cycle, CancellationToken stop)
    {
        if (await people.FindNow(db, by, stop) is not { } actor) return PeoplePreview.Refused(People.Gone);
        if (PermissionTable.Ask(actor, Permission.ManagePeople) is Denied denied) return PeoplePreview.Refused(denied.Why);
        if (boards.Find(cycle) is not { Cycle: var now }) return PeoplePreview.Refused($"没有考核年度“{cycle}”。");
        var list = PeopleList.Read(text);
        var everybody = await StoredPeople.Read(db, stop);
        var logins = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => new PersonId(a.Id), a => a.UserName!, stop);
        var plan = new PeoplePlan(actor, everybody, logins.ToImmutableDictionary(), now, policy);
        return new([.. list.People.Select(plan.Plan)], list.Ignored, list.Faults);
    }

    private Dictionary<int, (FirstPassword First, string Hash)> Passwords(PeoplePreview shown, IProgress<int>? progress, CancellationToken stop)
    {
        var made = new Dictionary<int, (FirstPassword, string)>();
        foreach (var planned in shown.People.Where(p => p.LoginName is not null))
        {
            stop.ThrowIfCancellationRequested();
            var password = accounts.FirstPassword();
            made[planned.Row] = (new(planned.Name, planned.LoginName!, password), accounts.Hash(password));
            progress?.Report(made.Count);
        }
        return made;
    }

    private async Task<PeopleAdded> Write(LedgerTransaction transaction, PersonId by, PeoplePreview plan, Dictionary<int, (FirstPassword First, string Hash)> passwords, List<string> ended, CancellationToken stop)
    {
        var batch = Guid.NewGuid();
        transaction.Append(by, AuditKinds.PeopleListed, e => (e.Batch, e.Reason) = (batch, $"新增{plan.Count(PlannedChange.New)}人，变更{plan.Count(PlannedChange.Changed)}人。"));
        foreach (var planned in plan.People.Where(p => p.Change is PlannedChange.New or PlannedChange.Changed))
        {
            var id = await Write(transaction, by, planned, batch, ended, stop);
            if (!passwords.TryGetValue(planned.Row, out var made)) continue;
            if (await GivePassword.Give(transaction, accounts, id, made.First.LoginName, made.Hash, mustChange: true) is { } taken) throw new InvalidOperationException(taken);
            transaction.Append(by, AuditKinds.PasswordGiven, e => (e.Subject, e.After, e.Batch) = (id.Value, new EventDetails(Login: made.First.LoginName).Write(), batch));
        }
        return new([.. passwords.OrderBy(p => p.Key).Select(p => p.Value.First)], plan.Count(PlannedChange.New), plan.Count(PlannedChange.Changed), null);
    }

    private static async Task<PersonId> Write(LedgerTransaction transaction, PersonId by, PlannedPerson planned, Guid batch, List<string> ended, CancellationToken stop)
    {
        var person = planned.After!;
        if (planned.Before is null) return SavePerson.Add(transaction, by, person with { Id = new("") }, batch).Id;
        var row = await transaction.Db.People.SingleAsync(p => p.Id == person.Id.Value, stop);
        if (person != planned.Before) ended.AddRange(await SavePerson.Change(transaction, by, row, person, AuditKinds.PersonChanged, "批量导入", batch, stop));
        return person.Id;
    }
}

/// <summary>What a pasted list would do.</summary>
/// <param name="Ignored">Headings that are no column of the portal's.</param>
/// <param name="Faults">Why nothing of it can be done; Chinese sentences.</param>
public sealed record PeoplePreview(ImmutableArray<PlannedPerson> People, ImmutableArray<string> Ignored, ImmutableArray<string> Faults)
{
    /// <summary>Whether there is anything to write.</summary>
    public bool CanRun => Faults.IsEmpty && Count(PlannedChange.New) + Count(PlannedChange.Changed) > 0;

    public int Count(PlannedChange change) => People.Count(p => p.Change == change);

    internal static PeoplePreview Refused(string why) => new([], [], [why]);
}

/// <summary>A first password: shown once and kept nowhere.</summary>
public sealed record FirstPassword(string Name, string LoginName, string Password);

/// <summary>What became of a list.</summary>
/// <param name="Passwords">Of the accounts that were made, in the list's order.</param>
/// <param name="Added">New people.</param>
/// <param name="Changed">Changed people.</param>
/// <param name="Instead">Nothing was written: what the list would do now. Null where it was written.</param>
public sealed record PeopleAdded(ImmutableArray<FirstPassword> Passwords, int Added, int Changed, PeoplePreview? Instead);
