using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Evaluation;

/// <summary>Legal edits of cells that the office assesses.</summary>
internal static class RandomEdits
{
    public static IEnumerable<Cell> OfficeCells(Scorecard card) =>
        card.Cells.Where(c => Cycle.AssessorOf(card.Unit, c.Indicator) is Source.Office && c.Indicator.AppliesToKind(card.Unit.Kind));

    /// <summary>Of any office cell, as one who has seen the board; now and then as one who has not.</summary>
    public static Edit Of(Random random, Scoreboard board)
    {
        var card = board.Scorecards[random.Next(board.Scorecards.Length)];
        var cells = OfficeCells(card).ToList();
        var cell = cells[random.Next(cells.Count)];
        return Of(random, card.Unit, cell.Indicator, random.Next(5) == 0 ? 0 : cell.Version);
    }

    public static Edit Of(Random random, Unit unit, Indicator indicator, long seen) =>
        new(Guid.NewGuid(), unit.Code, indicator.Code, Source.Office, Observation(random, indicator), random.Next(3) == 0 ? "复核" : null, seen);

    public static Observation? Observation(Random random, Indicator indicator) => random.Next(8) == 0 ? null : indicator.Rule switch
    {
        Tiers tiers => new Level(random.Next(1, tiers.Levels.Length + 1)),
        Deduction { Items.Length: > 0 } items => new Findings([.. items.Items.Where(_ => random.Next(3) == 0).Select((item, at) => new Finding(at + 1, "") { Item = item })]),
        Deduction => Findings.OfCount(random.Next(4)),
        Conversion => new Mark(random.Next(101), 100),
        Judgement judgement => new Judged(judgement.Step * random.Next((int)(judgement.MaxPoints / judgement.Step) + 1), "理由"),
        var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
    };
}
