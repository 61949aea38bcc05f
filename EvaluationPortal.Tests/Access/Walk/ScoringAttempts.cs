using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases that score: tried on one cell of each kind of assessor, done where any of them was.</summary>
internal static class ScoringAttempts
{
    /// <summary>The office's, a bureau's and the third party's.</summary>
    public static readonly string[] Indicators = ["1.4", "2.4", "1.3"];

    public static readonly UnitCode Unit = new("sijing");

    /// <summary>Newer than whatever stands: nothing is a conflict.</summary>
    private const long Seen = 1_000_000_000;

    /// <summary>Its full marks are set for the column.</summary>
    private static readonly IndicatorCode Converted = new("1.3");

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["RecordAssessments.Run"] = async (portal, by) => (await portal.Use<RecordAssessments>().Run(by, WalkedPortal.Cycle, [.. Columns(portal).Select(Edit)])).Any(o => o is Saved),
        ["RecordTyped.Run"] = async (portal, by) => (await portal.Use<RecordTyped>().Run(by, WalkedPortal.Cycle, Typed())).Any(o => o.State == "saved"),
        ["MayScore.Ask"] = (portal, by) => Task.FromResult(Columns(portal).Any(column => MayScore.Ask(portal.OnPage(by), portal.Board.Cycle, About(portal), column, AssessorOf(portal, column), Now(portal)).IsGranted)),
        ["FillColumn.Preview"] = (portal, by) => Task.FromResult(Fillable(portal).Any(column => !FillColumn.Preview(portal.OnPage(by), Scoreboard.Of(portal.Board.Cycle, 0, []), column, Now(portal)).Units.IsEmpty)),
        ["FillColumn.Run"] = async (portal, by) =>
        {
            List<Outcome> outcomes = [];
            foreach (var column in Fillable(portal)) outcomes.AddRange(await portal.Use<FillColumn>().Run(by, WalkedPortal.Cycle, column.Code, new([new(About(portal), Seen)], [])));
            return outcomes.Exists(o => o is Saved);
        },
        ["SetFullMark.Ask"] = (portal, by) => Task.FromResult(SetFullMark.Ask(portal.OnPage(by), portal.Board.Cycle, portal.Board.Cycle.Scheme.Find(Converted)!).IsGranted),
        ["SetFullMark.Run"] = async (portal, by) => (await portal.Use<SetFullMark>().Run(by, WalkedPortal.Cycle, Converted, 120)).IsGranted,
    };

    /// <summary>What a browser would send of the three cells.</summary>
    public static TypedEdit[] Typed() => [.. Indicators.Select(i => new TypedEdit(Guid.NewGuid(), Unit.Value, i, i == Converted.Value ? "80/100" : "5", Seen))];

    private static IEnumerable<Indicator> Columns(WalkedPortal portal) => Indicators.Select(code => portal.Board.Cycle.Scheme.Find(new(code))!);

    private static IEnumerable<Indicator> Fillable(WalkedPortal portal) => Columns(portal).Where(column => FillColumn.FullPoints(column) is not null);

    private static Unit About(WalkedPortal portal) => portal.Board.Cycle.Find(Unit)!;

    private static Source AssessorOf(WalkedPortal portal, Indicator column) => Cycle.AssessorOf(About(portal), column);

    private static DateTime Now(WalkedPortal portal) => portal.Use<TimeProvider>().GetUtcNow().UtcDateTime;

    private static Edit Edit(Indicator column) =>
        new(Guid.NewGuid(), Unit, column.Code, column.Assessor, column.Code == Converted ? new Mark(80, 100) : new Level(1), null, Seen);
}
