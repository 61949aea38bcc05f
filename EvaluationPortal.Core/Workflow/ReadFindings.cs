using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Reads the 问题清单 of one unit, or of all of them for the office.</summary>
public sealed class ReadFindings(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>The findings in the order of units, indicators and their cells; null for whoever may not see them.</summary>
    /// <param name="unit">Null for all units.</param>
    public async Task<ImmutableArray<ListedFinding>?> Run(PersonId by, string cycle, UnitCode? unit, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board || people.Find(by) is not { } person) return null;
        if (unit is { } code ? board.Cycle.Find(code) is not { } of || MendingRules.AskToSee(person, board.Cycle, of) is Denied : PermissionTable.Ask(person, Permission.SeeAllScorecards) is Denied) return null;
        await using var db = database.Open();
        var mendings = await StoredMendings.Read(db, cycle, unit, stop);
        return
        [
            .. from card in board.Scorecards
               where unit is null || card.Unit.Code == unit
               from cell in card.Cells
               from finding in ListedFinding.Of(card.Unit, cell, place => mendings.GetValueOrDefault(place, Mending.Untouched))
               select finding,
        ];
    }
}
