namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>What a phrase of 评分标准 does.</summary>
internal enum Says
{
    /// <summary>Names the full mark and nothing else (满分5分).</summary>
    Maximum = 0,

    /// <summary>得N分.</summary>
    Award = 1,

    /// <summary>得满分, 不扣分.</summary>
    Full = 2,

    /// <summary>得一半分, 得60%的分值: of the maximum.</summary>
    Share = 3,

    /// <summary>不得分.</summary>
    Zero = 4,

    /// <summary>得1-3分: within a band.</summary>
    AwardBand = 5,

    /// <summary>扣N分.</summary>
    Deduct = 6,

    /// <summary>酌情扣分, 扣0.5-1分.</summary>
    DeductFreely = 7,

    /// <summary>扣完为止.</summary>
    DownToZero = 8,

    /// <summary>最多扣N分.</summary>
    Cap = 9,

    /// <summary>最低得N分.</summary>
    Floor = 10,

    /// <summary>最高得N分.</summary>
    Ceiling = 11,

    /// <summary>加N分: beyond the maximum, which no rule gives.</summary>
    Bonus = 12,
}

/// <summary>A phrase of 评分标准: under a condition, so many points.</summary>
/// <param name="Points">Points given or taken; a share of the maximum for <see cref="Says.Share"/>; the upper end of a band.</param>
/// <param name="Condition">The words before it that it is about; may be empty.</param>
/// <param name="Start">Where condition and phrase begin in the text.</param>
/// <param name="End">Where they end.</param>
/// <param name="After">A count said behind the points (扣1分/处), or empty.</param>
internal sealed record Phrase(Says Says, decimal Points, string Condition, int Start, int End, string After = "")
{
    /// <summary>Limits say something about the phrases before them.</summary>
    public bool IsLimit => Says is Says.DownToZero or Says.Cap or Says.Floor or Says.Ceiling;
}
