using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about evidence, of the unit of the liaison who walks and the indicators of those who deliver.</summary>
internal static class EvidenceAttempts
{
    private static readonly PersonId Liaison = new(EvidenceDesk.Liaison), Office = new("reviewer-1");
    private static readonly EvidenceAddress[] Deliveries = [EvidenceDesk.At("yueyang", "2.4", Source.Bureau), EvidenceDesk.At("yueyang", "1.3", Source.ThirdParty)];

    /// <summary>A file of the unit's own, and one of each who delivers, which the office added in their place.</summary>
    private static readonly (PersonId By, EvidenceAddress At)[] Filed = [(Liaison, EvidenceDesk.Own), .. Deliveries.Select(at => (Office, at))];

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["AddEvidence.Ask"] = (portal, by) => Task.FromResult(AddEvidence.Ask(portal.OnPage(by), portal.Board.Cycle, EvidenceDesk.Own.In(portal.Board.Cycle).Place!).IsGranted),
        ["AddEvidence.Run"] = async (portal, by) => await AddAsync(portal, by, EvidenceDesk.Own) is not null,
        ["AddEvidence.Run a delivery"] = async (portal, by) =>
        {
            var added = false;
            foreach (var at in Deliveries) added |= await AddAsync(portal, by, at) is not null;
            return added;
        },
        ["AddEvidence.Run a mending"] = async (portal, by) => await AddAsync(portal, by, EvidenceAddress.MendingOf(new("yueyang"), new("1.2"))) is not null,
        ["AddEvidence.Run a record"] = async (portal, by) => await AddAsync(portal, by, EvidenceAddress.RecordsOf(new("yueyang"))) is not null,
        ["ReadEvidence.All"] = async (portal, by) =>
        {
            foreach (var (who, at) in Filed) await AddAsync(portal, who, at);
            return (await portal.Use<ReadEvidence>().All(by, WalkedPortal.Cycle, new("yueyang"), CancellationToken.None)).Count > 0;
        },
        ["ReadEvidence.Of"] = async (portal, by) =>
        {
            var told = false;
            foreach (var (who, at) in Filed)
            {
                await AddAsync(portal, who, at);
                told |= (await portal.Use<ReadEvidence>().Of(by, WalkedPortal.Cycle, at, CancellationToken.None)).Count > 0;
            }

            return told;
        },
        ["ReadEvidence.Run"] = async (portal, by) =>
        {
            var told = false;
            foreach (var (who, at) in Filed)
            {
                var file = await AddAsync(portal, who, at);
                var handed = await portal.Use<ReadEvidence>().Run(by, WalkedPortal.Cycle, file!.Id, null, CancellationToken.None);
                if (handed.Content is { } content) await content.DisposeAsync();
                told |= handed.File is not null;
            }

            return told;
        },
        ["RemoveEvidence.Run"] = async (portal, by) =>
            (await portal.Use<RemoveEvidence>().Run(by, WalkedPortal.Cycle, (await AddAsync(portal, Liaison, EvidenceDesk.Own))!.Id, CancellationToken.None)).IsGranted,
    };

    private static async Task<EvidenceFile?> AddAsync(WalkedPortal portal, PersonId by, EvidenceAddress at) =>
        (await portal.Use<AddEvidence>().Run(by, WalkedPortal.Cycle, at, "材料.pdf", new MemoryStream(EvidenceDesk.Pdf(portal.New("walked"))), CancellationToken.None)).File;
}
