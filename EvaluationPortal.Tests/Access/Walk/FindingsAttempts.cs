using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about findings of the liaison's unit and about 日常记录, each tried on a new cycle or record.</summary>
internal static class FindingsAttempts
{
    private const string Reason = "核对有误";
    private static readonly PersonId Office = new("reviewer-2"), Liaison = new("liaison-yueyang-2");
    private static readonly FindingPlace Place = new(FilingAttempts.Unit, new("1.2"), Source.Office, 1);

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["ReadFindings.Run of a unit"] = async (portal, by) => await portal.Use<ReadFindings>().Run(by, await FoundAsync(portal), Place.Unit) is not null,
        ["ReadFindings.Run of all"] = async (portal, by) => await portal.Use<ReadFindings>().Run(by, await FoundAsync(portal), null) is not null,
        ["DateMending.Run"] = async (portal, by) => await FoundAsync(portal) is var cycle
            && (await portal.Use<DateMending>().Run(by, cycle, [await SeenAsync(portal, cycle)], ChinaTime.Day(portal.Use<TimeProvider>().GetUtcNow().UtcDateTime))).IsGranted,
        ["ReportMending.Run"] = async (portal, by) => await FoundAsync(portal) is var cycle && (await portal.Use<ReportMending>().Run(by, cycle, await SeenAsync(portal, cycle), "已整改", "")).IsGranted,
        ["CheckMending.Close"] = async (portal, by) => await ReportedAsync(portal) is var cycle && (await portal.Use<CheckMending>().Close(by, cycle, await SeenAsync(portal, cycle))).IsGranted,
        ["CheckMending.Reopen"] = async (portal, by) => await ReportedAsync(portal) is var cycle && (await portal.Use<CheckMending>().Reopen(by, cycle, await SeenAsync(portal, cycle), Reason)).IsGranted,
        ["ReadRecords.Run"] = async (portal, by) => await AddAsync(portal) is var _ && !(await portal.Use<ReadRecords>().Run(by)).IsEmpty,
        ["ReadRecords.Proposed"] = async (portal, by) => await AddAsync(portal) is var _ && !(await portal.Use<ReadRecords>().Proposed(by, WalkedPortal.Cycle, Place.Unit)).IsEmpty,
        ["WriteRecord.Add"] = async (portal, by) => (await portal.Use<WriteRecord>().Add(by, Typed())).IsGranted,
        ["WriteRecord.Change"] = async (portal, by) => await AddAsync(portal) is var (typed, version) && (await portal.Use<WriteRecord>().Change(by, typed with { What = "改过" }, Reason, version)).IsGranted,
        ["WriteRecord.Withdraw"] = async (portal, by) => await AddAsync(portal) is var (typed, version) && (await portal.Use<WriteRecord>().Withdraw(by, typed.Id, Reason, version)).IsGranted,
        ["DrawRecord.Run"] = async (portal, by) => await FoundAsync(portal) is var cycle && await AddAsync(portal) is var (typed, _)
            && (await portal.Use<DrawRecord>().Run(by, cycle, Place.Unit, Place.Indicator, typed.Id, portal.Use<LiveScoreboards>().Of(cycle).Find(Place.Unit, Place.Indicator)!.Version)).IsGranted,
    };

    /// <summary>A new cycle in which a finding stands.</summary>
    private static async Task<string> FoundAsync(WalkedPortal portal)
    {
        var cycle = (await CycleAttempts.NewAsync(portal, Stage.Review)).Code;
        Edit edit = new(Guid.NewGuid(), Place.Unit, Place.Indicator, Place.Source, new Findings([new(Place.Finding, "年报附件打不开")]), null, 0);
        Assert.IsType<Saved>((await portal.Use<RecordAssessments>().Run(Office, cycle, [edit]))[0]);
        return cycle;
    }

    private static async Task<string> ReportedAsync(WalkedPortal portal)
    {
        var cycle = await FoundAsync(portal);
        Assert.True((await portal.Use<ReportMending>().Run(Liaison, cycle, await SeenAsync(portal, cycle), "已整改", "")).IsGranted);
        return cycle;
    }

    private static async Task<FindingSeen> SeenAsync(WalkedPortal portal, string cycle) =>
        new(Place, (await portal.Use<ReadFindings>().Run(Office, cycle, Place.Unit))!.Value.Single(f => f.Place == Place).Mending.Version);

    private static TypedRecord Typed() => new(Guid.NewGuid(), Place.Unit, new(2022, 3, 4), "首页有死链", "巡查", "");

    private static async Task<(TypedRecord Typed, long Version)> AddAsync(WalkedPortal portal)
    {
        var typed = Typed();
        Assert.True((await portal.Use<WriteRecord>().Add(Office, typed)).IsGranted);
        return (typed, (await portal.Use<ReadRecords>().Run(Office)).Single(r => r.Record.Id == typed.Id).Record.Version);
    }
}
