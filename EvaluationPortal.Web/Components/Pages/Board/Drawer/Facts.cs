using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>Observations, scores and sources in few words, for lists.</summary>
public static class Facts
{
    /// <summary>3分, 待评 or 不涉及.</summary>
    public static string Value(Score score) => score switch
    {
        Awarded awarded => $"{Decimals.Text(awarded.Points)}分",
        NotApplicable => "不涉及",
        _ => "待评",
    };

    /// <summary>What was found, without the points; null where the points say it all.</summary>
    public static string? Text(Indicator indicator, Observation? observation) => observation switch
    {
        Level level when indicator.Rule.Form is LevelForm form => form.Levels.FirstOrDefault(l => l.Ordinal == level.Ordinal)?.Label,
        Findings { List: { IsEmpty: false } list } => $"{list.Count(f => f.SameAs is null)}条问题：{string.Join('；', list.Select(Text))}",
        Findings => "未发现问题",
        Mark mark => $"{Decimals.Text(mark.Raw)}/{Decimals.Text(mark.Full)}{(mark.Lost.IsEmpty ? "" : $"，扣分说明：{string.Join('；', mark.Lost.Select(Text))}")}",
        Judged { Reason.Length: > 0 } judged => judged.Reason,
        DoesNotApply none => none.Reason,
        _ => null,
    };

    /// <summary>Who the source is, for that unit and indicator.</summary>
    public static string Name(Source source, Indicator indicator) => source.NameFor(indicator);

    /// <summary>Who assesses the cell: the office where that would be the unit itself.</summary>
    public static string Assessor(Unit unit, Indicator indicator) =>
        Cycle.AssessorOf(unit, indicator) is Source.Office ? Name(Source.Office, indicator) : indicator.AssessorName;

    private static string Text(LostMark lost) => $"{lost.Part}扣{Decimals.Text(lost.Due - lost.Got)}分（{lost.What}）";

    private static string Text(Finding finding)
    {
        var what = finding.Item is { } item ? finding.What.Length > 0 ? $"{item}：{finding.What}" : item : finding.What.Length > 0 ? finding.What : finding.KnockOut ? "不得分情形" : "待补充说明";
        string?[] marks = [finding.Confirmed ? null : "待确认", finding.SameAs is { } same ? $"并入第{same}号" : null, finding.Mended is { } day ? $"{day:yyyy-MM-dd}整改销号" : null];
        return string.Join('，', marks.OfType<string>()) is { Length: > 0 } said ? $"{what}（{said}）" : what;
    }
}
