using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class WhatIfTests
{
    private static readonly Scoreboard Board = Boards.Empty;
    private static readonly Scorecard Card = Board.Scorecards[0];

    [Fact]
    public void Nothing_assumed_is_what_stands() => Assert.Same(Card, WhatIf.Of(Board.Cycle, Card).Then);

    [Fact]
    public void An_assumed_fact_scores_as_the_same_fact_would_on_the_board()
    {
        var cell = Card.Cells.First(c => c.Indicator.Rule is Deduction { Items.IsEmpty: true } && Card.Unit.Has(c.Indicator));
        var facts = Findings.OfCount(1);
        var real = Board.With([new(Card.Unit.Code, cell.Indicator.Code, new(Source.Office, facts, null, new("reviewer"), DateTime.UnixEpoch, 1))], 1).Find(Card.Unit.Code)!;
        var tried = WhatIf.Of(Board.Cycle, Card).With(cell.Indicator.Code, facts);
        Assert.Equal(real.Totals.Total, tried.Then.Totals.Total);
        Assert.Equal(real.Totals.Explanation, tried.Then.Totals.Explanation);
        Assert.Equal(real.Cells.Select(c => c.Score), tried.Then.Cells.Select(c => c.Score));
        Assert.Same(Card, tried.Now);
    }

    [Fact]
    public void An_assumption_taken_back_leaves_what_stands()
    {
        var code = Card.Cells[0].Indicator.Code;
        Assert.Same(Card, WhatIf.Of(Board.Cycle, Card).With(code, new DoesNotApply("假设")).With(code, null).Then);
    }

    [Fact]
    public void What_is_assumed_stays_while_the_real_score_moves_on()
    {
        var code = Card.Cells.First(c => c.Indicator.Rule is Tiers && Card.Unit.Has(c.Indicator)).Indicator.Code;
        var other = Card.Cells.First(c => c.Indicator.Rule is Deduction { Items.IsEmpty: true } && Card.Unit.Has(c.Indicator)).Indicator.Code;
        var later = Board.With([new(Card.Unit.Code, other, new(Source.Office, Findings.None, null, new("reviewer"), DateTime.UnixEpoch, 1))], 1).Find(Card.Unit.Code)!;
        var tried = WhatIf.Of(Board.Cycle, Card).With(code, new Level(1)).On(Board.Cycle, later);
        Assert.Same(later, tried.Now);
        Assert.Equal(later.Totals.Raw + tried.Now.Cells.Single(c => c.Indicator.Code == code).Indicator.MaxPoints, tried.Then.Totals.Raw);
    }

    [Theory]
    [InlineData(Stage.Review, LiaisonView.OwnScore, false)]
    [InlineData(Stage.Feedback, LiaisonView.OwnScore, true)]
    [InlineData(Stage.Feedback, LiaisonView.Progress, false)]
    [InlineData(Stage.Published, LiaisonView.All, true)]
    public void It_may_be_tried_on_the_own_unit_alone_from_feedback_on_where_the_score_may_be_seen(Stage stage, LiaisonView view, bool may)
    {
        var cycle = Board.Cycle with { Stage = stage, Settings = Board.Cycle.Settings with { LiaisonsSee = CycleSettings.InEveryStage(view) } };
        var liaison = new Person(new("liaison"), "联络员", "", [new(Role.Liaison)], [Card.Unit.Code]);
        Assert.Equal(may, Sight.AskToTry(liaison, cycle, Card.Unit).IsGranted);
        Assert.False(Sight.AskToTry(liaison, cycle, Board.Scorecards[1].Unit).IsGranted);
        Assert.False(Sight.AskToTry(new Person(new("reviewer"), "考评员", "", [new(Role.Reviewer)], []), cycle, Card.Unit).IsGranted);
    }
}
