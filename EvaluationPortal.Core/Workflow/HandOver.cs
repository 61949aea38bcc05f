using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 交接: everything of one person goes to another in one act: roles with their limits, and units. The former keeps the name and nothing
/// else, is 停用 and signed out.
/// </summary>
public sealed class HandOver(Ledger ledger, LivePeople live, LiveSessions sessions, LiveScoreboards boards, People people, AccessPolicy policy)
{
    /// <summary>Most characters of a reason.</summary>
    public const int MostReason = 200;

    /// <summary>The successor with everything of the former: limits of a role both hold are united, and a reach without limit stays without.</summary>
    public static Person Successor(Person former, Person successor)
    {
        var together = successor.Grants.Concat(former.Grants).GroupBy(g => g.Role).Select(same => same.Aggregate((one, other) => one.With(other)));
        return successor with
        {
            Grants = [.. together.OrderBy(g => g.Role)],
            Units = [.. successor.Units.Union(former.Units)],
            Agency = successor.Agency ?? (former.Is(Role.ThirdParty) ? former.Agency : null),
        };
    }

    /// <summary>Why it cannot be done now; empty where it can. For the preview; asked again when it is done.</summary>
    public IReadOnlyList<string> Faults(PersonId by, Person former, Person successor, string cycle) => Faults(people.Find(by), former, successor, cycle, people.Everybody);

    /// <summary>Does it.</summary>
    /// <param name="former">As the page had it.</param>
    /// <param name="successor">As the page had it.</param>
    /// <param name="reason">Required; goes on the trail with the other's name.</param>
    /// <returns>The successor, or all faults.</returns>
    public async Task<PersonSaved> Run(PersonId by, Person former, Person successor, string reason, string cycle, CancellationToken stop)
    {
        var why = TextGate.Clean(reason);
        if (why.Length == 0) return new(null, ["请填写交接原因。"]);
        if (why.Length > MostReason) return new(null, [$"交接原因最多{MostReason}个字，现在有{why.Length}个。"]);
        var (saved, ended) = await ledger.Write<(PersonSaved, List<string>)>(async transaction =>
        {
            var stored = await StoredPeople.Read(transaction.Db, stop);
            if (Faults(await people.FindNow(transaction.Db, by, stop), former, successor, cycle, stored) is { Count: > 0 } faults)
            {
                transaction.Abandon();
                return (new(null, faults), []);
            }
            var batch = Guid.NewGuid();
            var cleared = await Change(transaction, by, Successor(former, successor), $"接替{former.Name}：{why}", batch, stop);
            await Change(transaction, by, former with { Grants = [], Units = [], IsDisabled = true }, $"交接给{successor.Name}：{why}", batch, stop);
            return (new(successor.Id, []), [.. cleared, .. await EndSessions.EndRows(transaction, by, former.Id, "工作已交接，账户已停用", except: null, stop)]);
        }, stop).ConfigureAwait(false); // What follows the commit does not wait for the page.
        if (saved.Person is null) return saved;
        // First, so that a page is told that its session has ended, not that its person has changed.
        if (ended.Count > 0) sessions.End(ended);
        await live.Publish();
        return saved;
    }

    private static async Task<List<string>> Change(LedgerTransaction transaction, PersonId by, Person person, string reason, Guid batch, CancellationToken stop)
    {
        var row = await transaction.Db.People.SingleAsync(p => p.Id == person.Id.Value, stop);
        return await SavePerson.Change(transaction, by, row, person, AuditKinds.HandedOver, reason, batch, stop);
    }

    private IReadOnlyList<string> Faults(Person? actor, Person former, Person successor, string cycle, IReadOnlyList<Person> stored)
    {
        if (actor is null) return [People.Gone];
        if (boards.Find(cycle) is not { Cycle: var now }) return [$"没有考核年度“{cycle}”。"];
        if (former.Id == successor.Id) return ["不能交接给本人，请选择另一位人员。"];
        foreach (var (person, roles) in ((Person, IEnumerable<Role>)[])[(former, former.Roles), (successor, [.. successor.Roles, .. former.Roles])])
        {
            if (RoleRules.AskToAdminister(actor, person.Id, roles) is Denied denied) return [denied.Why];
            if (stored.FirstOrDefault(p => p.Id == person.Id) != person) return [$"{person.Name}刚才已被他人修改，请重新打开后再交接。"];
        }
        if (former.Grants.IsEmpty) return [$"{former.Name}没有可交接的角色。"];
        if (successor.Grants.FirstOrDefault(mine => former.Grants.Any(g => g.Role == mine.Role && !g.JoinsExactly(mine))) is { } limited)
        {
            return [$"两人作为{limited.Role.ChineseName()}所限定的指标和单位不同，合并后会超出两人各自的范围。请先修改{successor.Name}的限定，使其包含所接替的部分。"];
        }
        return successor.IsDisabled ? [$"{successor.Name}已停用，不能接替。"] : PersonFaults.Of(Successor(former, successor), Without(stored, former), now, policy);
    }

    private static ImmutableArray<Person> Without(IEnumerable<Person> people, Person one) => [.. people.Where(p => p.Id != one.Id)];
}
