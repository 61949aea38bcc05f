using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about what units filed, tried on the cells of each kind of assessor.</summary>
internal static class ReviewingAttempts
{
    private static readonly PersonId Reviewer = new("reviewer-2");

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["ReadFiled.Of"] = async (portal, by) => await FilingAttempts.ClaimedAsync(portal) is var cycle && await AnyAsync(async i => await portal.Use<ReadFiled>().Of(by, cycle, FilingAttempts.Unit, new(i)) is not null),
        ["ReadFiled.All"] = async (portal, by) => await FilingAttempts.ClaimedAsync(portal) is var cycle && await AnyAsync(async i => !(await portal.Use<ReadFiled>().All(by, cycle, new(i))).IsEmpty),
        ["ReadFiled.Unseen"] = async (portal, by) => !(await portal.Use<ReadFiled>().Unseen(by, await FilingAttempts.ClaimedAsync(portal))).IsEmpty,
        ["MarkSeen.Run"] = async (portal, by) => await FilingAttempts.ClaimedAsync(portal) is var cycle && await AnyAsync(async i => (await portal.Use<MarkSeen>().Run(by, cycle, FilingAttempts.Unit, new(i), 1)).IsGranted),
        ["DecideClaim.Run"] = async (portal, by) => (await portal.Use<DecideClaim>().Run(by, await FilingAttempts.ClaimedAsync(portal), FilingAttempts.Unit, new("1.4"), new(1, null, 0))).IsGranted,
        ["WriteNote.Ask"] = (portal, by) => Task.FromResult(WriteNote.Ask(portal.OnPage(by), portal.Board.Cycle).IsGranted),
        ["WriteNote.Run"] = async (portal, by) => (await portal.Use<WriteNote>().Run(by, WalkedPortal.Cycle, new("1.4"), "只看年度计划")).IsGranted,
        ["ReadNotes.Run"] = (portal, by) => AnyAsync(async i =>
        {
            Assert.True((await portal.Use<WriteNote>().Run(Reviewer, WalkedPortal.Cycle, new(i), "只看年度计划")).IsGranted);
            return !(await portal.Use<ReadNotes>().Run(by, WalkedPortal.Cycle, new(i))).IsEmpty;
        }),
        ["OftenUsed.Run"] = (portal, by) => AnyAsync(async i => await portal.Use<OftenUsed>().Run(by, WalkedPortal.Cycle, new(i)) is not null),
    };

    private static async Task<bool> AnyAsync(Func<string, Task<bool>> attempt)
    {
        var worked = false;
        foreach (var indicator in ScoringAttempts.Indicators) worked |= await attempt(indicator);
        return worked;
    }
}
