using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Invented assessments for a demonstration, the same each time: about two thirds of the cells, every kind of rule and every
/// branch, recorded by the personas through the ledger like real ones.
/// </summary>
public sealed class DemoScores(RecordAssessments record, LiveScoreboards live, PortalDatabase database)
{
    private const int Seed = 2022;

    private static readonly Dictionary<string, string> Bureaus = new() { ["2.4"] = "bureau-justice", ["6.2"] = "bureau-finance", ["7.1"] = "bureau-civil-affairs" };

    /// <summary>
    /// Records the invented assessments into a cycle that has none, or goes on where a killed process stopped; leaves any other
    /// as it is.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them was not accepted.</exception>
    public async Task Run(string cycle, CancellationToken stop)
    {
        var board = live.Of(cycle);
        var drawn = Draw(board);
        List<Edit> corrections = [.. Corrections(drawn)];
        if (board.Assessments().Count > 0 && !await IsUnfinished(drawn[0].Edit.Id, corrections[^1].Id, stop)) return;
        foreach (var one in drawn.GroupBy(e => e.By)) await Record(one.Key, cycle, [.. one.Select(e => e.Edit)], stop);
        await Record(new("reviewer-2"), cycle, [.. corrections], stop);
    }

    private async Task<bool> IsUnfinished(Guid first, Guid last, CancellationToken stop)
    {
        await using var db = database.Open();
        return await db.Audit.AnyAsync(e => e.EditId == first, stop) && !await db.Audit.AnyAsync(e => e.EditId == last, stop);
    }

    private static List<(PersonId By, Edit Edit)> Draw(Scoreboard board)
    {
        var random = new Random(Seed);
        List<(PersonId By, Edit Edit)> edits = [];
        foreach (var card in board.Scorecards)
        {
            foreach (var indicator in board.Cycle.Scheme.Indicators.Where(card.Unit.Has))
            {
                // Drawn for every cell, so that one more branch below does not move all the others.
                var (skip, draw) = (random.NextDouble(), random.Next(1000));
                if (skip < Unassessed(indicator.Code.Value, card.Unit.Order)) continue;
                var source = Cycle.AssessorOf(card.Unit, indicator);
                edits.Add((Assessor(source, indicator, card.Unit), EditOf(edits.Count, card.Unit, indicator, source, draw)));
            }
        }
        return edits;
    }

    /// <summary>Second looks, so that the trail has something to tell.</summary>
    private static IEnumerable<Edit> Corrections(List<(PersonId By, Edit Edit)> edits) =>
        edits.Where(e => e.Edit is { Source: Source.Office, Observation: Level { Ordinal: 2 } }).Where((_, at) => at % 4 == 0)
            .Select((e, at) => e.Edit with { Id = Id(100_000 + at), Observation = new Level(1), Reason = "补充材料后复核，符合要求" });

    private async Task Record(PersonId by, string cycle, ImmutableArray<Edit> edits, CancellationToken stop)
    {
        var outcomes = await record.Run(by, cycle, edits, stop: stop);
        if (outcomes.OfType<Rejected>().FirstOrDefault() is { } rejected) throw new InvalidOperationException($"The demo data was not accepted: {rejected.Why}");
    }

    private static double Unassessed(string indicator, int order) => indicator switch
    {
        "9.1" => 1,
        "8.3" => 0.85,
        "3.3" or "3.4" => 0.6,
        "2.4" or "1.3" => 0,
        _ => order % 3 == 0 ? 0.5 : 0.15,
    };

    private static PersonId Assessor(Source source, Indicator indicator, Unit unit) => source switch
    {
        Source.Bureau => new(Bureaus[indicator.Code.Value]),
        Source.ThirdParty => new("third-party"),
        _ => new(unit.Order % 2 == 0 ? "reviewer-1" : "reviewer-2"),
    };

    private static Edit EditOf(int number, Unit unit, Indicator indicator, Source source, int draw) =>
        new(Id(number), unit.Code, indicator.Code, source, Observation(indicator, draw), null, long.MaxValue);

    private static Guid Id(int number) => new(number, 2022, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private static Observation Observation(Indicator indicator, int draw) => indicator.Rule switch
    {
        _ when indicator.MayBeNotApplicable && draw % 29 == 0 => new DoesNotApply("本年度没有此类事项"),
        Tiers tiers => new Level(draw % 10 < 6 ? 1 : draw % 10 < 9 || tiers.Levels.Length == 2 ? Math.Min(2, tiers.Levels.Length) : 3),
        Deduction deduction => DemoFindings.Of(indicator, deduction, draw),
        Conversion => new Mark(60 + draw % 400 / 10m, 100),
        Judgement judgement => Judged(judgement, draw),
        var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
    };

    private static Judged Judged(Judgement rule, int draw)
    {
        var points = rule.MaxPoints - rule.Step * (draw % 5);
        return new(points, points == rule.MaxPoints ? "" : DemoFindings.Shortfalls[draw % DemoFindings.Shortfalls.Length]);
    }
}
