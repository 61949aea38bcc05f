using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about the self-report of the liaison who walks, each tried on a new cycle's.</summary>
internal static class FilingAttempts
{
    public static readonly UnitCode Unit = new("yueyang");

    private const string Reason = "链接打不开";
    private static readonly IndicatorCode Indicator = new("1.4");

    /// <summary>Colleagues of whoever walks, who bring the report where it has to be.</summary>
    private static readonly PersonId Colleague = new("liaison-yueyang-2"), Leader = new("unit-leader-yueyang");

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["SaveDrafts.Run"] = async (portal, by) => (await portal.Use<SaveDrafts>().Run(by, await NewAsync(portal), Unit, Typed())).All(o => o.State == "saved"),
        ["ReadSelfReport.Run"] = async (portal, by) => await portal.Use<ReadSelfReport>().Run(by, await FiledAsync(portal), Unit) is not null,
        ["StageFiling.Run"] = async (portal, by) => await StagedAsync(portal, by, await NewAsync(portal)) is not null,
        ["ReadImports.ListOf"] = async (portal, by) => await NewAsync(portal) is var cycle && await StagedAsync(portal, Colleague, cycle) is not null && !(await portal.Use<ReadImports>().ListOf(by, cycle, Unit)).IsEmpty,
        ["ApplyFiling.Run"] = async (portal, by) => await NewAsync(portal) is var cycle && await StagedAsync(portal, by, cycle) is { } id && await ApplyAsync(portal, by, cycle, id),
        ["TakeBackFiling.Run"] = async (portal, by) =>
        {
            var cycle = await NewAsync(portal);
            var id = (await StagedAsync(portal, Colleague, cycle))!.Value;
            Assert.True(await ApplyAsync(portal, Colleague, cycle, id));
            return (await portal.Use<TakeBackFiling>().Run(by, cycle, Unit, id, 2)).IsGranted;
        },
        ["SendForCheck.Run"] = async (portal, by) => (await portal.Use<SendForCheck>().Run(by, await NewAsync(portal), Unit, 0, incomplete: true)).IsGranted,
        ["TakeBack.Run"] = async (portal, by) => await SentAsync(portal) is var cycle && (await portal.Use<TakeBack>().Run(by, cycle, Unit, await SeenAsync(portal, cycle))).IsGranted,
        ["SendBack.Run"] = async (portal, by) => await SentAsync(portal) is var cycle && (await portal.Use<SendBack>().Run(by, cycle, Unit, Reason, await SeenAsync(portal, cycle))).IsGranted,
        ["SubmitReport.Run"] = async (portal, by) => await SentAsync(portal) is var cycle && (await portal.Use<SubmitReport>().Run(by, cycle, Unit, await SeenAsync(portal, cycle), incomplete: true)).IsGranted,
        ["ReadFilings.Run"] = async (portal, by) => !(await portal.Use<ReadFilings>().Run(by, WalkedPortal.Cycle)).IsEmpty,
        ["ReturnIndicator.Run"] = async (portal, by) => await FiledAsync(portal) is var cycle && (await portal.Use<ReturnIndicator>().Run(by, cycle, Unit, Indicator, Reason, await SeenAsync(portal, cycle))).IsGranted,
    };

    /// <summary>What a browser would send of one field, newer than whatever stands.</summary>
    public static DraftEdit[] Typed() => [new(Guid.NewGuid(), Indicator.Value, nameof(DraftField.Text), $"{Guid.NewGuid()}", 1_000_000_000)];

    /// <summary>A new cycle in which the unit has claimed a 零报告 for 1.4.</summary>
    public static async Task<string> ClaimedAsync(WalkedPortal portal)
    {
        var cycle = await NewAsync(portal);
        Assert.Equal("saved", Assert.Single(await portal.Use<SaveDrafts>().Run(Colleague, cycle, Unit, [new(Guid.NewGuid(), Indicator.Value, nameof(DraftField.Claim), new FilingClaim(ClaimKind.ZeroReport, "全年没有").Write(), 0)])).State);
        await FileAsync(portal, cycle);
        return cycle;
    }

    private static async Task<Guid?> StagedAsync(WalkedPortal portal, PersonId by, string cycle) =>
        (await portal.Use<StageFiling>().Run(by, cycle, Unit, "填报表.xlsx", "0", new([new("B2", Unit.Value, Indicator, "说明", Field: DraftField.Text)], [], null))).Id;

    private static async Task<bool> ApplyAsync(WalkedPortal portal, PersonId by, string cycle, Guid id)
    {
        var read = portal.Use<ReadImports>();
        return await read.Find(by, cycle, id) is { } batch && await read.PreviewFiling(portal.OnPage(by), batch) is { } preview && (await portal.Use<ApplyFiling>().Run(by, cycle, preview)).IsGranted;
    }

    private static async Task<string> NewAsync(WalkedPortal portal) => (await CycleAttempts.NewAsync(portal, Stage.SelfReport)).Code;

    private static async Task<string> SentAsync(WalkedPortal portal)
    {
        var cycle = await NewAsync(portal);
        await SendAsync(portal, cycle);
        return cycle;
    }

    private static async Task SendAsync(WalkedPortal portal, string cycle) =>
        Assert.True((await portal.Use<SendForCheck>().Run(Colleague, cycle, Unit, 0, incomplete: true)).IsGranted);

    private static async Task<string> FiledAsync(WalkedPortal portal)
    {
        var cycle = await NewAsync(portal);
        await FileAsync(portal, cycle);
        return cycle;
    }

    private static async Task FileAsync(WalkedPortal portal, string cycle)
    {
        await SendAsync(portal, cycle);
        Assert.True((await portal.Use<SubmitReport>().Run(Leader, cycle, Unit, await SeenAsync(portal, cycle), incomplete: true)).IsGranted);
    }

    private static async Task<long> SeenAsync(WalkedPortal portal, string cycle) => (await portal.Use<ReadSelfReport>().Run(Leader, cycle, Unit))!.Report.Version;
}
