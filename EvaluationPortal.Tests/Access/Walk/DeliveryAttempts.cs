using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about deliveries, each tried on a new cycle's: of the bureau and the third party that walk.</summary>
internal static class DeliveryAttempts
{
    private const string Reason = "该单位不能登录";
    private static readonly PersonId Office = new("reviewer-2");

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["DeliverResult.Run"] = (portal, by) => OnAnyAsync(portal, enters: false, (cycle, assessor) => portal.Use<DeliverResult>().Run(by, cycle, assessor, incomplete: true)),
        ["DeliverResult.Run while the office enters"] = (portal, by) => OnAnyAsync(portal, enters: true, (cycle, assessor) => portal.Use<DeliverResult>().Run(by, cycle, assessor, incomplete: true)),
        ["ReturnDelivery.Run"] = (portal, by) => OnAnyAsync(portal, enters: true, async (cycle, assessor) =>
        {
            Assert.True((await portal.Use<DeliverResult>().Run(Office, cycle, assessor, incomplete: true)).IsGranted);
            return await portal.Use<ReturnDelivery>().Run(by, cycle, assessor, Reason);
        }),
        ["EnterForAssessor.Begin"] = (portal, by) => OnAnyAsync(portal, enters: false, (cycle, assessor) => portal.Use<EnterForAssessor>().Begin(by, cycle, assessor, Reason)),
        ["EnterForAssessor.End"] = (portal, by) => OnAnyAsync(portal, enters: true, (cycle, assessor) => portal.Use<EnterForAssessor>().End(by, cycle, assessor)),
        ["AssignReport.Run"] = async (portal, by) =>
        {
            var cycle = (await CycleAttempts.NewAsync(portal, Stage.Review)).Code;
            var report = await AddAsync(portal, cycle, EvidenceAddress.ReportsOn(null));
            return (await portal.Use<AssignReport>().Run(by, cycle, report.Id, FilingAttempts.Unit)).IsGranted;
        },
    };

    /// <summary>Whether it works on the delivery of any assessor; each lies ready with its scan.</summary>
    /// <param name="enters">The office enters in the assessor's place.</param>
    private static async Task<bool> OnAnyAsync(WalkedPortal portal, bool enters, Func<string, string, Task<Core.Access.Permit>> attempt)
    {
        var cycle = (await CycleAttempts.NewAsync(portal, Stage.Review)).Code;
        var worked = false;
        foreach (var assessor in portal.Use<LiveScoreboards>().Of(cycle).Cycle.Assessors())
        {
            await AddAsync(portal, cycle, EvidenceAddress.ScansOf(assessor));
            if (enters) Assert.True((await portal.Use<EnterForAssessor>().Begin(Office, cycle, assessor.Name, Reason)).IsGranted);
            worked |= (await attempt(cycle, assessor.Name)).IsGranted;
        }

        return worked;
    }

    private static async Task<EvidenceFile> AddAsync(WalkedPortal portal, string cycle, EvidenceAddress at) =>
        (await portal.Use<AddEvidence>().Run(Office, cycle, at, "结果.pdf", new MemoryStream(EvidenceDesk.Pdf(portal.New("walked"))), CancellationToken.None)).File!;
}
