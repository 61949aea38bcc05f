using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// Who may do what with a unit's self-report as it stands: the stage, then the permission, then the state, then the clock. Pages and
/// the ledger's transaction ask the same.
/// </summary>
public static class FilingRules
{
    /// <summary>Whether a person sees what the unit is writing: only its own people do.</summary>
    public static bool SeesDrafts(Person person, Unit unit) => Held(person, unit, Permission.FileSelfReport, Permission.CheckSelfReport);

    /// <summary>Whether a person may see the unit's self-report: its own people all, the office what was filed.</summary>
    public static Permit AskToSee(Person person, Unit unit)
    {
        if (SeesDrafts(person, unit) || Held(person, unit, Permission.SeeSelfReports)) return Granted.Yes;
        var own = person.Roles.Any(RoleRules.IsOfUnit);
        return PermissionTable.Ask(person, own ? (person.Is(Role.Liaison) ? Permission.FileSelfReport : Permission.CheckSelfReport) : Permission.SeeSelfReports, unit);
    }

    /// <summary>Whether a person may read a spreadsheet into the unit's drafts; each field is asked besides, as if it were typed.</summary>
    public static Permit AskToReadIn(Person person, Cycle cycle, Unit unit) => Ask(person, cycle, unit, Permission.FileSelfReport);

    /// <summary>Whether a person may type into the indicator's fields. The clock does not stop that; it stops filing.</summary>
    public static Permit AskToType(Person person, Cycle cycle, Unit unit, Indicator indicator, SelfReport report)
    {
        if (Ask(person, cycle, unit, Permission.FileSelfReport) is Denied denied) return denied;
        if (!indicator.NeedsFiling) return new Denied($"{indicator.Code}无需填报。");
        if (!unit.Has(indicator)) return new Denied($"{indicator.Code}{unit.Score(indicator, null).Explanation}。");
        return report.IsOpen(indicator.Code) ? Granted.Yes : new Denied(report.State switch
        {
            FilingState.Checking => "自查表已送审，撤回或退回修改后才能改动。",
            FilingState.Filed => "自查表已报送，需要改动请联系区政府办公室退回补正。",
            _ => $"{indicator.Code}没有退回，只能改动退回补正的指标。",
        });
    }

    /// <summary>送审: by the liaison, where the cycle has self-reports checked.</summary>
    public static Permit AskToSend(Person person, Cycle cycle, Unit unit, SelfReport report, DateTime now) =>
        Ask(person, cycle, unit, Permission.FileSelfReport) is Denied denied ? denied
        : !cycle.Settings.LeaderChecks ? new Denied("本考核年度无需审核，请直接报送。")
        : In(report, FilingState.Drafting, FilingState.Returned) ?? Due(cycle, unit, report, now) ?? (Permit)Granted.Yes;

    /// <summary>撤回: by a liaison, until the 审核人 has filed it.</summary>
    public static Permit AskToTakeBack(Person person, Cycle cycle, Unit unit, SelfReport report) =>
        Ask(person, cycle, unit, Permission.FileSelfReport) is Denied denied ? denied : In(report, FilingState.Checking) ?? (Permit)Granted.Yes;

    /// <summary>退回修改: by the 审核人.</summary>
    public static Permit AskToSendBack(Person person, Cycle cycle, Unit unit, SelfReport report) =>
        Ask(person, cycle, unit, Permission.CheckSelfReport) is Denied denied ? denied : In(report, FilingState.Checking) ?? (Permit)Granted.Yes;

    /// <summary>报送: by the 审核人, who is not the one who sent it; without checking by the liaison himself.</summary>
    public static Permit AskToFile(Person person, Cycle cycle, Unit unit, SelfReport report, DateTime now)
    {
        var checks = cycle.Settings.LeaderChecks;
        if (Ask(person, cycle, unit, checks ? Permission.CheckSelfReport : Permission.FileSelfReport) is Denied denied) return denied;
        // Sent for checking before the cycle did without it: the liaison files that too.
        var state = checks ? In(report, FilingState.Checking) : In(report, FilingState.Drafting, FilingState.Returned, FilingState.Checking);
        if (state is not null) return state;
        return checks && report.By == person.Id ? new Denied("这份自查表是您自己送审的，须由另一位审核人审核报送。") : Due(cycle, unit, report, now) ?? (Permit)Granted.Yes;
    }

    /// <summary>退回补正 of one indicator: by the office, of what was filed.</summary>
    public static Permit AskToReturn(Person person, Cycle cycle, Unit unit, Indicator indicator, SelfReport report)
    {
        if (StageTable.Ask(cycle, CycleCommand.ReturnSelfReport) is Denied stage) return stage;
        if (PermissionTable.Ask(person, Permission.ReturnSelfReport, unit, indicator) is Denied denied) return denied;
        if (!indicator.NeedsFiling || !unit.Has(indicator)) return new Denied($"{indicator.Code}无需{unit.Name}填报。");
        return report.State is FilingState.Filed or FilingState.Returned ? Granted.Yes
            : new Denied(report.Number == 0 ? $"{unit.Name}还没有报送，无可退回。" : $"{unit.Name}正在送审补正的内容，报送后才能再退回。");
    }

    /// <summary>Days until it is due, the day itself being 0; negative once it is over, null where nothing is due.</summary>
    public static int? DaysLeft(Cycle cycle, Unit unit, DateTime now) =>
        cycle.Settings.Deadlines.Of(unit.Code) is not { } due ? null : due <= now ? -1 : ChinaTime.Day(due).DayNumber - ChinaTime.Day(now).DayNumber;

    private static Permit Ask(Person person, Cycle cycle, Unit unit, Permission permission) =>
        StageTable.Ask(cycle, CycleCommand.FileSelfReport) is Denied stage ? stage : PermissionTable.Ask(person, permission, unit);

    private static Denied? In(SelfReport report, params ReadOnlySpan<FilingState> states) =>
        states.Contains(report.State) ? null : new Denied($"自查表现在是“{report.State.Text()}”，不能这样办理。");

    /// <summary>What was returned may be filed again whenever it is ready.</summary>
    private static Denied? Due(Cycle cycle, Unit unit, SelfReport report, DateTime now) =>
        report.Returned.IsEmpty && cycle.Settings.Deadlines.Of(unit.Code) is { } due && due <= now
            ? new Denied($"自查填报已于{ChinaTime.Minute(due)}截止。需要报送请联系区政府办公室重新开放。")
            : null;

    private static bool Held(Person person, Unit unit, params ReadOnlySpan<Permission> permissions)
    {
        foreach (var permission in permissions)
        {
            if (PermissionTable.Ask(person, permission, unit).IsGranted) return true;
        }
        return false;
    }
}
