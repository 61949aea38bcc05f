using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Whether a person may score a cell now: the stage of the cycle, then whether the table applies it to the unit, then the permission table.</summary>
public static class MayScore
{
    /// <summary>Asks for the source named; pages and the ledger's transaction ask the same.</summary>
    public static Permit Ask(Person person, Cycle cycle, Unit unit, Indicator indicator, Source source) => cycle.Stage switch
    {
        Stage.Setup => new Denied($"{cycle.Name}处于“{cycle.Stage.Text()}”阶段，自查填报开始后才能评分。"),
        >= Stage.Final => new Denied($"{cycle.Name}已进入“{cycle.Stage.Text()}”阶段，得分已固定，不能再修改。"),
        _ when !indicator.AppliesToKind(unit.Kind) => new Denied($"{indicator.Code}{indicator.Score(unit.Kind, null).Explanation}。"),
        _ => PermissionTable.AskToScore(person, unit, indicator, source),
    };
}
