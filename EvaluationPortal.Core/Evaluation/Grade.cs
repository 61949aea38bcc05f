namespace EvaluationPortal.Core.Evaluation;

/// <summary>等次.</summary>
public enum Grade
{
    /// <summary>优秀</summary>
    Excellent = 0,

    /// <summary>良好</summary>
    Good = 1,

    /// <summary>合格</summary>
    Passed = 2,
}

/// <summary>The grades as screens call them.</summary>
public static class GradeNames
{
    public static string Text(this Grade grade) => grade switch
    {
        Grade.Excellent => "优秀",
        Grade.Good => "良好",
        _ => "合格",
    };
}
