using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Whether a person may score a cell now: the stage of the cycle, then whether the indicator applies to the unit, then the permission
/// table, then whether its assessor has delivered, then the clock.
/// </summary>
public static class MayScore
{
    /// <summary>Asks for the source named; pages and the ledger's transaction ask the same.</summary>
    /// <param name="now">UTC.</param>
    public static Permit Ask(Person person, Cycle cycle, Unit unit, Indicator indicator, Source source, DateTime now)
    {
        if (StageTable.Ask(cycle, CycleCommand.Score) is Denied stage) return stage;
        if (!unit.Has(indicator)) return new Denied($"{indicator.Code}{unit.Score(indicator, null).Explanation}。");
        var permit = PermissionTable.AskToScore(person, unit, indicator, source);
        if (source is not (Source.Bureau or Source.ThirdParty)) return permit;
        var entersForIt = DeliveryRules.EntryMark(person, cycle, unit, indicator, source) is not null;
        return permit.IsGranted || entersForIt ? DeliveryRules.Closed(cycle, indicator, entersForIt, now) ?? (Permit)Granted.Yes : permit;
    }
}
