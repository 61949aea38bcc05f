using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>取为问题: draws a 日常记录 into a cell as a confirmed finding, by whoever assesses the cell.</summary>
public sealed class DrawRecord(RecordAssessments record, ReadRecords records, LiveScoreboards live)
{
    /// <summary>What the finding says of where it is known from, where the record does not.</summary>
    public const string From = "日常记录";

    /// <summary>Draws it, beside the findings that stand.</summary>
    /// <param name="seen">Version of the assessor's assessment that the page showed; 0 for none.</param>
    public async Task<Permit> Run(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, Guid id, long seen, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { } board || board.Cycle.Find(unit) is not { } of || board.Cycle.Scheme.Find(indicator) is not { Rule.Form: FindingsForm } column)
        {
            return new Denied("这项指标不按问题扣分，不能取日常记录。");
        }
        if ((await records.Proposed(by, cycle, unit, stop)).FirstOrDefault(r => r.Id == id) is not { } drawn) return new Denied("这条日常记录已取用、已撤回或不在考核期内。");
        var source = Cycle.AssessorOf(of, column);
        var standing = board.Find(unit, indicator)!.From(source);
        if ((standing?.Version ?? 0) != seen) return new Denied("这一格刚被他人修改，请核对后再取。");
        if (standing?.Observation is DoesNotApply) return new Denied("这一格已认定为不涉及，不能取日常记录。");
        var list = (standing?.Observation as Findings)?.List ?? [];
        var finding = new Finding(list.Select(f => f.Id).DefaultIfEmpty().Max() + 1, drawn.What) { Where = drawn.Link, When = drawn.Day, FoundBy = drawn.From ?? From, Record = drawn.Id };
        var edit = new Edit(Guid.NewGuid(), unit, indicator, source, new Findings(list.Add(finding)), "取自日常记录", seen);
        return (await record.Run(by, cycle, [edit], stop: stop))[0] switch
        {
            Rejected rejected => new Denied(rejected.Why),
            Conflict => new Denied("这一格刚被他人修改，请核对后再取。"),
            _ => Granted.Yes,
        };
    }
}
