using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Whether a person may score a cell now: the stage of the cycle, then whether the indicator applies to the unit, then the permission
/// table, then whether the chief has confirmed or adjusted it, then whether its assessor has delivered, then the clock.
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
        var entersForIt = source is Source.Bureau or Source.ThirdParty && DeliveryRules.EntryMark(person, cycle, unit, indicator, source) is not null;
        if (!permit.IsGranted && !entersForIt) return permit;
        if (cycle.Settings.LockOf(unit.Code, indicator.Code) is { } confirmed) return new Denied($"{confirmed.TextIn(cycle)}，需要修改请考评组长解锁。");
        if (unit.Adjustments.ContainsKey(indicator.Code)) return new Denied($"{unit.Name}的{indicator.Code}已核定调整，需要改动请考评组长先撤销调整。");
        return source is Source.Bureau or Source.ThirdParty ? DeliveryRules.Closed(cycle, indicator, entersForIt, now) ?? (Permit)Granted.Yes : Granted.Yes;
    }
}
