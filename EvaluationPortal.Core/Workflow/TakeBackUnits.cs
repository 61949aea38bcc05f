using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A list of units that was saved.</summary>
/// <param name="At">UTC.</param>
public sealed record UnitsBatch(Guid Id, PersonId By, DateTime At, ImmutableArray<Unit> Before, ImmutableArray<Unit> After)
{
    /// <summary>The units as they would be with it taken back; and those that were changed since, which stay as they are.</summary>
    internal (ImmutableArray<Unit> Units, ImmutableArray<Unit> Kept) Undone(ImmutableArray<Unit> standing)
    {
        var (was, became, stands) = (Before.ToDictionary(u => u.Code), After.ToDictionary(u => u.Code), standing.ToDictionary(u => u.Code));
        var kept = ImmutableArray.CreateBuilder<Unit>();
        foreach (var code in was.Keys.Union(became.Keys))
        {
            var (then, now, next) = (was.GetValueOrDefault(code), stands.GetValueOrDefault(code), became.GetValueOrDefault(code));
            if (IsSame(then, next)) continue;
            if (!IsSame(now, next)) kept.Add(now ?? next ?? then!);
            else if (then is null) stands.Remove(code);
            else stands[code] = then;
        }
        // Where nobody sorted them since, they are sorted as before.
        var sorted = standing.Select(u => u.Code).SequenceEqual(After.Select(u => u.Code)) ? Before.Select(u => u.Code) : standing.Select(u => u.Code);
        var order = sorted.Concat(standing.Select(u => u.Code)).Concat(Before.Select(u => u.Code)).Distinct();
        return ([.. order.Where(stands.ContainsKey).Select(code => stands[code])], kept.ToImmutable());
    }

    private static bool IsSame(Unit? one, Unit? other) =>
        (one is null) == (other is null) && (one is null || (one.Name == other!.Name && one.Kind == other.Kind && one.RankingGroup == other.RankingGroup && one.ShortNames.SequenceEqual(other.ShortNames) && one.Predecessors.SequenceEqual(other.Predecessors)));
}

/// <summary>撤回 of a list of units: each unit as it was, where nobody changed it since; while the stage allows it, and none of those it takes out has scores.</summary>
public sealed class TakeBackUnits(PortalDatabase database, CycleChange cycles, LiveScoreboards live, People people)
{
    /// <summary>The list saved last that nobody took back; null where there is none, or the person may not change units.</summary>
    public async Task<UnitsBatch?> Last(PersonId by, string cycle, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || PermissionTable.Ask(person, Permission.ManageCycle) is Denied) return null;
        await using var db = database.Open();
        return (await Saved(db, cycle, stop)).LastOrDefault();
    }

    /// <summary>Takes it back.</summary>
    /// <param name="seen">The cycle's version that the page showed.</param>
    /// <returns>Where it was granted, what became of it in a Chinese sentence.</returns>
    public async Task<(Permit Permit, string? Outcome)> Run(PersonId by, string cycle, Guid batch, long seen, CancellationToken stop = default)
    {
        ImmutableArray<Unit> units = [], kept = [];
        var permit = await cycles.Run(by, cycle, seen, async (transaction, person, now) =>
        {
            if (ChangeUnits.Ask(person, now) is Denied denied) return denied;
            if ((await Saved(transaction.Db, cycle, stop)).Find(b => b.Id == batch) is not { } saved) return new Denied("没有这一次名单改动，或已经撤回。");
            (units, kept) = saved.Undone(now.Units);
            units = [.. units.Select((u, at) => u with { Order = at + 1 })];
            if (UnitsList.Write(units) == UnitsList.Write(now.Units)) return new Denied(kept.IsEmpty ? "没有可撤回的：名单已与那次保存之前相同。" : $"没有可撤回的：{Names(kept)}之后又有改动。");
            return await ChangeUnits.Judge(live, transaction.Db, person, now, units, stop);
        }, (transaction, _) => transaction.ChangeCycle(by, cycle, _ => { }, entry => (entry.Batch, entry.Reason) = (batch, Told(kept)), stop, OpenCycle.UnitRows(cycle, units)), stop);
        return (permit, permit.IsGranted ? Told(kept) : null);
    }

    private static string Told(ImmutableArray<Unit> kept) => kept.IsEmpty ? "撤回参评单位名单的改动。" : $"撤回参评单位名单的改动；{Names(kept)}之后又有改动，保留。";

    private static string Names(ImmutableArray<Unit> units) => string.Join('、', units.Select(u => u.Name));

    /// <summary>Lists that were saved and not taken back, in the order they were: taking one back has an entry of the same batch.</summary>
    private static async Task<List<UnitsBatch>> Saved(PortalDbContext db, string cycle, CancellationToken stop) =>
        [.. (await db.Audit.AsNoTracking().Where(e => e.Cycle == cycle && e.Kind == AuditKinds.CycleChanged && e.Batch != null).OrderBy(e => e.Sequence).ToListAsync(stop))
            .GroupBy(e => e.Batch!.Value).Where(same => same.Count() == 1).Select(same => same.Single())
            .Select(e => new UnitsBatch(e.Batch!.Value, new(e.By), e.At, StoredJson.ReadUnits(e.Before!), StoredJson.ReadUnits(e.After!)))];
}
