using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>How a cell looks: its text, its marks as class names, and what editing it starts from.</summary>
public static class CellLook
{
    /// <summary>Points, 待评 or 不涉及.</summary>
    public static string Text(Cell cell) => cell.Score switch
    {
        Awarded awarded => Decimals.Text(awarded.Points),
        NotApplicable => "不涉及",
        _ => "待评",
    };

    /// <summary>
    /// p pending, n not applicable; lost, zero where points are missing; todo findings to describe, prop findings to confirm,
    /// self a self-assessment, office scored in the assessor's place, two sources beside the assessor's; adj adjusted (核定调整); ro where the person may not score.
    /// </summary>
    public static string Marks(Cell cell, bool readOnly)
    {
        List<string> marks = [];
        switch (cell.Score)
        {
            case Awarded { Points: 0 }: marks.Add("zero"); break;
            case Awarded awarded when awarded.Points < cell.Indicator.MaxPoints: marks.Add("lost"); break;
            case NotApplicable: marks.Add("n"); break;
            case Pending or Refused: marks.Add("p"); break;
        }
        if (cell.Counted?.Observation is Findings findings)
        {
            if (findings.List.Any(f => !f.IsDescribed)) marks.Add("todo");
            if (findings.List.Any(f => !f.Confirmed)) marks.Add("prop");
        }
        if (cell.From(Source.Self)?.Observation is not null) marks.Add("self");
        if (cell.Counted is { } counted && counted.Source != cell.Indicator.Assessor) marks.Add("office");
        if (cell.Assessments.Count(a => a.Observation is not null && a.Source != Source.Self) > 1) marks.Add("two");
        if (cell.Adjustment is not null) marks.Add("adj");
        if (readOnly) marks.Add("ro");
        return string.Join(' ', marks);
    }

    /// <summary>A source in one character, for column heads: 办, 专, 三.</summary>
    public static string Short(Source source) => source switch
    {
        Source.Office => "办",
        Source.Bureau => "专",
        Source.ThirdParty => "三",
        _ => "自",
    };

    /// <summary>What typing would give the standing observation where that is not its points; without blanks.</summary>
    public static string? Typed(Cell cell) =>
        cell.Counted?.Observation is Mark mark ? $"{Decimals.Text(mark.Raw)}/{Decimals.Text(mark.Full)}" : null;
}
