using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>日常记录: written all year, drawn into one cell each.</summary>
public abstract class DailyRecordTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Office = new("reviewer-1"), Liaison = new("liaison-yueyang");
    private static readonly UnitCode Yueyang = new("yueyang");
    private static readonly IndicatorCode Sites = new("1.2");

    private readonly LiveRecords _told = new(NullLogger<LiveRecords>.Instance);

    private WriteRecord Write => new(Records.Ledger, Records.Live, _told, Records.People);

    private ReadRecords Read => new(Records.Database, Records.Live, Records.People);

    private DrawRecord Draw => new(Records.Record, Read, Records.Live);

    [Fact]
    public async Task A_record_drawn_into_a_cell_says_where_and_is_proposed_no_more_until_it_is_taken_out()
    {
        var typed = Typed("首页有死链");
        Granted(await Write.Add(Office, typed, Stop));
        Granted(await Write.Add(Office, typed, Stop));
        Assert.Equal([typed.Id], (await Read.Proposed(Office, Records.Cycle, Yueyang, Stop)).Select(r => r.Id));
        Granted(await Draw.Run(Office, Records.Cycle, Yueyang, Sites, typed.Id, 0, Stop));
        var finding = Assert.Single(Assert.IsType<Findings>(Records.Board.Find(Yueyang, Sites)!.Counted!.Observation).List);
        Assert.Equal(("首页有死链", "https://www.example.gov.cn/", new DateOnly(2022, 3, 4), "巡查", typed.Id), (finding.What, finding.Where, finding.When, finding.FoundBy, finding.Record));
        Assert.Empty(await Read.Proposed(Office, Records.Cycle, Yueyang, Stop));
        Assert.Equal([new RecordUse(Records.Cycle, Records.Board.Cycle.Name, Sites)], Assert.Single(await Read.Run(Office, Stop)).Uses);
        Assert.IsType<Saved>(await Records.EditAsync(Office.Value, Records.Edit("yueyang", "1.2", null, seen: long.MaxValue)));
        Assert.Single(await Read.Proposed(Office, Records.Cycle, Yueyang, Stop));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_record_is_drawn_once_in_a_cycle_for_its_own_unit_and_never_withdrawn()
    {
        var (first, second) = (Typed("首页有死链"), Typed("信箱无人回复"));
        Granted(await Write.Add(Office, first, Stop));
        Granted(await Write.Add(Office, second, Stop));
        Granted(await Draw.Run(Office, Records.Cycle, Yueyang, Sites, first.Id, 0, Stop));
        Assert.Equal("这条日常记录已取为1.2的问题，每条只取一次。", await RejectedAsync("yueyang", "8.1", first.Id));
        Assert.Equal("没有这条日常记录。", await RejectedAsync("sijing", "1.2", second.Id));
        Granted(await Write.Withdraw(Office, second.Id, "登记有误", await VersionAsync(second.Id), Stop));
        Assert.Equal("这条日常记录已撤回，不能取为问题。", await RejectedAsync("yueyang", "8.1", second.Id));
        Assert.Contains("已撤回", Why(await Draw.Run(Office, Records.Cycle, Yueyang, Sites, second.Id, 0, Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_a_units_predecessor_is_proposed_and_drawn_too()
    {
        var typed = Typed("首页有死链");
        Granted(await Write.Add(Office, typed, Stop));
        await Records.OpenCycleAsync(Stage.SelfReport, "2022-2");
        var next = Records.Live.Of("2022-2").Cycle;
        var merged = next.Units.RemoveAt(next.IndexOf(Yueyang)).SetItem(0, next.Units[0] with { Predecessors = [Yueyang] });
        Granted(await new ChangeUnits(new(Records.Ledger, Records.Live, Records.People), Records.Live).Run(new("administrator"), "2022-2", merged, next.Version, Stop));
        Assert.Equal([typed.Id], (await Read.Proposed(Office, "2022-2", merged[0].Code, Stop)).Select(r => r.Id));
        Granted(await Draw.Run(Office, "2022-2", merged[0].Code, Sites, typed.Id, 0, Stop));
        Assert.Empty(await Read.Proposed(Office, "2022-2", merged[1].Code, Stop));
    }

    [Fact]
    public async Task Changes_have_a_reason_and_what_was_there_stays_on_the_trail()
    {
        var typed = Typed("首页有死链");
        Granted(await Write.Add(Office, typed, Stop));
        var seen = await VersionAsync(typed.Id);
        Assert.Equal("请写明修改的原因。", Why(await Write.Change(Office, typed with { What = "栏目有死链" }, "", seen, Stop)));
        Granted(await Write.Change(Office, typed with { What = "栏目有死链" }, "位置写错", seen, Stop));
        Assert.Contains("刚被他人修改", Why(await Write.Withdraw(Office, typed.Id, "登记有误", seen, Stop)), StringComparison.Ordinal);
        Granted(await Write.Withdraw(Office, typed.Id, "登记有误", await VersionAsync(typed.Id), Stop));
        Assert.Equal("登记有误", Assert.Single(await Read.Run(Office, Stop)).Record.Withdrawn);
        var trail = (await Records.TrailAsync()).TakeLast(3).ToList();
        Assert.Equal([AuditKinds.RecordAdded, AuditKinds.RecordChanged, AuditKinds.RecordWithdrawn], trail.Select(e => e.Kind));
        Assert.Contains("首页有死链", trail[1].Before, StringComparison.Ordinal);
        Assert.Null((await Records.VerifyAsync()).Fault);
        await Records.ExecuteAsync("UPDATE daily_records SET record = REPLACE(record, '栏目', '首页')");
        Assert.Contains($"日常记录{typed.Id}被改动", (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_the_offices_own_and_lie_within_its_days()
    {
        Assert.False((await Write.Add(Liaison, Typed("首页有死链"), Stop)).IsGranted);
        Assert.Empty(await Read.Run(Liaison, Stop));
        Assert.Equal("日期不能晚于今天。", Why(await Write.Add(Office, Typed("x") with { Day = new(2022, 11, 21) }, Stop)));
        Assert.Equal("请写明事实。", Why(await Write.Add(Office, Typed(" "), Stop)));
        Granted(await Write.Add(Office, Typed("去年的事") with { Day = new(2021, 12, 31) }, Stop));
        Assert.Empty(await Read.Proposed(Office, Records.Cycle, Yueyang, Stop));
    }

    private static TypedRecord Typed(string what) => new(Guid.NewGuid(), Yueyang, new(2022, 3, 4), what, "巡查", "https://www.example.gov.cn/");

    private async Task<string> RejectedAsync(string unit, string indicator, Guid record) =>
        Assert.IsType<Rejected>(await Records.EditAsync(Office.Value, Records.Edit(unit, indicator, new Findings([new Finding(1, "取用") { Record = record }]), seen: long.MaxValue))).Why;

    private async Task<long> VersionAsync(Guid record) => (await Read.Run(Office, Stop)).Single(r => r.Record.Id == record).Record.Version;

    private static void Granted(Permit permit) => Assert.True(permit.IsGranted, (permit as Denied)?.Why);

    private static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}

public sealed class DailyRecordOnSqliteTests(Databases databases) : DailyRecordTests(Provider.Sqlite, databases);

public sealed class DailyRecordOnPostgresTests(Databases databases) : DailyRecordTests(Provider.Postgres, databases);
