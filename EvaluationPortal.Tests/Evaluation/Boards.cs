using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Evaluation;

/// <summary>Boards without a database.</summary>
internal static class Boards
{
    public static Cycle Cycle { get; } = new()
    {
        Code = "2022", Name = "2022年考核评估", Stage = Stage.Review, Scheme = Songjiang2022.Scheme, Units = Songjiang2022.Units, Settings = new(), Version = 1,
    };

    public static Scoreboard Empty { get; } = Scoreboard.Of(Cycle, 1, []);

    /// <summary>An assessment by whoever assesses the cell.</summary>
    public static Change Change(string unit, string indicator, Observation? observation, long version)
    {
        var of = Songjiang2022.Units.Single(u => u.Code.Value == unit);
        return new(of.Code, new(indicator), new(Cycle.AssessorOf(of, Songjiang2022.Indicator(indicator)), observation, null, new("reviewer-1"), DateTime.UnixEpoch, version));
    }

    /// <summary>Random legal changes with versions from 2 upwards, each cell possibly more than once.</summary>
    public static ImmutableArray<Change> RandomChanges(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(2, count).Select(version =>
            {
                var card = Empty.Scorecards[random.Next(6)];
                var cells = card.Cells.Where(c => c.Indicator.AppliesToKind(card.Unit.Kind)).ToList();
                var indicator = cells[random.Next(cells.Count)].Indicator;
                return Change(card.Unit.Code.Value, indicator.Code.Value, RandomEdits.Observation(random, indicator), version);
            }),
        ];
    }

    /// <summary>Everything a board shows, as text: two boards that show the same are equal by it.</summary>
    public static string Facts(Scoreboard board) => string.Join('\n',
        board.Scorecards.Zip(board.Ranks).Select(row => $"{row.First.Unit.Code} {row.First.Totals} v{row.First.Version} {row.Second} | {string.Join(" | ", row.First.Cells.Select(Facts))}"));

    private static string Facts(Cell cell) =>
        $"{cell.Indicator.Code} v{cell.Version} {cell.Score} {string.Join(' ', cell.Assessments.Select(a => $"{a.Source} {(a.Observation is null ? "" : ObservationJson.Write(a.Observation))} {a.Reason} {a.By} {a.At:O} {a.Version}"))}";
}
