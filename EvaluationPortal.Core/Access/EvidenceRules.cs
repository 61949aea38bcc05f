using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// Who may add and who may see a file of evidence (佐证材料), by the place it belongs to: its unit, its indicator and whose it is. Beside
/// the permissions: a unit's file is for its own people, the office and whoever assesses the indicator; nobody delivers about the own unit.
/// </summary>
public static class EvidenceRules
{
    /// <summary>Asks whether a person may add a file there, or remove one.</summary>
    public static Permit AskToAdd(Person person, EvidencePlace place)
    {
        if (place.About is EvidenceAbout.Record) return place.Unit is null ? new Denied("日常记录的附件须属于一个单位。") : PermissionTable.Ask(person, Permission.KeepRecords, place.Unit);
        if (place.About is EvidenceAbout.Mending) return place.Unit is null || place.Indicator is null ? new Denied("整改附件须属于一个单位的一项指标。") : PermissionTable.Ask(person, Permission.ReportMending, place.Unit, place.Indicator);
        if (place.Source is Source.Self)
        {
            return place.Unit is null ? new Denied("自查佐证材料须属于一个单位。") : PermissionTable.Ask(person, Permission.FileEvidence, place.Unit);
        }

        if (PermissionTable.Ask(person, Permission.DeliverEvidence, place.Unit) is Denied denied) return denied;
        if (place.Unit is { } unit && person.BelongsTo(unit.Code)) return new Denied($"{unit.Name}是您的本单位，评估材料由区政府办公室上传。");
        return GrantsOf(person, Permission.DeliverEvidence).Any(grant => IsOffice(grant) ? Reaches(grant, place) : Delivers(grant, place) && SourceOf(grant) == place.Source)
            ? Granted.Yes
            : new Denied("您只能上传自己负责的指标和单位的评估材料。");
    }

    /// <summary>Asks whether a person may see a file of that place.</summary>
    public static Permit AskToSee(Person person, Cycle cycle, EvidencePlace place)
    {
        // Noted by the office for itself: the unit sees what was made a finding, with that finding's own file.
        if (place.About is EvidenceAbout.Record) return PermissionTable.Ask(person, Permission.KeepRecords);
        var permit = PermissionTable.Ask(person, Permission.SeeEvidence, place.Unit);
        if (GrantsOf(person, Permission.SeeEvidence).Any(grant => IsOffice(grant) || SeesAsDeliverer(person, grant, place))) return Granted.Yes;
        if (place.Unit is not { } unit || !person.Roles.Any(role => PermissionTable.Of(role).Contains(Permission.SeeOwnEvidence)))
        {
            return permit is Denied ? permit : new Denied("您只能查看自己负责的指标的佐证材料。");
        }

        if (PermissionTable.Ask(person, Permission.SeeOwnEvidence, unit) is Denied denied) return denied;
        return place.Source is Source.Self || Sight.Of(person, cycle, unit).Score ? Granted.Yes : new Denied($"{cycle.Name}处于“{cycle.Stage.Text()}”阶段，评估材料尚未向单位开放。");
    }

    /// <summary>Whether the person sees a delivered file as one of the unit, who may not know the names of those who assess.</summary>
    public static bool HidesName(Person person, Cycle cycle, EvidencePlace place) =>
        place is { Source: not Source.Self, Unit: { } unit } && !GrantsOf(person, Permission.SeeEvidence).Any() && !Sight.Of(person, cycle, unit).Names;

    private static bool SeesAsDeliverer(Person person, Grant grant, EvidencePlace place) =>
        Delivers(grant, place) && (place.Unit is null || !person.BelongsTo(place.Unit.Code)) && (place.Indicator is not null || place.Source == SourceOf(grant));

    /// <summary>One's own indicator; a file about several is the one agency's only, as nobody could tell one bureau's from another's.</summary>
    private static bool Delivers(Grant grant, EvidencePlace place) => place.Indicator is not { } indicator
        ? grant.Role is Role.ThirdParty
        : grant.Reaches(indicator.Code) && (place.Unit is not { } unit || Cycle.AssessorOf(unit, indicator) == SourceOf(grant));

    private static bool Reaches(Grant grant, EvidencePlace place) =>
        (place.Indicator is null || grant.Reaches(place.Indicator.Code)) && (place.Unit is null || grant.Reaches(place.Unit.Code));

    private static bool IsOffice(Grant grant) => !grant.Role.DeliversOwnIndicators();

    private static Source SourceOf(Grant grant) => grant.Role is Role.ThirdParty ? Source.ThirdParty : Source.Bureau;

    private static IEnumerable<Grant> GrantsOf(Person person, Permission permission) => person.Grants.Where(g => PermissionTable.Of(g.Role).Contains(permission));
}

/// <summary>Where a file of evidence belongs.</summary>
/// <param name="Unit">Null: about several.</param>
/// <param name="Indicator">Null: about several.</param>
/// <param name="Source"><see cref="Source.Self"/> for a self-report's, else whoever delivers it.</param>
/// <param name="About">What it shows: of 整改 always the unit's own, of 日常记录 the office's.</param>
public sealed record EvidencePlace(Unit? Unit, Indicator? Indicator, Source Source, EvidenceAbout About = EvidenceAbout.Assessment)
{
    /// <summary>Why there is no such place; null where there is.</summary>
    public string? Fault => About switch
    {
        EvidenceAbout.Mending when Source is not Source.Self => "整改附件由单位上传。",
        EvidenceAbout.Record when Source is not Source.Office || Indicator is not null => "日常记录的附件由区政府办公室上传，不属于指标。",
        _ => Unreached,
    };

    private string? Unreached => Unit is { } unit && Indicator is { } indicator && !unit.Has(indicator) ? $"{indicator.Code}不涉及{unit.Name}。" : null;
}
