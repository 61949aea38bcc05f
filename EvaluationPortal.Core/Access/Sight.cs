using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// What one person may see of one unit's result: asked by the unit's page, the report card and every download, and nowhere
/// decided a second time. A unit's people see as much as the cycle's setting says (mission.md, "what liaisons see").
/// </summary>
/// <param name="Refusal">Why nothing at all may be seen; null where something may.</param>
/// <param name="Score">Points, sentences, findings and totals; without it only how many indicators are assessed.</param>
/// <param name="Rank">The unit's place.</param>
/// <param name="Names">Who assessed and who found.</param>
/// <param name="Others">The other units' results too.</param>
public sealed record Sight(Denied? Refusal, bool Score, bool Rank, bool Names, bool Others)
{
    /// <summary>Everything: reviewers, chief, leaders, administrators, and the operator at the command line.</summary>
    public static Sight Everything { get; } = new(null, Score: true, Rank: true, Names: true, Others: true);

    /// <summary>What the person may see of the unit in the cycle's present state.</summary>
    public static Sight Of(Person person, Cycle cycle, Unit unit)
    {
        if (PermissionTable.Ask(person, Permission.SeeAllScorecards, unit).IsGranted) return Everything;
        var view = cycle.Settings.LiaisonsSeeIn(cycle.Stage);
        var permit = PermissionTable.AskToSee(person, unit);
        if (permit is Denied denied && !(view is LiaisonView.All && person.Roles.Any(RoleRules.IsOfUnit))) return Nothing(denied);
        return new(null, view >= LiaisonView.OwnScore, view >= LiaisonView.OwnScoreAndRank, view >= LiaisonView.OwnScoreAndRank, view >= LiaisonView.All);
    }

    /// <summary>Whether a person may try other facts (测算): on the own unit, where its score may be seen, from 结果反馈与复核 on.</summary>
    public static Permit AskToTry(Person person, Cycle cycle, Unit unit)
    {
        if (PermissionTable.Ask(person, Permission.SeeOwnScorecard, unit) is Denied denied) return denied;
        if (StageTable.Ask(cycle, CycleCommand.TryFacts) is Denied notYet) return notYet;
        return Of(person, cycle, unit).Score ? Granted.Yes : new Denied($"当前阶段（{cycle.Stage.Text()}）只显示进度，得分开放后才能测算。");
    }

    private static Sight Nothing(Denied why) => new(why, Score: false, Rank: false, Names: false, Others: false);
}
