using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>
/// Who may do what with the delivery of a bureau or the third party as it stands: the stage, then the permission, then the state, then
/// the clock. Pages and the ledger's transaction ask the same.
/// </summary>
public static class DeliveryRules
{
    /// <summary>Whether the person delivers any of the assessor's indicators.</summary>
    public static bool WorksFor(Person person, Assessor assessor) => GrantsFor(person, assessor).Any(g => assessor.Indicators.Any(i => g.Reaches(i.Code)));

    /// <summary>Whether a person may see how the assessor's delivery stands: the office all, whoever delivers the own.</summary>
    public static Permit AskToSee(Person person, Assessor assessor) =>
        PermissionTable.Ask(person, Permission.SeeDeliveries) is Denied denied ? denied
        : WorksFor(person, assessor) || person.Grants.Any(g => !g.Role.DeliversOwnIndicators() && PermissionTable.Of(g.Role).Contains(Permission.SeeDeliveries)) ? Granted.Yes
        : new Denied($"您只能查看自己负责的评估结果，{assessor.Name}的不是。");

    /// <summary>报送: by whoever delivers all of its indicators, or by the office while it enters in the assessor's place.</summary>
    public static Permit AskToDeliver(Person person, Cycle cycle, Assessor assessor, DateTime now)
    {
        if (StageTable.Ask(cycle, CycleCommand.DeliverResult) is Denied stage) return stage;
        var delivery = cycle.DeliveryOf(assessor.Name);
        if (!(delivery.Entry is not null && MayEnterAll(person, assessor).IsGranted))
        {
            if (PermissionTable.Ask(person, Permission.DeliverResult) is Denied denied) return denied;
            if (!GrantsFor(person, assessor).Any(g => assessor.Indicators.All(i => g.Reaches(i.Code)))) return new Denied($"{assessor.Name}的评估结果由负责其全部指标的人报送。");
            if (IsOver(cycle, delivery, now)) return Over(cycle, assessor.Name);
        }
        return delivery.State is DeliveryState.Delivered ? new Denied($"{assessor.Name}的评估结果已经报送。") : Granted.Yes;
    }

    /// <summary>Whether delivering is the person's at all, now or later: whoever delivers for the assessor, or the office while it enters in its place.</summary>
    public static bool IsTheirs(Person person, Cycle cycle, Assessor assessor) =>
        WorksFor(person, assessor) || (cycle.DeliveryOf(assessor.Name).Entry is not null && MayEnterAll(person, assessor).IsGranted);

    /// <summary>退回: by the office, of what was delivered.</summary>
    public static Permit AskToReturn(Person person, Cycle cycle, Assessor assessor) =>
        StageTable.Ask(cycle, CycleCommand.ReturnDelivery) is Denied stage ? stage
        : PermissionTable.Ask(person, Permission.ReturnDelivery) is Denied denied ? denied
        : cycle.DeliveryOf(assessor.Name).State is DeliveryState.Delivered ? Granted.Yes : new Denied($"{assessor.Name}还没有报送，无可退回。");

    /// <summary>开始代录: by the office, while nothing is delivered.</summary>
    public static Permit AskToBeginEntry(Person person, Cycle cycle, Assessor assessor) =>
        AskToEnter(person, cycle, assessor) is Denied denied ? denied
        : cycle.DeliveryOf(assessor.Name) is { State: DeliveryState.Delivered } ? new Denied($"{assessor.Name}已经报送，请先退回。")
        : cycle.DeliveryOf(assessor.Name).Entry is null ? Granted.Yes : new Denied("已经在代录。");

    /// <summary>结束代录: by the office.</summary>
    public static Permit AskToEndEntry(Person person, Cycle cycle, Assessor assessor) =>
        AskToEnter(person, cycle, assessor) is Denied denied ? denied
        : cycle.DeliveryOf(assessor.Name).Entry is null ? new Denied("没有在代录。") : Granted.Yes;

    /// <summary>Whether the person enters the cell's score in its assessor's place, if nothing else forbids it; what it then says first. Null where not.</summary>
    public static string? EntryMark(Person person, Cycle cycle, Unit unit, Indicator indicator, Source source) =>
        source is Source.Bureau or Source.ThirdParty && source == Cycle.AssessorOf(unit, indicator)
        && !PermissionTable.AskToScore(person, unit, indicator, source).IsGranted
        && PermissionTable.Ask(person, Permission.EnterForAssessor, unit, indicator).IsGranted ? cycle.DeliveryOf(indicator.AssessorName).Entry?.Mark : null;

    /// <summary>Why nothing of the indicator can be changed as it was delivered, or its time is over; null where it can.</summary>
    /// <param name="byOffice">It is entered in the assessor's place: the deadline is not the office's.</param>
    public static Denied? Closed(Cycle cycle, Indicator indicator, bool byOffice, DateTime now)
    {
        var delivery = cycle.DeliveryOf(indicator.AssessorName);
        return delivery.State is DeliveryState.Delivered ? Stands(delivery)
            : !byOffice && IsOver(cycle, delivery, now) ? Over(cycle, indicator.AssessorName) : null;
    }

    /// <summary>Why no file may be added or removed there: it belongs to what was delivered; null where it may.</summary>
    public static Denied? Closed(Cycle cycle, EvidencePlace place) => place.Source is not (Source.Bureau or Source.ThirdParty) ? null
        : cycle.Deliveries.FirstOrDefault(d => d.State is DeliveryState.Delivered && cycle.FindAssessor(d.Assessor) is { } assessor
            && (place.Indicator is { } of ? of.AssessorName == d.Assessor : assessor.Source == place.Source)) is { } delivered ? Stands(delivered) : null;

    private static Permit AskToEnter(Person person, Cycle cycle, Assessor assessor) =>
        StageTable.Ask(cycle, CycleCommand.EnterForAssessor) is Denied stage ? stage
        : MayEnterAll(person, assessor);

    private static Permit MayEnterAll(Person person, Assessor assessor) =>
        assessor.Indicators.Select(i => PermissionTable.Ask(person, Permission.EnterForAssessor, null, i)).FirstOrDefault(p => !p.IsGranted) ?? Granted.Yes;

    /// <summary>What was given back may be put right whenever it is ready.</summary>
    private static bool IsOver(Cycle cycle, Delivery delivery, DateTime now) =>
        delivery.State is not DeliveryState.Returned && cycle.Settings.Deadlines.Of(delivery.Assessor) is { } due && due <= now;

    private static Denied Over(Cycle cycle, string assessor) =>
        new($"{assessor}的评估结果已于{ChinaTime.Minute(cycle.Settings.Deadlines.Of(assessor)!.Value)}截止报送，需要修改请区政府办公室重新开放。");

    private static Denied Stands(Delivery delivery) => new($"{delivery.Assessor}的评估结果已于{ChinaTime.Minute(delivery.At!.Value)}报送，需要修改请区政府办公室退回。");

    private static IEnumerable<Grant> GrantsFor(Person person, Assessor assessor) =>
        person.Grants.Where(g => g.Role == (assessor.Source is Source.Bureau ? Role.Bureau : Role.ThirdParty));
}
