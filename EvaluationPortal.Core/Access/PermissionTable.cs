using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// Who may do what: one table of roles and permissions, and the few rules that no table holds (own unit, own indicators).
/// Stages and locks of a cycle are asked elsewhere.
/// </summary>
public static class PermissionTable
{
    private static readonly ImmutableDictionary<Role, ImmutableHashSet<Permission>> Table = new Dictionary<Role, ImmutableHashSet<Permission>>
    {
        [Role.Reviewer] = [Permission.SeeBoard, Permission.SeeAllScorecards, Permission.ScoreOffice, Permission.DownloadReportCard, Permission.DownloadAllReportCards, Permission.DeliverEvidence, Permission.SeeEvidence, Permission.SeeSelfReports, Permission.WriteNotes, Permission.ReturnSelfReport, Permission.SeeDeliveries, Permission.ReturnDelivery, Permission.EnterForAssessor, Permission.CheckMending, Permission.KeepRecords, Permission.ImportFiles],
        [Role.Chief] = [Permission.SeeBoard, Permission.SeeAllScorecards, Permission.ConfirmResult, Permission.DownloadReportCard, Permission.DownloadAllReportCards, Permission.SeeEvidence, Permission.SeeSelfReports, Permission.WriteNotes, Permission.SeeDeliveries],
        [Role.Bureau] = [Permission.SeeBoard, Permission.ScoreBureau, Permission.DeliverEvidence, Permission.SeeEvidence, Permission.SeeDeliveries, Permission.DeliverResult, Permission.ImportFiles],
        [Role.ThirdParty] = [Permission.SeeBoard, Permission.ScoreThirdParty, Permission.DeliverEvidence, Permission.SeeEvidence, Permission.SeeDeliveries, Permission.DeliverResult, Permission.ImportFiles],
        [Role.Liaison] = [Permission.SeeOwnScorecard, Permission.DownloadReportCard, Permission.FileEvidence, Permission.SeeOwnEvidence, Permission.FileSelfReport, Permission.ReportMending],
        [Role.Leadership] = [Permission.SeeBoard, Permission.SeeAllScorecards, Permission.DownloadReportCard, Permission.DownloadAllReportCards],
        [Role.Administrator] = [Permission.SeeBoard, Permission.SeeAllScorecards, Permission.ManageCycle, Permission.ManagePeople, Permission.ReadAudit, Permission.DownloadReportCard, Permission.DownloadAllReportCards, Permission.DeliverEvidence, Permission.SeeEvidence, Permission.SeeSelfReports, Permission.WriteNotes, Permission.ReturnSelfReport, Permission.SeeDeliveries, Permission.ReturnDelivery, Permission.CheckMending, Permission.KeepRecords],
        [Role.SystemAdministrator] = [Permission.ManageInstallation],
        [Role.SecurityAdministrator] = [Permission.ManagePeople, Permission.ManageAccounts],
        [Role.SecurityAuditor] = [Permission.ReadAudit],
        [Role.UnitLeader] = [Permission.SeeOwnScorecard, Permission.DownloadReportCard, Permission.CheckSelfReport, Permission.SeeOwnEvidence],
    }.ToImmutableDictionary();

    /// <summary>The roles that hold a permission, in the order of <see cref="Role"/>.</summary>
    public static ImmutableArray<Role> RolesWith(Permission permission) => [.. Table.Where(row => row.Value.Contains(permission)).Select(row => row.Key).Order()];

    /// <summary>The permissions of a role.</summary>
    public static ImmutableHashSet<Permission> Of(Role role) => Table[role];

    /// <summary>Asks whether a person may do something, about a unit and an indicator where it is about one.</summary>
    /// <param name="unit">The unit it is about; null asks in general (may the page be shown at all?).</param>
    /// <param name="indicator">The indicator it is about; null asks in general.</param>
    public static Permit Ask(Person person, Permission permission, Unit? unit = null, Indicator? indicator = null)
    {
        var roles = person.Roles.Where(role => Table[role].Contains(permission)).ToImmutableArray();
        if (roles.IsEmpty)
        {
            var holders = string.Join('、', RolesWith(permission).Select(r => r.ChineseName()));
            return new Denied($"“{permission.ChineseName()}”需要的角色是{holders}，您的角色是{person.RoleNames}。");
        }

        return permission switch
        {
            Permission.ScoreOffice or Permission.ScoreBureau or Permission.ScoreThirdParty => AskScoring(person, permission, unit, indicator),
            Permission.SeeOwnScorecard => AskOwnUnit(person, unit),
            Permission.FileEvidence or Permission.SeeOwnEvidence => AskOwnUnit(person, unit, "查看本单位的佐证材料"),
            Permission.DownloadReportCard when roles.All(RoleRules.IsOfUnit) => AskOwnUnit(person, unit),
            Permission.FileSelfReport or Permission.CheckSelfReport => AskOwnUnit(person, unit, "办理本单位的自查填报"),
            Permission.ReturnSelfReport => AskWithin(person, permission, unit, indicator, "退回"),
            Permission.ReportMending => AskOwnUnit(person, unit, "报告本单位的整改"),
            Permission.CheckMending => AskWithin(person, permission, unit, indicator, "核对整改"),
            Permission.KeepRecords => AskWithin(person, permission, unit, indicator, "登记日常记录"),
            Permission.EnterForAssessor => AskWithin(person, permission, unit, indicator, "代录"),
            Permission.SeeBoard when indicator is not null && roles.All(RoleRules.DeliversOwnIndicators) && !GrantsOf(person, permission).Any(g => g.Reaches(indicator.Code)) =>
                new Denied($"{indicator.Code}不是您的指标，您只能查看{Codes(GrantsOf(person, permission))}。"),
            _ => Granted.Yes,
        };
    }

    /// <summary>Asks whether a person may see a unit's scorecard: as one of all, or as the own.</summary>
    public static Permit AskToSee(Person person, Unit unit)
    {
        var all = Ask(person, Permission.SeeAllScorecards, unit);
        return all.IsGranted || !person.Roles.Any(role => Table[role].Contains(Permission.SeeOwnScorecard)) ? all : Ask(person, Permission.SeeOwnScorecard, unit);
    }

    /// <summary>Asks whether a person may deliver the assessment of a unit and indicator as the source named.</summary>
    /// <param name="source">Must be the one that assesses the cell (<see cref="Cycle.AssessorOf"/>).</param>
    public static Permit AskToScore(Person person, Unit unit, Indicator indicator, Source source)
    {
        var assessor = Cycle.AssessorOf(unit, indicator);
        return source == assessor
            ? Ask(person, PermissionFor(assessor), unit, indicator)
            : new Denied($"{unit.Name}的{indicator.Code}由{AssessorName(unit, indicator)}评定。");
    }

    /// <summary>Asks whether a person may score a cell, as whoever assesses it.</summary>
    public static Permit AskToScore(Person person, Unit unit, Indicator indicator) => AskToScore(person, unit, indicator, Cycle.AssessorOf(unit, indicator));

    private static string AssessorName(Unit unit, Indicator indicator) =>
        Cycle.AssessorOf(unit, indicator) is Source.Office ? Cycle.Office : indicator.AssessorName;

    private static Permission PermissionFor(Source assessor) => assessor switch
    {
        Source.Bureau => Permission.ScoreBureau,
        Source.ThirdParty => Permission.ScoreThirdParty,
        _ => Permission.ScoreOffice,
    };

    private static Permit AskScoring(Person person, Permission permission, Unit? unit, Indicator? indicator)
    {
        if (unit is not null && person.BelongsTo(unit.Code))
        {
            return new Denied($"{unit.Name}是您的本单位。任何人不得评定本单位，该项由区政府办公室评定。");
        }

        if (indicator is null)
        {
            return Granted.Yes;
        }

        var assessor = unit is null ? indicator.Assessor : Cycle.AssessorOf(unit, indicator);
        if (PermissionFor(assessor) != permission)
        {
            return new Denied($"{indicator.Code}由{(unit is null ? indicator.AssessorName : AssessorName(unit, indicator))}评定。");
        }

        var grants = GrantsOf(person, permission).Where(g => g.Reaches(indicator.Code)).ToList();
        if (grants.Count == 0) return new Denied($"{indicator.Code}不是您的指标，您负责{Codes(GrantsOf(person, permission))}。");
        return unit is null || grants.Exists(g => g.Reaches(unit.Code)) ? Granted.Yes : new Denied($"{unit.Name}不在您负责的单位之内。");
    }

    private static Permit AskOwnUnit(Person person, Unit? unit, string what = "查看本单位的得分") =>
        unit is null || person.BelongsTo(unit.Code) ? Granted.Yes : new Denied($"您只能{what}，{unit.Name}不是您的单位。");

    /// <summary>As for scoring: never the own unit, and a reviewer with limits only within them.</summary>
    private static Permit AskWithin(Person person, Permission permission, Unit? unit, Indicator? indicator, string what) =>
        unit is not null && person.BelongsTo(unit.Code) ? new Denied($"{unit.Name}是您的本单位，不能由您{what}。")
        : GrantsOf(person, permission).Any(g => (indicator is null || g.Reaches(indicator.Code)) && (unit is null || g.Reaches(unit.Code))) ? Granted.Yes
        : new Denied("这项指标或这家单位不在您负责的范围之内。");

    private static IEnumerable<Grant> GrantsOf(Person person, Permission permission) => person.Grants.Where(g => Table[g.Role].Contains(permission));

    private static string Codes(IEnumerable<Grant> grants) => grants.SelectMany(g => g.Indicators).Distinct().Order().ToList() is { Count: > 0 } codes ? string.Join('、', codes) : "的指标尚未指定";
}
