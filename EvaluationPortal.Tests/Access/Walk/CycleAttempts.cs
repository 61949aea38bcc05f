using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases that change a cycle, each tried on a new one.</summary>
internal static class CycleAttempts
{
    private const string Reason = "补充通知";

    /// <summary>Adopted, and used by no cycle.</summary>
    private static readonly byte[] OtherTable = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Songjiang2022.SchemeBytes).Replace("\"2022年", "\"另一张2022年", StringComparison.Ordinal));

    private static readonly string OtherDigest = SchemeFile.Read(OtherTable).Scheme!.Digest;

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["ReadSchemes.Run"] = async (portal, by) => (await portal.Use<ReadSchemes>().Run(by, CancellationToken.None)).Count > 0,
        ["ReadSchemes.Adopted"] = async (portal, by) => !(await portal.Use<ReadSchemes>().Adopted(by, CancellationToken.None)).IsEmpty,
        ["AdoptScheme.Ask"] = (portal, by) => Task.FromResult(AdoptScheme.Ask(portal.OnPage(by)).IsGranted),
        ["AdoptScheme.Run"] = async (portal, by) => (await portal.Use<AdoptScheme>().Run(by, OtherTable)).Digest is not null,
        ["MakeCycle.Run"] = async (portal, by) =>
            (await portal.Use<MakeCycle>().Run(by, portal.New("2022-made"), "演练", portal.Board.Cycle.Scheme.Digest, WalkedPortal.Cycle)).IsGranted,
        ["ChangeSettings.Run"] = async (portal, by) =>
            await NewAsync(portal, Stage.Setup) is var cycle && (await portal.Use<ChangeSettings>().Run(by, cycle.Code, cycle.Settings with { RanksOverall = true }, cycle.Name, cycle.Version)).IsGranted,
        ["ChangeUnits.Ask"] = (portal, by) => Task.FromResult(ChangeUnits.Ask(portal.OnPage(by), In(portal, Stage.Setup)).IsGranted),
        ["ChangeUnits.Run"] = async (portal, by) =>
            await NewAsync(portal, Stage.Setup) is var cycle && (await portal.Use<ChangeUnits>().Run(by, cycle.Code, cycle.Units[1..], cycle.Version)).IsGranted,
        ["TakeBackUnits.Last"] = async (portal, by) => await ListedAsync(portal) is var cycle && await portal.Use<TakeBackUnits>().Last(by, cycle.Code) is not null,
        ["TakeBackUnits.Run"] = async (portal, by) => await ListedAsync(portal) is var cycle
            && (await portal.Use<TakeBackUnits>().Run(by, cycle.Code, (await portal.Use<TakeBackUnits>().Last(Administrator(portal), cycle.Code))!.Id, cycle.Version)).Permit.IsGranted,
        ["ExtendDeadline.Ask"] = (portal, by) => Task.FromResult(ExtendDeadline.Ask(portal.OnPage(by), In(portal, Stage.SelfReport)).IsGranted),
        ["ExtendDeadline.Run"] = async (portal, by) => await NewAsync(portal, Stage.SelfReport) is var cycle
            && (await portal.Use<ExtendDeadline>().Run(by, cycle.Code, ScoringAttempts.Unit, portal.Use<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(1), Reason)).IsGranted,
        ["MoveStage.Ask"] = (portal, by) => Task.FromResult(MoveStage.Ask(portal.OnPage(by), In(portal, Stage.Setup), Stage.SelfReport).IsGranted),
        ["MoveStage.Ask into and out of 审定"] = (portal, by) => Task.FromResult(
            MoveStage.Ask(portal.OnPage(by), In(portal, Stage.Feedback), Stage.Final).IsGranted || MoveStage.Ask(portal.OnPage(by), In(portal, Stage.Final), Stage.Feedback).IsGranted),
        ["MoveStage.Run"] = (portal, by) => MoveAsync(portal, by, Stage.SelfReport, Stage.Setup),
        ["MoveStage.Run out of 审定"] = (portal, by) => MoveAsync(portal, by, Stage.Final, Stage.Feedback),
        ["AdjustScore.Ask"] = (portal, by) => Task.FromResult(AdjustScore.Ask(portal.OnPage(by), In(portal, Stage.Review), portal.Board.Cycle.Find(ScoringAttempts.Unit)!).IsGranted),
        ["AdjustScore.AskToApprove"] = (portal, by) => Task.FromResult(AdjustScore.AskToApprove(portal.OnPage(by), In(portal, Stage.Review), Proposed(WalkedPortal.Bystander)).IsGranted),
        ["AdjustScore.AskToApprove the own proposal"] = (portal, by) => Task.FromResult(AdjustScore.AskToApprove(portal.OnPage(by), In(portal, Stage.Review), Proposed(by)).IsGranted),
        ["AdjustScore.Propose"] = async (portal, by) => await ScoredAsync(portal) is var cycle
            && (await portal.Use<AdjustScore>().Propose(by, cycle.Code, ScoringAttempts.Unit, Adjusted, 1, Reason, Reason)).IsGranted,
        ["AdjustScore.Approve"] = async (portal, by) => await ScoredAsync(portal, WalkedPortal.Bystander) is var cycle
            && (await portal.Use<AdjustScore>().Approve(by, cycle.Code, cycle.Settings.Adjustments[0].Id)).IsGranted,
        ["AdjustScore.Approve the own proposal"] = async (portal, by) => await ScoredAsync(portal, by) is var cycle
            && (await portal.Use<AdjustScore>().Approve(by, cycle.Code, cycle.Settings.Adjustments[0].Id)).IsGranted,
        ["AdjustScore.Reject"] = async (portal, by) => await ScoredAsync(portal, WalkedPortal.Bystander) is var cycle
            && (await portal.Use<AdjustScore>().Reject(by, cycle.Code, cycle.Settings.Adjustments[0].Id, Reason)).IsGranted,
        ["ConfirmScores.Ask"] = (portal, by) => Task.FromResult(ConfirmScores.Ask(portal.OnPage(by), In(portal, Stage.Review)).IsGranted),
        ["ConfirmScores.Run"] = async (portal, by) => await NewAsync(portal, Stage.Review) is var cycle && (await portal.Use<ConfirmScores>().Run(by, cycle.Code, ConfirmedPart.Of(ScoringAttempts.Unit))).IsGranted,
        ["ConfirmScores.Unlock"] = async (portal, by) => await NewAsync(portal, Stage.Review) is var cycle
            && (await portal.Use<ConfirmScores>().Run(WalkedPortal.Chief, cycle.Code, ConfirmedPart.Of(ScoringAttempts.Unit))).IsGranted
            && (await portal.Use<ConfirmScores>().Unlock(by, cycle.Code, ConfirmedPart.Of(ScoringAttempts.Unit), Reason)).IsGranted,
        ["CorrectTable.Ask"] = (portal, by) => Task.FromResult(CorrectTable.Ask(portal.OnPage(by), In(portal, Stage.Review)).IsGranted),
        ["CorrectTable.Propose"] = async (portal, by) =>
            await NewAsync(portal, Stage.Review) is var cycle && (await portal.Use<CorrectTable>().Propose(by, cycle.Code, OtherDigest, Reason, cycle.Version)).IsGranted,
        ["CorrectTable.Withdraw"] = async (portal, by) =>
            await NewAsync(portal, Stage.Review, WalkedPortal.Bystander) is var cycle && (await portal.Use<CorrectTable>().Withdraw(by, cycle.Code, cycle.Version)).IsGranted,
        ["CorrectTable.AskToConfirm"] = (portal, by) => Task.FromResult(CorrectTable.AskToConfirm(portal.OnPage(by), In(portal, Stage.Review, WalkedPortal.Bystander)).IsGranted),
        ["CorrectTable.AskToConfirm the own proposal"] = (portal, by) => Task.FromResult(CorrectTable.AskToConfirm(portal.OnPage(by), In(portal, Stage.Review, by)).IsGranted),
        ["CorrectTable.Confirm"] = (portal, by) => ConfirmAsync(portal, by, WalkedPortal.Bystander),
        ["CorrectTable.Confirm the own proposal"] = (portal, by) => ConfirmAsync(portal, by, by),
    };

    /// <summary>Back: forward asks more than who does it.</summary>
    private static async Task<bool> MoveAsync(WalkedPortal portal, PersonId by, Stage from, Stage to) =>
        await NewAsync(portal, from) is var cycle && (await portal.Use<MoveStage>().Run(by, cycle.Code, to, Reason, cycle.Version)).IsGranted;

    private static async Task<bool> ConfirmAsync(WalkedPortal portal, PersonId by, PersonId proposed) =>
        await NewAsync(portal, Stage.Review, proposed) is var cycle && (await portal.Use<CorrectTable>().Confirm(by, cycle.Code, cycle.Version)).IsGranted;

    /// <summary>Puts the other table among the adopted ones; once.</summary>
    public static Task<bool> AdoptAsync(WalkedPortal portal) => portal.Use<Ledger>().Write(transaction =>
    {
        transaction.Db.Schemes.Add(new() { Digest = OtherDigest, Code = "songjiang-2022", File = OtherTable });
        return Task.FromResult(true);
    });

    /// <summary>A cycle like that of 2022 in that stage, with a few of its units.</summary>
    /// <param name="proposed">Who has proposed another table for it; null for nobody.</param>
    private static Cycle In(WalkedPortal portal, Stage stage, PersonId? proposed = null)
    {
        var like = portal.Board.Cycle;
        return like with { Stage = stage, Units = [.. like.Units[..3], like.Find(FilingAttempts.Unit)!], Settings = new() { ProposedTable = proposed is { } person ? new(OtherDigest, Reason, person, DateTime.UnixEpoch) : null } };
    }

    private static readonly IndicatorCode Adjusted = new("1.4");

    /// <summary>Full points for <see cref="Adjusted"/>, to be one.</summary>
    private static Adjustment Proposed(PersonId by) => new(Guid.NewGuid(), ScoringAttempts.Unit, Adjusted, 1, 5, Reason, Reason, by, DateTime.UnixEpoch, null);

    /// <summary>A cycle in which one cell has full points, and an adjustment of it waits.</summary>
    /// <param name="proposed">By whom it waits; null for none.</param>
    private static async Task<Cycle> ScoredAsync(WalkedPortal portal, PersonId? proposed = null)
    {
        var cycle = In(portal, Stage.Review);
        var code = portal.New("2022-walk");
        await portal.Use<OpenCycle>().Run(PersonId.System, code, code, Stage.Review, cycle.Scheme, [], cycle.Units, new() { Adjustments = proposed is { } by ? [Proposed(by)] : [] }, CancellationToken.None);
        var full = new Edit(Guid.NewGuid(), ScoringAttempts.Unit, Adjusted, Source.Office, new Core.Scoring.Level(1), null, 0);
        Assert.IsType<Saved>(Assert.Single(await portal.Use<RecordAssessments>().Run(new("reviewer-1"), code, [full])));
        return portal.Use<LiveScoreboards>().Of(code).Cycle;
    }

    private static PersonId Administrator(WalkedPortal portal) => portal.WhoIsOver(Role.Administrator.ChineseName());

    /// <summary>A new cycle whose list of units was changed.</summary>
    private static async Task<Cycle> ListedAsync(WalkedPortal portal)
    {
        var cycle = await NewAsync(portal, Stage.Setup);
        Assert.True((await portal.Use<ChangeUnits>().Run(Administrator(portal), cycle.Code, cycle.Units[1..], cycle.Version)).IsGranted);
        return portal.Use<LiveScoreboards>().Of(cycle.Code).Cycle;
    }

    /// <summary>One as <see cref="In"/>, opened anew.</summary>
    internal static async Task<Cycle> NewAsync(WalkedPortal portal, Stage stage, PersonId? proposed = null)
    {
        var (code, cycle) = (portal.New("2022-walk"), In(portal, stage, proposed));
        await portal.Use<OpenCycle>().Run(PersonId.System, code, code, stage, cycle.Scheme, [], cycle.Units, cycle.Settings, CancellationToken.None);
        return portal.Use<LiveScoreboards>().Of(code).Cycle;
    }
}
