using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>评分进度 with 自查填报 and 评估结果报送, a sheet a point of view: <see cref="Parts"/> in their order.</summary>
/// <param name="Filings">As <see cref="ReadFilings"/> gave them to the reader; empty where none may be seen.</param>
/// <param name="Now">UTC; printed on the sheets.</param>
public sealed record ProgressSheets(Person Reader, Scoreboard Board, People People, ImmutableDictionary<UnitCode, SelfReport> Filings, DateTime Now)
{
    /// <summary>Codes of the sheets in addresses.</summary>
    public static ImmutableArray<string> Parts { get; } = ["scorers", "indicators", "units", "deliveries"];

    /// <summary>Whether a person may have them.</summary>
    public static Permit Ask(Person person) => PermissionTable.Ask(person, Permission.SeeAllScorecards);

    /// <param name="part">One of <see cref="Parts"/>.</param>
    public Sheet Of(string part) => part switch
    {
        "scorers" => Scorers(),
        "indicators" => Indicators(),
        "units" => Units(),
        _ => Deliveries(),
    };

    private Cycle Cycle => Board.Cycle;

    private Sheet Scorers() => Made("按评分人", [("评分人", 14), ("角色", 22), ("已评", 8), ("应评", 8), ("负责的指标（已评／应评）", 60), ("最近评分", 18)],
        ScorerProgress.Of(Board, People.All).Select(s => (ImmutableArray<SheetCell>)
        [
            SheetCell.Of(s.Person.Name, SheetLook.Bold), SheetCell.Of(s.Person.RoleNames), SheetCell.Of(s.Filled, SheetLook.Count), SheetCell.Of(s.All, SheetLook.Count),
            SheetCell.Of(string.Join('、', s.Columns.Select(c => $"{c.Indicator.Code} {c.Filled}／{c.All}"))), SheetCell.Of(Minute(s.Last?.At), SheetLook.Centred),
        ]));

    private Sheet Indicators() => Made("按指标", [("序号", 7), ("指标", 20), ("评分人", 24), ("已评", 8), ("应评", 8), ("待评的单位", 56), ("最近评分", 24), ("确认", 24)],
        ScoringColumn.Of(Board, People.All).Select(c => (ImmutableArray<SheetCell>)
        [
            SheetCell.Of(c.Indicator.Code.Value, SheetLook.Centred), SheetCell.Of(c.Indicator.ShortName, SheetLook.Bold), SheetCell.Of(c.Scorers.IsEmpty ? "没有人" : string.Join('、', c.Scorers.Select(s => s.Name))),
            SheetCell.Of(c.Filled, SheetLook.Count), SheetCell.Of(c.All, SheetLook.Count), SheetCell.Of(string.Join('、', c.Missing.Select(u => u.Name))),
            SheetCell.Of(c.Last is { } last ? $"{Minute(last.At)} {People.NameOf(last.By)}" : "—"), Confirmed(ConfirmedPart.Of(c.Indicator.Code)),
        ]));

    private Sheet Units() => Made("按单位", [("单位", 18), ("单位类别", 14), ("排名组别", 16), ("待评", 8), ("待评的指标", 40), ("确认", 24), ("自查填报", 12), ("版次", 8), ("退回补正的指标", 20), ("最近办理", 18)],
        Board.Scorecards.Select(card =>
        {
            var report = Filings.GetValueOrDefault(card.Unit.Code);
            return (ImmutableArray<SheetCell>)
            [
                SheetCell.Of(card.Unit.Name, SheetLook.Bold), SheetCell.Of(card.Unit.Kind), SheetCell.Of(card.Unit.RankingGroup), SheetCell.Of(card.PendingCells, SheetLook.Count),
                SheetCell.Of(string.Join('、', card.Cells.Where(c => c.Score is Pending or Refused).Select(c => c.Indicator.Code))), Confirmed(ConfirmedPart.Of(card.Unit.Code)),
                SheetCell.Of(report?.State.Text(), SheetLook.Centred), report is { Number: > 0 } ? SheetCell.Of(report.Number, SheetLook.Count) : SheetCell.Of("", SheetLook.Centred),
                SheetCell.Of(report is null ? "" : string.Join('、', report.Returned.Select(r => r.Indicator).Distinct())), SheetCell.Of(report?.At is { } at ? Minute(at) : "", SheetLook.Centred),
            ];
        }));

    private Sheet Deliveries() => Made("评估结果报送", [("评估单位", 28), ("指标", 24), ("截止时间", 18), ("已填", 8), ("应填", 8), ("状态", 12), ("代录", 12), ("最近办理", 28)],
        Cycle.Assessors().Where(a => DeliveryRules.AskToSee(Reader, a).IsGranted).Select(assessor =>
        {
            var (delivery, progress) = (Cycle.DeliveryOf(assessor.Name), DeliveryProgress.Of(Board, assessor));
            return (ImmutableArray<SheetCell>)
            [
                SheetCell.Of(assessor.Name, SheetLook.Bold), SheetCell.Of(string.Join('、', assessor.Indicators.Select(i => i.Code))), SheetCell.Of(Cycle.Settings.Deadlines.Of(assessor.Name) is { } due ? ChinaTime.Minute(due) : "未设定", SheetLook.Centred),
                SheetCell.Of(progress.Filled, SheetLook.Count), SheetCell.Of(progress.Total, SheetLook.Count), SheetCell.Of(delivery.State.Text(), SheetLook.Centred), SheetCell.Of(delivery.Entry is null ? "" : "代录中", SheetLook.Centred),
                SheetCell.Of(delivery is { By: { } by, At: { } at } ? $"{Minute(at)} {People.NameOf(by)}" : "—"),
            ];
        }));

    private Sheet Made(string name, (string Head, double Width)[] columns, IEnumerable<ImmutableArray<SheetCell>> rows) => new(name, [.. columns.Select(c => new SheetColumn(c.Width))],
        [[SheetCell.Of($"{Cycle.Name}评分进度：{name}（{Cycle.Stage.Text()}，截至{ChinaTime.Minute(Now)}）", SheetLook.Title)], [.. columns.Select(c => SheetCell.Of(c.Head, SheetLook.Head))], .. rows])
    {
        TitleRows = 1,
        HeadRows = 2,
        FrozenColumns = 1,
        Paper = SheetPaper.Across,
        Merged = [SheetPlaces.Range(0, 0, 0, columns.Length - 1)],
    };

    private SheetCell Confirmed(ConfirmedPart part) => SheetCell.Of(Cycle.Settings.ConfirmationOf(part) is { } confirmed ? $"{confirmed.ByName} {Minute(confirmed.At)}" : "");

    private static string Minute(DateTime? at) => at is { } known ? ChinaTime.Minute(known) : "—";
}
