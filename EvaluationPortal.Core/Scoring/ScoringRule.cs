using System.Text.Json.Nodes;

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

    /// <summary>What the rule asks of people.</summary>
    public abstract ObservationForm Form { get; }

    /// <summary>The legal values in words, for refusals and for people (只能填8、4、0分).</summary>
    public abstract string LegalValues { get; }

    /// <summary>Scores an observation. Never throws: what is not legal is <see cref="Refused"/> with the legal values.</summary>
    public abstract Score Apply(Observation observation);

    /// <summary>
    /// Reads what was typed or pasted into a cell (board.md, "What may be typed in a cell"). Never throws: what is not
    /// understood says what would be.
    /// </summary>
    public Reading Read(string typed, ReadingContext context)
    {
        if (TypedText.From(typed) is not { } text)
        {
            return new NotUnderstood($"文字过长或含有无法识别的字符。{LegalValues}");
        }

        if (text.IsBlank)
        {
            return new Understood(null);
        }

        if (text.AfterNotApplicable() is not { } reason)
        {
            return ReadValue(text, context);
        }

        return (context.MayBeNotApplicable, reason.Length) switch
        {
            (false, _) => new NotUnderstood($"本指标不能填不涉及。{LegalValues}"),
            (true, 0) => new NotUnderstood("请写明不涉及的理由，如“不涉及 本年度无此类事项”"),
            _ => new Understood(new DoesNotApply(reason)),
        };
    }

    /// <summary>Reads the value a person typed into a cell, after blanks and 不涉及 were dealt with.</summary>
    private protected abstract Reading ReadValue(TypedText typed, ReadingContext context);

    /// <summary>The rule as it stands in a scheme file, without its kind.</summary>
    internal abstract JsonObject Write();

    /// <summary>The end of every sentence: what the table says.</summary>
    private protected static string Cite(string clause) => $"评分标准：“{clause}”。";

    /// <summary>The refusal of an observation of another kind.</summary>
    private protected Refused NotTaken() => new($"认定情况的种类与本指标的评分标准不符。{LegalValues}");

    /// <summary>The answer to text that is no number.</summary>
    private protected NotUnderstood NoNumber(TypedText typed) =>
        new($"{typed.Quoted}看不懂{(typed.Plain.AsSpan().ContainsAny(",，、") ? "（小数点请用“.”）" : "")}。{LegalValues}");
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
