using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What has to hold before a cycle moves on to a stage.</summary>
/// <param name="Text">As the page says it, with its numbers.</param>
/// <param name="IsMust">Without it the move is refused; the others are only told, and moving on in spite of them asks for a reason.</param>
public sealed record StageCondition(string Text, bool IsMet, bool IsMust);

/// <summary>The conditions of each move, one list a stage.</summary>
public static class StageConditions
{
    /// <summary>What has to hold to move on to that stage; nothing for going back.</summary>
    /// <param name="people">Everybody who may sign in.</param>
    /// <param name="now">UTC.</param>
    public static ImmutableArray<StageCondition> Of(Scoreboard board, IEnumerable<Person> people, Stage to, DateTime now)
    {
        if (to <= board.Cycle.Stage) return [];
        return to switch
        {
            Stage.SelfReport => ToSelfReport(board.Cycle, [.. people]),
            Stage.Review => [FilingIsOver(board.Cycle, now)],
            Stage.Feedback => [AllAssessed(board), AllDelivered(board), NothingUnconfirmed(board)],
            Stage.Final => [AllAssessed(board) with { IsMust = true }, NothingUnconfirmed(board) with { IsMust = true }, AllDescribed(board), AllAdjusted(board.Cycle), AllConfirmed(board.Cycle)],
            _ => [],
        };
    }

    private static ImmutableArray<StageCondition> ToSelfReport(Cycle cycle, ImmutableArray<Person> people)
    {
        var deadlines = cycle.Settings.Deadlines;
        var withoutDue = cycle.Assessors().Where(a => deadlines.Of(a.Name) is null).Select(a => a.Name).ToList();
        var withoutLiaison = cycle.Units.Where(u => !people.Any(p => p.Is(Role.Liaison) && p.BelongsTo(u.Code))).Select(u => u.Name).ToList();
        var withoutPerson = cycle.Scheme.Indicators
            .Where(i => i.Assessor is not Source.Office && !people.Any(p => p.Grants.Any(g => g.Role == RoleOf(i.Assessor) && g.Reaches(i.Code)))).Select(i => i.Code.Value).ToList();
        return
        [
            new(cycle.Units.IsEmpty ? "没有参评单位" : $"参评单位{cycle.Units.Length}家", !cycle.Units.IsEmpty, IsMust: true),
            new(cycle.Settings.Period is { } p ? $"考核期{p.From:yyyy-MM-dd}至{p.To:yyyy-MM-dd}" : "没有设定考核期", cycle.Settings.Period is not null, IsMust: true),
            new(deadlines.Filing is { } due ? $"自查填报截止时间{ChinaTime.Minute(due)}" : "没有设定自查填报截止时间", deadlines.Filing is not null, IsMust: true),
            new(withoutDue.Count == 0 ? "各专项评估单位和第三方机构都有截止时间" : $"没有截止时间的评估单位：{string.Join('、', withoutDue)}", withoutDue.Count == 0, IsMust: true),
            new(withoutLiaison.Count == 0 ? "每家单位都有联络员" : $"{withoutLiaison.Count}家单位没有联络员：{Some(withoutLiaison)}", withoutLiaison.Count == 0, IsMust: false),
            new(withoutPerson.Count == 0 ? "每项指标都有人评定" : $"没有经办人的指标：{string.Join('、', withoutPerson)}", withoutPerson.Count == 0, IsMust: false),
        ];
    }

    private static StageCondition FilingIsOver(Cycle cycle, DateTime now) => cycle.Settings.Deadlines.Filing is { } due && due > now
        ? new($"自查填报尚未截止（{ChinaTime.Minute(due)}）", IsMet: false, IsMust: false)
        : new("自查填报已截止", IsMet: true, IsMust: false);

    private static StageCondition AllAssessed(Scoreboard board)
    {
        var waiting = board.Scorecards.Sum(c => c.PendingCells);
        return new(waiting == 0 ? "全部指标已评" : $"尚有{waiting}处待评", waiting == 0, IsMust: false);
    }

    /// <summary>By the act of 报送: what is filled in alone is not delivered.</summary>
    private static StageCondition AllDelivered(Scoreboard board)
    {
        var waiting = Undelivered.Of(board).Select(u => u.Assessor.Name).ToList();
        return new(waiting.Count == 0 ? "各评估单位都已报送评估结果" : $"尚有{waiting.Count}家评估单位没有报送评估结果：{Some(waiting)}", waiting.Count == 0, IsMust: false);
    }

    private static StageCondition NothingUnconfirmed(Scoreboard board)
    {
        var open = Count(board, f => !f.Confirmed);
        return new(open == 0 ? "没有待确认的问题" : $"尚有{open}个问题待确认", open == 0, IsMust: false);
    }

    private static StageCondition AllDescribed(Scoreboard board)
    {
        var bare = Count(board, f => !f.IsDescribed);
        return new(bare == 0 ? "扣分问题都有说明" : $"尚有{bare}个问题待补充说明", bare == 0, IsMust: true);
    }

    private static StageCondition AllAdjusted(Cycle cycle)
    {
        var waiting = cycle.Settings.Adjustments.Count(a => a.Approval is null);
        return new(waiting == 0 ? "没有待批准的核定调整" : $"尚有{waiting}项核定调整待批准", waiting == 0, IsMust: true);
    }

    private static StageCondition AllConfirmed(Cycle cycle)
    {
        var open = cycle.Units.Sum(u => cycle.Scheme.Indicators.Count(i => u.Has(i) && cycle.Settings.LockOf(u.Code, i.Code) is null));
        return new(open == 0 ? "每处得分都已由考评组长确认" : $"尚有{open}处得分未经考评组长确认", open == 0, IsMust: false);
    }

    private static int Count(Scoreboard board, Func<Finding, bool> which) =>
        board.Scorecards.Sum(card => card.Cells.Sum(c => c.Counted?.Observation is Findings found ? found.List.Count(which) : 0));

    private static Role RoleOf(Source assessor) => assessor is Source.Bureau ? Role.Bureau : Role.ThirdParty;

    private static string Some(List<string> names) => names.Count <= 5 ? string.Join('、', names) : $"{string.Join('、', names.Take(5))}等";
}
