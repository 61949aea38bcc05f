using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>总分为什么变动: a fold of the audit trail of one unit, so that the portal can always say why a total moved.</summary>
public sealed class ExplainTotal(PortalDatabase database, People people)
{
    /// <summary>Every recorded assessment and 核定调整 of the unit up to what the board shows, the newest first; the first one's total is the board's.</summary>
    /// <param name="board">The board that the reader has before them.</param>
    /// <returns>Empty where the person may not see the unit's score.</returns>
    public async Task<ImmutableArray<TotalStep>> Run(Person person, Scoreboard board, UnitCode unit, CancellationToken stop)
    {
        if (board.Find(unit) is not { } card || Sight.Of(person, board.Cycle, card.Unit) is not { Score: true } sight) return [];
        await using var db = database.Open();
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.Cycle == board.Cycle.Code && e.Unit == unit.Value && ((e.Kind == AuditKinds.Assessed && e.Source != Source.Self && e.Sequence <= card.Version)
                || (e.Kind == AuditKinds.AdjustmentApproved && e.Sequence <= board.Cycle.Version)))
            .OrderBy(e => e.Sequence)
            .ToListAsync(stop);
        var steps = TotalStep.Replay(board.Cycle, card.Unit, entries, sight.Names ? people.NameOf : _ => null);
        return [.. steps.Reverse()];
    }
}
