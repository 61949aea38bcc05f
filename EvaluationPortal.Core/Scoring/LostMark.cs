namespace EvaluationPortal.Core.Scoring;

/// <summary>One row of 扣分说明: a part of a score received from outside, and what it lost.</summary>
/// <param name="Part">细项.</param>
/// <param name="Due">应得, 0 or more.</param>
/// <param name="Got">实得, 0 to <paramref name="Due"/>.</param>
/// <param name="What">问题.</param>
public sealed record LostMark(string Part, decimal Due, decimal Got, string What)
{
    /// <summary>URL.</summary>
    public string? Where { get; init; }

    /// <summary>截图: id of a file of evidence of the same unit and indicator.</summary>
    public Guid? Picture { get; init; }

    /// <summary>Why the row cannot be taken; null where it can.</summary>
    internal string? Fault =>
        Part.Length == 0 || What.Length == 0 ? "细项和问题都要写明"
        : Due < 0 || Due > Decimals.Greatest || Got < 0 ? "应得和实得不能小于0"
        : Got > Due ? $"实得{Decimals.Text(Got)}高于应得{Decimals.Text(Due)}"
        : Decimals.Fits(Due, 4) && Decimals.Fits(Got, 4) ? null : "小数多于四位";
}
