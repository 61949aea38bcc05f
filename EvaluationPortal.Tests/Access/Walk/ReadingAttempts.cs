using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases that only read: done where they told anything.</summary>
internal static class ReadingAttempts
{
    /// <summary>That of the liaison who walks.</summary>
    private static readonly UnitCode Unit = new("yueyang");

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["CellHistory.Read"] = async (portal, by) =>
        {
            var told = false;
            foreach (var indicator in ScoringAttempts.Indicators) told |= !(await portal.Use<CellHistory>().Read(by, WalkedPortal.Cycle, Unit, new(indicator))).Changes.IsEmpty;
            return told;
        },
        ["ExplainTotal.Run"] = async (portal, by) => !(await portal.Use<ExplainTotal>().Run(portal.OnPage(by), portal.Board, Unit, CancellationToken.None)).IsEmpty,
        ["MakeReportCard.Ask"] = (portal, by) => Task.FromResult(MakeReportCard.Ask(portal.OnPage(by), portal.Board.Cycle, portal.Board.Cycle.Find(Unit)!).IsGranted),
        ["ReadTrail.Ask"] = (portal, by) => Task.FromResult(ReadTrail.Ask(portal.OnPage(by)).IsGranted),
        ["ReadTrail.Page"] = async (portal, by) => !(await portal.Use<ReadTrail>().Page(by, new())).Entries.IsEmpty,
        ["ReadTrail.All"] = async (portal, by) => await portal.Use<ReadTrail>().All(by, new(), CancellationToken.None).AnyAsync(),
        ["VerifyTrail.Run"] = async (portal, by) => await portal.Use<VerifyTrail>().Run(by, new Progress<TrailProgress>(), CancellationToken.None) is not null,
    };
}
