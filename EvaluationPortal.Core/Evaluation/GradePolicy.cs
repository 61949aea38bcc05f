using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>How a cycle gives grades (等次). The plan knows none: a cycle gives none unless it is set to.</summary>
public abstract record GradePolicy
{
    private GradePolicy()
    {
    }

    /// <summary>The grade of a unit; null without a total or, where it goes by place, without a place.</summary>
    /// <param name="total">0 to 100; null without an applicable maximum.</param>
    /// <param name="place">In the ranking group, from 1; null where it has none.</param>
    /// <param name="ofUnits">Units ranked in the group.</param>
    public abstract Grade? Give(decimal? total, int? place, int ofUnits);

    /// <summary>Whether a grade may still change because cells are pending: the unit's own, or any of the group.</summary>
    public abstract bool IsProvisional(bool ownPending, bool groupPending);

    /// <summary>The rule as one sentence, on the report card and beside the setting.</summary>
    public abstract string Text { get; }

    /// <summary>What is wrong with its numbers; null for nothing.</summary>
    public abstract string? Fault { get; }

    /// <summary>按总分: bands. Whoever has a total and reaches neither is 合格.</summary>
    /// <param name="Excellent">Least total of 优秀.</param>
    /// <param name="Good">Least total of 良好.</param>
    public sealed record Bands(decimal Excellent, decimal Good) : GradePolicy
    {
        public override Grade? Give(decimal? total, int? place, int ofUnits) =>
            total is not { } reached ? null : reached >= Excellent ? Grade.Excellent : reached >= Good ? Grade.Good : Grade.Passed;

        public override bool IsProvisional(bool ownPending, bool groupPending) => ownPending;

        public override string Text => $"等次按总分评定：{Decimals.Text(Excellent)}分及以上为优秀，{Decimals.Text(Good)}分及以上为良好，其余为合格。";

        public override string? Fault => Good > 0 && Good < Excellent && Excellent <= 100 ? null : "按总分评定等次时，良好的分数线须大于0并低于优秀的分数线，优秀的分数线不超过100。";
    }

    /// <summary>按组内名次: quotas of each ranking group, rounded down. Units that share the last place of a quota are all in it.</summary>
    /// <param name="Excellent">Per cent of the group that is 优秀.</param>
    /// <param name="Good">Per cent after them that is 良好.</param>
    public sealed record Quotas(decimal Excellent, decimal Good) : GradePolicy
    {
        public override Grade? Give(decimal? total, int? place, int ofUnits) =>
            place is not { } reached ? null : reached <= Within(Excellent, ofUnits) ? Grade.Excellent : reached <= Within(Excellent + Good, ofUnits) ? Grade.Good : Grade.Passed;

        public override bool IsProvisional(bool ownPending, bool groupPending) => groupPending;

        public override string Text => $"等次按排名组别内的名次评定：前{Decimals.Text(Excellent)}%为优秀，其后{Decimals.Text(Good)}%为良好，其余为合格；名额舍去小数，并列的一并计入。";

        public override string? Fault => Excellent > 0 && Good > 0 && Excellent + Good <= 100 ? null : "按名次评定等次时，优秀和良好的比例都须大于0，合计不超过100%。";

        private static int Within(decimal percent, int ofUnits) => (int)decimal.Floor(ofUnits * percent / 100);
    }
}
