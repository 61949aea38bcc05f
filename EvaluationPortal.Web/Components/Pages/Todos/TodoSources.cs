using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;

namespace EvaluationPortal.Web.Components.Pages.Todos;

/// <summary>Where the lines of 我的待办 come from: one function a kind of work, asked in this order. Whoever adds a kind adds a function to the list.</summary>
public static class TodoSources
{
    private static readonly ImmutableArray<Func<TodoFacts, IEnumerable<TodoLine>>> All = [Filing, Checking, Scoring, Rating, Delivering, Describing, Mending, CheckingMended, Confirming, Adjusting, Tables, Stages];

    /// <summary>Everything that waits for the person, what is due first before what is due later and what is not.</summary>
    public static ImmutableArray<TodoLine> Of(TodoFacts facts) => [.. All.SelectMany(source => source(facts)).OrderBy(line => line.Until ?? DateTime.MaxValue)];

    private static IEnumerable<TodoLine> Filing(TodoFacts facts) =>
        from own in facts.Own
        where PermissionTable.Ask(facts.Person, Permission.FileSelfReport, own.Unit).IsGranted && StageTable.Ask(facts.Cycle, CycleCommand.FileSelfReport).IsGranted
        let report = own.View.Report
        let wanting = own.View.Content!.Wanting(report)
        let text = report.State switch
        {
            FilingState.Drafting => $"填报自查表：已填好{own.View.Content!.Complete}项，共{own.View.Content.Filings.Length}项{(report.Reason is { } why ? $"，审核人退回修改：{why}" : "")}",
            FilingState.Returned => $"补正退回的{report.Returned.Select(r => r.Indicator).Distinct().Count()}项指标并重新报送",
            _ => null,
        }
        where text is not null
        select new TodoLine(Named(facts, own.Unit, text), Addresses.SelfReport(facts.Cycle.Code, own.Unit.Code), report.Returned.IsEmpty ? facts.Cycle.Settings.Deadlines.Of(own.Unit.Code) : null,
            report.State is FilingState.Returned ? string.Join('；', report.Returned.Select(r => $"{r.Indicator}：{r.Reason}"))
            : wanting.IsEmpty ? "都已填好，请送审或报送" : $"还缺{string.Join('、', wanting.Select(w => w.Indicator.Code))}");

    private static IEnumerable<TodoLine> Checking(TodoFacts facts) =>
        from own in facts.Own
        where own.View.Report.State is FilingState.Checking && FilingRules.AskToSendBack(facts.Person, facts.Cycle, own.Unit, own.View.Report).IsGranted
        select new TodoLine(Named(facts, own.Unit, "审核自查表，报送或退回修改"), Addresses.SelfReport(facts.Cycle.Code, own.Unit.Code), facts.Cycle.Settings.Deadlines.Of(own.Unit.Code));

    /// <summary>Cells that the person may score and nobody has, by when they are due. A deadline that has passed does not take them from the list: it has to be reopened.</summary>
    private static IEnumerable<TodoLine> Scoring(TodoFacts facts) =>
        from waiting in facts.Waiting.Where(c => c.Cell.Score is Pending or Refused && !IsRated(c)).GroupBy(c => DueOf(facts, c))
        let columns = Columns(waiting)
        select new TodoLine($"评分：{columns.Count}项指标还有{waiting.Count()}处待评", BoardOf(facts, "?mine=1&pending=1"), waiting.Key, string.Join('、', columns));

    /// <summary>多人评分: cells that wait for a rating of the person's own; those that only wait for the others are not among them.</summary>
    private static IEnumerable<TodoLine> Rating(TodoFacts facts) =>
        from waiting in facts.Waiting.Where(c => c.Cell.Score is Pending or Refused && IsRated(c) && RatingRules.RatingsOf(c.Cell.Counted).All(r => r.By != facts.Person.Id.Value)).GroupBy(c => DueOf(facts, c))
        let columns = Columns(waiting)
        select new TodoLine($"多人评分：{columns.Count}项指标还有{waiting.Count()}处等您评分", BoardOf(facts, "?mine=1&pending=1"), waiting.Key, string.Join('、', columns));

    private static IEnumerable<TodoLine> Delivering(TodoFacts facts) =>
        from assessor in facts.Cycle.Assessors()
        where DeliveryRules.WorksFor(facts.Person, assessor) && DeliveryRules.AskToDeliver(facts.Person, facts.Cycle, assessor, DateTime.MinValue).IsGranted
        let delivery = facts.Cycle.DeliveryOf(assessor.Name)
        let progress = DeliveryProgress.Of(facts.Board, assessor)
        select new TodoLine($"{(delivery.State is DeliveryState.Returned ? "补正并重新报送" : "报送")}{assessor.Name}的评估结果（已评{progress.Filled}处，共{progress.Total}处）", Addresses.Delivery(facts.Cycle.Code, assessor),
            facts.Cycle.Settings.Deadlines.Of(assessor.Name), delivery.Reason);

    private static IEnumerable<TodoLine> Describing(TodoFacts facts)
    {
        var open = facts.Waiting.Where(c => c.Cell.Counted?.Observation is Findings found && found.List.Any(f => !f.Confirmed || !f.IsDescribed)).Select(c => c.Cell).ToList();
        if (open.Count > 0) yield return new($"{open.Count}处的问题待确认或待补充说明", BoardOf(facts, "?mine=1"), Detail: string.Join('、', open.Select(c => c.Indicator.Code).Distinct()));
    }

    private static IEnumerable<TodoLine> Mending(TodoFacts facts) =>
        from open in facts.Findings.Where(f => f.Mending.State is MendingState.Open && MendingRules.AskToReport(facts.Person, facts.Cycle, f).IsGranted).GroupBy(f => (f.Unit, f.Mending.Due))
        select new TodoLine(Named(facts, open.Key.Unit, $"整改{open.Count()}个问题"), Addresses.Findings(facts.Cycle.Code, open.Key.Unit.Code),
            open.Key.Due is { } due ? ChinaTime.ToUtc(due.AddDays(1).ToDateTime(TimeOnly.MinValue)) : null, string.Join('、', open.Select(f => f.Indicator.Code).Distinct()));

    private static IEnumerable<TodoLine> CheckingMended(TodoFacts facts)
    {
        var mended = facts.Findings.Where(f => f.Mending.State is MendingState.Reported && MendingRules.AskToClose(facts.Person, facts.Cycle, f).IsGranted).ToList();
        if (mended.Count > 0) yield return new($"核对{mended.Count}个单位报告已整改的问题", Addresses.Findings(facts.Cycle.Code), Detail: string.Join('、', mended.Select(f => f.Unit.Name).Distinct()));
    }

    private static IEnumerable<TodoLine> Confirming(TodoFacts facts)
    {
        if (!ConfirmScores.Ask(facts.Person, facts.Cycle).IsGranted) yield break;
        var settings = facts.Cycle.Settings;
        var ready = facts.Cycle.Scheme.Indicators.Where((indicator, at) => facts.Board.Scorecards.All(card => card.Cells[at].Score is Awarded or NotApplicable)
            && facts.Cycle.Units.Any(u => settings.LockOf(u.Code, indicator.Code) is null)).Select(i => i.Code).ToList();
        if (ready.Count > 0) yield return new($"{ready.Count}项指标已全部评完，等待确认", BoardOf(facts), Detail: string.Join('、', ready));
    }

    private static IEnumerable<TodoLine> Adjusting(TodoFacts facts) =>
        from adjustment in facts.Cycle.Settings.Adjustments
        where adjustment.Approval is null && AdjustScore.AskToApprove(facts.Person, facts.Cycle, adjustment).IsGranted
        select new TodoLine($"批准核定调整：{facts.Cycle.Find(adjustment.Unit)?.Name}的{adjustment.Indicator}{adjustment.Text}", Addresses.Adjustments(facts.Cycle.Code), Detail: adjustment.Reason);

    private static IEnumerable<TodoLine> Tables(TodoFacts facts)
    {
        if (facts.Cycle.Settings.ProposedTable is { } proposed && CorrectTable.AskToConfirm(facts.Person, facts.Cycle).IsGranted)
        {
            yield return new("确认考核评估表的勘误", Addresses.Cycle(facts.Cycle.Code), Detail: proposed.Reason);
        }
    }

    private static IEnumerable<TodoLine> Stages(TodoFacts facts)
    {
        if (facts.Cycle.Stage is Stage.Published || facts.Cycle.Stage + 1 is var next && !MoveStage.Ask(facts.Person, facts.Cycle, next).IsGranted) yield break;
        var open = StageConditions.Of(facts.Board, facts.People, next, facts.Now).Where(c => !c.IsMet).ToList();
        yield return new(open.Count == 0 ? $"可以进入“{next.Text()}”阶段" : $"进入“{next.Text()}”阶段还有{open.Count}项条件未具备", Addresses.Cycle(facts.Cycle.Code),
            Detail: open.Count == 0 ? null : string.Join('；', open.Select(c => c.Text)));
    }

    private static bool IsRated((Unit Unit, Cell Cell) cell) => cell.Unit.Raters.ContainsKey(cell.Cell.Indicator.Code);

    private static DateTime? DueOf(TodoFacts facts, (Unit Unit, Cell Cell) cell) => facts.Cycle.Settings.Deadlines.Of(cell.Cell.Indicator.AssessorName);

    private static List<string> Columns(IEnumerable<(Unit Unit, Cell Cell)> cells) => [.. cells.CountBy(c => c.Cell.Indicator.Code).Select(g => $"{g.Key}（{g.Value}处）")];

    private static string Named(TodoFacts facts, Unit unit, string text) => facts.Own.Length > 1 ? $"{unit.Name}：{text}" : text;

    private static string BoardOf(TodoFacts facts, string query = "") => Addresses.Board(facts.Cycle.Code) + query;
}
