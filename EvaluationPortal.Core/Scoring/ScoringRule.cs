namespace EvaluationPortal.Core.Scoring;

/// <summary>
/// How one indicator turns an observation into points. Every kind of rule is one sealed record in one file: it names the
/// observation it takes, applies itself, and reads what is typed into a cell.
/// </summary>
/// <param name="MaxPoints">分值: the most the indicator can give, above 0, at most two decimals.</param>
public abstract record ScoringRule(decimal MaxPoints)
{
    /// <summary>The words of 评分标准 that the rule's outcomes cite; each must stand in the indicator's text.</summary>
    public abstract IEnumerable<string> Clauses { get; }

    /// <summary>The legal values in words, for refusals and for people (只能填 8、4、0).</summary>
    public abstract string LegalValues { get; }

    /// <summary>Scores an observation. Never throws: what is not legal is <see cref="Refused"/> with the legal values.</summary>
    public abstract Score Apply(Observation observation);

    /// <summary>Reads the value a person typed into a cell, after blanks and 不涉及 were dealt with.</summary>
    /// <param name="typed">Not blank; NFKC-normalised and trimmed.</param>
    private protected abstract Reading ReadValue(string typed, ReadingContext context);
}

/// <summary>What a cell knows when something is typed into it.</summary>
/// <param name="Current">The observation that stands in the cell, if any.</param>
/// <param name="FullMark">The full mark set for the whole column, if one is set.</param>
/// <param name="MayBeNotApplicable">The table allows 不涉及 here.</param>
public sealed record ReadingContext(Observation? Current = null, decimal? FullMark = null, bool MayBeNotApplicable = false);

/// <summary>What typed text turned out to mean.</summary>
public abstract record Reading;

/// <summary>Understood; null means pending again (待评).</summary>
public sealed record Understood(Observation? Observation) : Reading;

/// <summary>A judged value below the maximum without its reason: stays a draft until one is given.</summary>
public sealed record WantsReason(decimal Points, string Message) : Reading;

/// <summary>Not understood or not legal; the message names the thing and the legal values.</summary>
public sealed record NotUnderstood(string Message) : Reading;
