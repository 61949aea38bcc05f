using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>问题清单 of one unit or of all, holding what its reader sees on the page.</summary>
public static class FindingsSheet
{
    private static readonly (string Head, double Width)[] Columns =
        [("单位", 22), ("指标", 20), ("问题", 44), ("网址或位置", 34), ("发现日期", 12), ("来源", 20), ("整改期限", 12), ("状态", 12), ("整改情况", 34), ("退回整改的原因", 24)];

    /// <summary>Whether a person may have it.</summary>
    /// <param name="unit">Null for all units.</param>
    public static Permit Ask(Person person, Cycle cycle, Unit? unit) => unit is null ? PermissionTable.Ask(person, Permission.SeeAllScorecards) : MendingRules.AskToSee(person, cycle, unit);

    /// <param name="listed">As <see cref="ReadFindings"/> gave them to the person.</param>
    /// <param name="unit">Null for all units.</param>
    /// <param name="now">UTC; printed on it, and what is overdue goes by it.</param>
    public static Sheet Of(Person person, Cycle cycle, Unit? unit, ImmutableArray<ListedFinding> listed, DateTime now)
    {
        var today = ChinaTime.Day(now);
        return new("问题清单", [.. Columns.Select(c => new SheetColumn(c.Width))], Rows())
        {
            TitleRows = 1,
            HeadRows = 2,
            FrozenColumns = 2,
            Paper = SheetPaper.Across,
            Merged = [SheetPlaces.Range(0, 0, 0, Columns.Length - 1)],
        };

        IEnumerable<ImmutableArray<SheetCell>> Rows()
        {
            yield return [SheetCell.Of($"{cycle.Name}{(unit is null ? "" : $" {unit.Name}")}问题清单（共{listed.Length}条，截至{ChinaTime.Minute(now)}）", SheetLook.Title)];
            yield return [.. Columns.Select(c => SheetCell.Of(c.Head, SheetLook.Head))];
            foreach (var finding in listed) yield return Row(finding);
        }

        ImmutableArray<SheetCell> Row(ListedFinding listed)
        {
            var (all, mending) = (listed.Fact.Same.Prepend(listed.Fact.Finding).ToList(), listed.Mending);
            var state = !listed.Fact.Confirmed ? "待确认" : mending.IsOverdue(today) ? $"{mending.State.Text()}（逾期）" : mending.State.Text();
            return
            [
                SheetCell.Of(listed.Unit.Name, SheetLook.Bold), SheetCell.Of($"{listed.Indicator.Code} {listed.Indicator.ShortName}"),
                SheetCell.Of(string.Join('\n', all.Select(f => FindingText.What(listed.Indicator, f)))), SheetCell.Of(Joined(all.Select(f => f.Where))),
                SheetCell.Of(Joined(all.Select(f => f.When?.ToString("yyyy-MM-dd", null))), SheetLook.Centred),
                SheetCell.Of(string.Join('、', FindingSources.Of(listed, Sight.Of(person, cycle, listed.Unit).Names))),
                SheetCell.Of(mending.Due?.ToString("yyyy-MM-dd", null) ?? "未设定", SheetLook.Centred), SheetCell.Of(state, SheetLook.Centred),
                SheetCell.Of(Joined([mending.Report, mending.Link])), SheetCell.Of(mending.Reason),
            ];
        }
    }

    private static string Joined(IEnumerable<string?> texts) => string.Join('\n', texts.Where(t => !string.IsNullOrEmpty(t)).Distinct());
}
