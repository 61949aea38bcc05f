namespace EvaluationPortal.Core.Scoring;

/// <summary>What a rule makes of an observation: one of four states, each with the sentence that explains it.</summary>
/// <param name="Explanation">The Chinese sentence shown in the grid, on the unit's page and in the report card: the finding, the clause and the arithmetic.</param>
public abstract record Score(string Explanation)
{
    /// <summary>Points in force for sums: those awarded, otherwise none.</summary>
    public decimal PointsOrZero => this is Awarded a ? a.Points : 0m;

    /// <summary>The score in a word: 3分, 不涉及 or 待评.</summary>
    public string Short => this switch
    {
        Awarded awarded => $"{Decimals.Text(awarded.Points)}分",
        NotApplicable => "不涉及",
        _ => "待评",
    };
}

/// <summary>Points were given.</summary>
/// <param name="Points">0 to the indicator's maximum, at most two decimals.</param>
/// <param name="Clause">The words of 评分标准 that fired.</param>
public sealed record Awarded(decimal Points, string Clause, string Explanation) : Score(Explanation);

/// <summary>Not assessed yet (待评): counts no points and stays within the applicable maximum.</summary>
public sealed record Pending(string Explanation) : Score(Explanation);

/// <summary>The indicator does not apply to the unit (不涉及): leaves the applicable maximum.</summary>
public sealed record NotApplicable(string Explanation) : Score(Explanation);

/// <summary>The observation is not legal for the rule; the explanation names the legal values.</summary>
public sealed record Refused(string Explanation) : Score(Explanation);
