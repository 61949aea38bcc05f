using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>问题清单: from a finding to 销号, apart from the score.</summary>
public abstract class MendingTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Office = new("reviewer-1"), Liaison = new("liaison-yueyang"), Stranger = new("liaison-sijing");
    private static readonly FindingPlace Place = new(new("yueyang"), new("1.2"), Source.Office, 1);

    private MendingChange Mendings => new(Records.Ledger, Records.Live, Records.People);

    [Fact]
    public async Task A_finding_goes_from_its_date_to_its_closing_and_the_score_stays()
    {
        await FindAsync(new Finding(1, "年报附件打不开"));
        Granted(await DateAsync([await SeenAsync()], new(2022, 11, 25)));
        Assert.Equal("整改期限不能早于今天。", Why(await DateAsync([await SeenAsync()], new(2022, 11, 19))));
        Assert.True((await ListedAsync()).Mending.IsOverdue(new(2022, 11, 26)));
        Assert.Contains("不是您的单位", Why(await ReportAsync(Stranger, await SeenAsync(), "已更换附件", "")), StringComparison.Ordinal);
        Granted(await ReportAsync(Liaison, await SeenAsync(), "已更换附件", "https://www.example.gov.cn/nb"));
        Assert.Contains("“已整改待核”，不能这样办理", Why(await ReportAsync(Liaison, await SeenAsync(), "又一次", "")), StringComparison.Ordinal);
        Assert.Contains("请写明退回整改的原因", Why(await ReopenAsync(await SeenAsync(), " ")), StringComparison.Ordinal);
        Granted(await ReopenAsync(await SeenAsync(), "附件仍打不开"));
        Assert.Equal((MendingState.Open, "附件仍打不开"), ((await ListedAsync()).Mending.State, (await ListedAsync()).Mending.Reason));
        Granted(await ReportAsync(Liaison, await SeenAsync(), "已重新上传", ""));
        Granted(await CloseAsync(await SeenAsync()));
        Assert.Equal(MendingState.Closed, (await ListedAsync()).Mending.State);
        Assert.Equal(4m, Points);
        Assert.Equal(
            [AuditKinds.Assessed, AuditKinds.MendingDated, AuditKinds.MendingReported, AuditKinds.MendingReopened, AuditKinds.MendingReported, AuditKinds.MendingClosed],
            (await Records.TrailAsync()).Skip(1).Select(e => e.Kind));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Where_the_cycle_says_so_closing_restores_the_points_and_giving_back_takes_them_off_again()
    {
        await SetAsync(Records.Board.Cycle.Settings with { MendingRestoresPoints = true });
        await FindAsync(new(1, "年报附件打不开"), new(2, "错别字"));
        Granted(await ReportAsync(Liaison, await SeenAsync(), "已更换", ""));
        Granted(await CloseAsync(await SeenAsync()));
        Assert.Equal(4m, Points);
        Assert.Contains("另有1个问题已整改销号，不再扣分", Records.Board.Find(Place.Unit, Place.Indicator)!.Score.Explanation, StringComparison.Ordinal);
        Granted(await ReopenAsync(await SeenAsync(), "核错了"));
        Assert.Equal(3m, Points);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_finding_taken_out_of_its_cell_leaves_its_mending_to_no_other()
    {
        await FindAsync(new Finding(1, "年报附件打不开"));
        Granted(await DateAsync([await SeenAsync()], new(2022, 11, 25)));
        await FindAsync();
        Assert.Equal(AuditKinds.MendingDropped, (await Records.TrailAsync())[^1].Kind);
        await FindAsync(new Finding(1, "别的问题"));
        Assert.Equal(Mending.Untouched, (await ListedAsync()).Mending);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Whoever_moves_what_somebody_moved_meanwhile_is_told_so_and_all_or_none_are_dated()
    {
        await FindAsync(new(1, "年报附件打不开"), new(2, "待核实") { Confirmed = false });
        var seen = await SeenAsync();
        Assert.Contains("尚待确认", Why(await DateAsync([seen, new(Place with { Finding = 2 }, 0)], new(2022, 11, 25))), StringComparison.Ordinal);
        Assert.Null((await ListedAsync()).Mending.Due);
        Granted(await DateAsync([seen], new(2022, 11, 25)));
        Assert.Contains("刚被他人办理", Why(await DateAsync([seen], new(2022, 11, 26))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_liaison_sees_the_own_list_as_far_as_the_stage_shows_the_score()
    {
        await FindAsync(new Finding(1, "年报附件打不开"));
        var read = new ReadFindings(Records.Database, Records.Live, Records.People);
        Assert.Single((await read.Run(Liaison, Records.Cycle, Place.Unit, Stop))!.Value);
        Assert.Null(await read.Run(Liaison, Records.Cycle, null, Stop));
        Assert.Null(await read.Run(Stranger, Records.Cycle, Place.Unit, Stop));
        await SetAsync(Records.Board.Cycle.Settings with { LiaisonsSee = CycleSettings.InEveryStage(LiaisonView.Progress) });
        Assert.Null(await read.Run(Liaison, Records.Cycle, Place.Unit, Stop));
        Assert.Contains("尚未向单位开放", Why(await ReportAsync(Liaison, await SeenAsync(), "已更换", "")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mending_changed_beside_the_ledger_is_named()
    {
        await FindAsync(new Finding(1, "年报附件打不开"));
        Granted(await DateAsync([await SeenAsync()], new(2022, 11, 25)));
        await Records.ExecuteAsync("UPDATE mendings SET standing = REPLACE(standing, '2022-11-25', '2022-12-25')");
        Assert.Contains("指标1.2的问题1的整改状态被改动", (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    private Task<Permit> DateAsync(FindingSeen[] findings, DateOnly due) => new DateMending(Mendings).Run(Office, Records.Cycle, findings, due, Stop);

    private Task<Permit> ReportAsync(PersonId by, FindingSeen finding, string report, string link) => new ReportMending(Mendings).Run(by, Records.Cycle, finding, report, link, stop: Stop);

    private Task<Permit> CloseAsync(FindingSeen finding) => new CheckMending(Mendings).Close(Office, Records.Cycle, finding, Stop);

    private Task<Permit> ReopenAsync(FindingSeen finding, string reason) => new CheckMending(Mendings).Reopen(Office, Records.Cycle, finding, reason, Stop);

    private decimal Points => Assert.IsType<Awarded>(Records.Board.Find(Place.Unit, Place.Indicator)!.Score).Points;

    private async Task FindAsync(params Finding[] findings) => Assert.IsType<Saved>(await Records.EditAsync(Office.Value, Records.Edit("yueyang", "1.2", new Findings([.. findings]), seen: long.MaxValue)));

    private async Task<ListedFinding> ListedAsync() =>
        (await new ReadFindings(Records.Database, Records.Live, Records.People).Run(Office, Records.Cycle, Place.Unit, Stop))!.Value.Single(f => f.Place == Place);

    private async Task<FindingSeen> SeenAsync() => new(Place, (await ListedAsync()).Mending.Version);

    private async Task SetAsync(CycleSettings settings)
    {
        var cycle = Records.Board.Cycle;
        Granted(await new ChangeSettings(new CycleChange(Records.Ledger, Records.Live, Records.People)).Run(new("administrator"), cycle.Code, settings, cycle.Name, cycle.Version, Stop));
    }

    private static void Granted(Permit permit) => Assert.True(permit.IsGranted, (permit as Denied)?.Why);

    private static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}

public sealed class MendingOnSqliteTests(Databases databases) : MendingTests(Provider.Sqlite, databases);

public sealed class MendingOnPostgresTests(Databases databases) : MendingTests(Provider.Postgres, databases);
