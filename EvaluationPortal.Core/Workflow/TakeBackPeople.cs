using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A list of people that was read in.</summary>
/// <param name="At">UTC.</param>
/// <param name="Sum">How many it made and changed.</param>
/// <param name="Since">Sequence number of its first entry.</param>
/// <param name="TakenBack">Who took it back, when (UTC), and what became of it; null where nobody did.</param>
public sealed record PeopleBatch(Guid Id, PersonId By, DateTime At, string Sum, long Since, (PersonId By, DateTime At, string Sum)? TakenBack);

/// <summary>
/// 撤回批量导入: nobody is ever deleted, so whom the list made is 停用 where he has never signed in, and whom it changed is as before. Who was
/// changed since stays as he is and is named. What the list wrote is on the trail; nothing else is kept of it.
/// </summary>
public sealed class TakeBackPeople(PortalDatabase database, Ledger ledger, LivePeople live, LiveSessions sessions, LiveScoreboards boards, People people, AccessPolicy policy)
{
    /// <summary>Most that are listed, the newest.</summary>
    public const int MostListed = 20;

    private const string Why = "撤回批量导入";

    /// <summary>Lists that were read in, the newest first; none for whoever manages no people.</summary>
    public async Task<ImmutableArray<PeopleBatch>> List(PersonId by, CancellationToken stop)
    {
        if (people.Find(by) is not { } person || PermissionTable.Ask(person, Permission.ManagePeople) is Denied) return [];
        await using var db = database.Open();
        var listed = await db.Audit.AsNoTracking().Where(e => e.Kind == AuditKinds.PeopleListed).OrderByDescending(e => e.Sequence).Take(MostListed).ToListAsync(stop);
        var ids = listed.Select(e => e.Batch).ToList();
        var back = await db.Audit.AsNoTracking().Where(e => e.Kind == AuditKinds.PeopleListTakenBack && ids.Contains(e.Batch)).ToListAsync(stop);
        return [.. listed.Select(e => new PeopleBatch(e.Batch!.Value, new(e.By), e.At, e.Reason!, e.Sequence, back.Find(b => b.Batch == e.Batch) is { } b ? (new PersonId(b.By), b.At, b.Reason!) : null))];
    }

    /// <summary>Takes one back.</summary>
    /// <param name="cycle">Whose units and indicators the roles are about.</param>
    public async Task<Permit> Run(PersonId by, Guid batch, string cycle, CancellationToken stop)
    {
        List<string> ended = [];
        var permit = await ledger.Write(async transaction =>
        {
            var answer = await Write(transaction, by, batch, cycle, ended, stop);
            if (!answer.IsGranted) transaction.Abandon();
            return answer;
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        if (!permit.IsGranted) return permit;
        if (ended.Count > 0) sessions.End(ended);
        await live.Publish();
        return permit;
    }

    private async Task<Permit> Write(LedgerTransaction transaction, PersonId by, Guid batch, string cycle, List<string> ended, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } actor) return new Denied(People.Gone);
        if (PermissionTable.Ask(actor, Permission.ManagePeople) is Denied denied) return denied;
        if (boards.Find(cycle) is not { Cycle: var now }) return new Denied($"没有考核年度“{cycle}”。");
        var written = await transaction.Db.Audit.AsNoTracking().Where(e => e.Batch == batch).OrderBy(e => e.Sequence).ToListAsync(stop);
        if (written is not [{ Kind: AuditKinds.PeopleListed, Sequence: var since }, ..]) return new Denied("没有这一次批量导入。");
        if (written.Exists(e => e.Kind == AuditKinds.PeopleListTakenBack)) return new Denied("这一次批量导入已经撤回。");
        var signedIn = await transaction.Db.Audit.AsNoTracking().Where(e => e.Kind == AuditKinds.SignedIn && e.Sequence > since).Select(e => e.By).Distinct().ToListAsync(stop);
        var everybody = (await StoredPeople.Read(transaction.Db, stop)).ToDictionary(p => p.Id);
        var (stopped, restored, kept) = (0, 0, new List<string>());
        foreach (var entry in written.Where(e => e.Kind is AuditKinds.PersonAdded or AuditKinds.PersonChanged))
        {
            var row = await transaction.Db.People.SingleAsync(p => p.Id == entry.Subject, stop);
            var standing = StoredPeople.Person(row);
            var wanted = entry.Kind == AuditKinds.PersonAdded ? standing with { IsDisabled = true } : StoredPeople.Find(row.Id, entry.Before);
            if (Refusal(actor, entry, row, standing, wanted, signedIn, everybody.Values, now) is { } why)
            {
                kept.Add($"{standing.Name}（{why.TrimEnd('。')}）");
                continue;
            }
            ended.AddRange(await SavePerson.Change(transaction, by, row, wanted!, AuditKinds.PersonChanged, Why, batch, stop));
            if (wanted!.IsDisabled) ended.AddRange(await EndSessions.EndRows(transaction, by, wanted.Id, "账户已停用", except: null, stop));
            everybody[wanted.Id] = wanted;
            if (entry.Kind == AuditKinds.PersonAdded) stopped++;
            else restored++;
        }
        transaction.Append(by, AuditKinds.PeopleListTakenBack, e => (e.Batch, e.Reason) = (batch, $"停用{stopped}人，恢复{restored}人{(kept.Count == 0 ? "。" : $"，{kept.Count}人保留：{string.Join('、', kept)}。")}"));
        return Granted.Yes;
    }

    /// <summary>Why the person stays as he is; null where he is put back.</summary>
    private string? Refusal(Person actor, AuditEntry entry, PersonRow row, Person standing, Person? wanted, List<string> signedIn, IEnumerable<Person> everybody, Cycle cycle)
    {
        if (row.Version != entry.Sequence) return "之后已变更";
        if (entry.Kind == AuditKinds.PersonAdded && signedIn.Contains(row.Id)) return "之后已登录";
        if (wanted is null) return "原有内容无法读取";
        if (RoleRules.AskToAdminister(actor, standing.Id, [.. standing.Roles, .. wanted.Roles]) is Denied denied) return denied.Why;
        return entry.Kind == AuditKinds.PersonChanged && PersonFaults.Of(wanted, everybody, cycle, policy) is [var fault, ..] ? fault : null;
    }
}
