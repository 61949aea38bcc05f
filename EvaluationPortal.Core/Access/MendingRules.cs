using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// Who may see a list of findings (问题清单) and who may do what with one as it stands: the stage, then the permission, then the state.
/// Pages and the ledger's transaction ask the same.
/// </summary>
public static class MendingRules
{
    /// <summary>Whether a person may see the unit's findings: its own people as far as the stage shows them their score, the office all.</summary>
    public static Permit AskToSee(Person person, Cycle cycle, Unit unit) => Sight.Of(person, cycle, unit) switch
    {
        { Refusal: { } refusal } => refusal,
        { Score: false } => new Denied($"{cycle.Name}处于“{cycle.Stage.Text()}”阶段，问题清单尚未向单位开放。"),
        _ => Granted.Yes,
    };

    /// <summary>设定整改期限, by the office.</summary>
    public static Permit AskToDate(Person person, Cycle cycle, ListedFinding finding) =>
        Ask(person, cycle, Permission.CheckMending, finding) is Denied denied ? denied
        : finding.Mending.State is MendingState.Closed ? new Denied("问题已销号，不再设定整改期限。") : Granted.Yes;

    /// <summary>报告整改, by the unit's liaison.</summary>
    public static Permit AskToReport(Person person, Cycle cycle, ListedFinding finding) =>
        AskToSee(person, cycle, finding.Unit) is Denied unseen ? unseen : Ask(person, cycle, Permission.ReportMending, finding) is Denied denied ? denied : In(finding, MendingState.Open);

    /// <summary>销号, by the office.</summary>
    public static Permit AskToClose(Person person, Cycle cycle, ListedFinding finding) =>
        Ask(person, cycle, Permission.CheckMending, finding) is Denied denied ? denied : In(finding, MendingState.Reported);

    /// <summary>退回整改, by the office; what was closed by mistake too.</summary>
    public static Permit AskToReopen(Person person, Cycle cycle, ListedFinding finding) =>
        Ask(person, cycle, Permission.CheckMending, finding) is Denied denied ? denied : In(finding, MendingState.Reported, MendingState.Closed);

    private static Permit Ask(Person person, Cycle cycle, Permission permission, ListedFinding finding) =>
        StageTable.Ask(cycle, CycleCommand.MendFindings) is Denied stage ? stage
        : PermissionTable.Ask(person, permission, finding.Unit, finding.Indicator) is Denied denied ? denied
        : finding.Fact.Confirmed ? Granted.Yes : new Denied("问题尚待确认，确认后再办理整改。");

    private static Permit In(ListedFinding finding, params ReadOnlySpan<MendingState> states) =>
        states.Contains(finding.Mending.State) ? Granted.Yes : new Denied($"问题现在是“{finding.Mending.State.Text()}”，不能这样办理。");
}
