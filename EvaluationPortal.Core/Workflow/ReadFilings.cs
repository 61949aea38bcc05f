using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Where the self-reports of a cycle stand: all of them for the office, their own for a unit's people. What is in them is <see cref="ReadSelfReport"/>'s.</summary>
public sealed class ReadFilings(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>By unit; only of the units whose self-report the person may see, but of each of those.</summary>
    public async Task<ImmutableDictionary<UnitCode, SelfReport>> Run(PersonId by, string cycle, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { Cycle: var now } || people.Find(by) is not { } person) return ImmutableDictionary<UnitCode, SelfReport>.Empty;
        var seen = now.Units.Where(u => FilingRules.AskToSee(person, u).IsGranted).Select(u => u.Code).ToList();
        if (seen.Count == 0) return ImmutableDictionary<UnitCode, SelfReport>.Empty;
        await using var db = database.Open();
        var rows = await db.SelfReports.AsNoTracking().Where(r => r.Cycle == cycle).ToDictionaryAsync(r => new UnitCode(r.Unit), r => StoredSelfReports.Read(r.Standing, r.Version), stop);
        return seen.ToImmutableDictionary(unit => unit, unit => rows.GetValueOrDefault(unit, SelfReport.Untouched));
    }
}
