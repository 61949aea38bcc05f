using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>The sources of assessments as screens call them.</summary>
public static class SourceNames
{
    /// <summary>Who the source is, for that indicator.</summary>
    public static string NameFor(this Source source, Indicator indicator) => source switch
    {
        Source.Self => "单位自评",
        Source.Office => "区政府办公室",
        Source.Bureau => indicator.Assessor is Source.Bureau ? $"专项评估（{indicator.AssessorName}）" : "专项评估",
        _ => "第三方评估",
    };
}
