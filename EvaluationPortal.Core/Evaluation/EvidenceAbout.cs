namespace EvaluationPortal.Core.Evaluation;

/// <summary>What a file of evidence shows.</summary>
public enum EvidenceAbout
{
    /// <summary>What a unit files of itself, or what its assessor found.</summary>
    Assessment = 0,

    /// <summary>整改: what a unit has mended of the findings of an indicator.</summary>
    Mending = 1,

    /// <summary>日常记录: a fact that the office noted about a unit.</summary>
    Record = 2,
}
