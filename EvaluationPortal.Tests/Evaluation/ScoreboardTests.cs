using CsCheck;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class ScoreboardTests
{
    private const int Changes = 60;

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public void The_same_news_in_any_order_in_any_portions_and_repeated_makes_the_same_board(int seed)
    {
        var news = Boards.RandomChanges(seed, Changes);
        var expected = Boards.Facts(Boards.Empty.With(news, Changes + 1));
        Check.Sample(Gen.Select(Gen.Shuffle(news.ToArray()), Gen.Int[1, 20], Gen.Int[0, Changes - 1]), draw =>
        {
            var (shuffled, portion, repeated) = draw;
            var board = shuffled.Append(news[repeated]).Chunk(portion).Aggregate(Boards.Empty, (b, part) => b.With(part, part.Max(c => c.Assessment.Version)));
            Assert.Equal(expected, Boards.Facts(board));
            Assert.Equal(Changes + 1, board.Sequence);
        }, iter: 20, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public void A_board_told_change_by_change_is_the_board_read_from_the_latest(int seed)
    {
        var news = Boards.RandomChanges(seed, Changes);
        var latest = news.GroupBy(c => (c.Unit, c.Indicator, c.Assessment.Source)).Select(g => g.MaxBy(c => c.Assessment.Version)!);
        Assert.Equal(Boards.Facts(Scoreboard.Of(Boards.Cycle, Changes + 1, latest)), Boards.Facts(Boards.Empty.With(news, Changes + 1)));
    }

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public void A_change_to_one_unit_moves_no_other_total_and_no_order_among_the_others(int seed)
    {
        var before = Boards.Empty.With(Boards.RandomChanges(seed, Changes), Changes + 1);
        foreach (var change in Boards.RandomChanges(seed + 1000, Changes))
        {
            var after = before.With([change with { Assessment = change.Assessment with { Version = change.Assessment.Version + Changes } }], 2 * Changes);
            var at = Boards.Cycle.IndexOf(change.Unit);
            var others = Enumerable.Range(0, before.Scorecards.Length).Where(i => i != at).ToList();
            Assert.All(others, i => Assert.Same(before.Scorecards[i], after.Scorecards[i]));
            foreach (var group in others.GroupBy(i => before.Scorecards[i].Unit.RankingGroup))
            {
                Assert.Equal(Order(before, group), Order(after, group));
            }
        }

        static IEnumerable<int> Order(Scoreboard board, IEnumerable<int> units)
        {
            var places = units.Select(i => board.Ranks[i].Place!.Value).ToList();
            return places.Select(place => places.Count(other => other < place));
        }
    }

    [Fact]
    public void Only_the_changed_row_is_new_and_old_news_makes_nothing_new()
    {
        var change = Boards.Change("sijing", "1.1", new Level(1), 5);
        var board = Boards.Empty.With([change], 5);
        Assert.NotSame(Boards.Empty.Scorecards[0], board.Scorecards[0]);
        Assert.All(Enumerable.Range(1, 49), i => Assert.Same(Boards.Empty.Scorecards[i], board.Scorecards[i]));
        Assert.Same(board, board.With([change], 5));
        Assert.Same(board, board.With([Boards.Change("sijing", "1.1", new Level(2), 4)], 4));
        Assert.Same(board, board.With([], 3));
    }

    [Fact]
    public void News_of_an_unknown_unit_or_indicator_is_left_out()
    {
        var assessment = Boards.Change("sijing", "1.1", new Level(1), 5).Assessment;
        Assert.Same(Boards.Empty, Boards.Empty.With([new(new("nowhere"), new("1.1"), assessment), new(new("sijing"), new("9.9"), assessment)], 1));
    }

    [Fact]
    public void Sources_stand_side_by_side_and_the_office_counts_before_the_assessor_and_the_unit_never()
    {
        var assessor = Boards.Change("sijing", "1.3", new Mark(50, 100), 5);
        var self = assessor with { Assessment = assessor.Assessment with { Source = Core.Schemes.Source.Self, Observation = new Mark(100, 100), Version = 4 } };
        var office = assessor with { Assessment = assessor.Assessment with { Source = Core.Schemes.Source.Office, Observation = new Mark(80, 100), Version = 6 } };
        Assert.Null(Cell(self).Counted);
        Assert.Equal(new Mark(50, 100), Cell(self, assessor).Counted!.Observation);
        Assert.Equal(new Mark(80, 100), Cell(self, assessor, office).Counted!.Observation);
        Assert.Equal(new Mark(50, 100), Cell(self, assessor, office with { Assessment = office.Assessment with { Observation = null } }).Counted!.Observation);
        Assert.Equal(3, Cell(office, assessor, self).Assessments.Length);

        static Cell Cell(params Change[] changes) => Boards.Empty.With(changes, 6).Find(new("sijing"), new("1.3"))!;
    }
}
