using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>Files that findings, reports of mending and 日常记录 name.</summary>
public abstract class AttachedFilesTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Office = "reviewer-1", Liaison = EvidenceDesk.Liaison, Stranger = EvidenceDesk.Other;
    private static readonly UnitCode Yueyang = new("yueyang");
    private static readonly IndicatorCode Sites = new("1.2");
    private static readonly EvidenceAddress Mended = EvidenceAddress.MendingOf(Yueyang, Sites), Noted = EvidenceAddress.RecordsOf(Yueyang), Found = new(Yueyang, Sites, Source.Office);

    private ReportMending Report => new(new(Records.Ledger, Records.Live, Records.People));

    [Fact]
    public async Task A_report_of_mending_names_a_file_of_the_units_own_that_stays_while_the_report_stands()
    {
        using var desk = new EvidenceDesk(Records);
        await FindAsync(new Finding(1, "年报附件打不开"));
        var file = await desk.AddedAsync(Liaison, Mended, EvidenceDesk.Pdf("mended"), "整改后.pdf");
        var filed = await desk.AddedAsync(Liaison, EvidenceDesk.At("yueyang", "1.1"), EvidenceDesk.Pdf("filed"));
        Assert.Contains("需要的角色是", (await desk.AddAsync(Office, Mended, EvidenceDesk.Pdf("x"))).Why, StringComparison.Ordinal);
        Assert.Contains("泗泾镇不是您的单位", (await desk.AddAsync(Liaison, EvidenceAddress.MendingOf(new("sijing"), Sites), EvidenceDesk.Pdf("x"))).Why, StringComparison.Ordinal);
        Assert.Contains("整改附件由单位上传", (await desk.AddAsync(Liaison, Mended with { Source = Source.Office }, EvidenceDesk.Pdf("x"))).Why, StringComparison.Ordinal);

        Assert.Equal("没有这份材料。", Why(await ReportAsync(filed.Id)));
        Assert.Equal("没有这份材料。", Why(await ReportAsync(Guid.NewGuid())));
        Assert.Equal("没有这份材料。", Why(await ReportAsync(file.Id, filed.Id)));
        var second = await desk.AddedAsync(Liaison, Mended, EvidenceDesk.Pdf("second"), "核对表.pdf");
        var spare = await desk.AddedAsync(Liaison, Mended, EvidenceDesk.Pdf("spare"), "多余.pdf");
        Granted(await ReportAsync(file.Id, second.Id));
        Assert.Equal([file.Id, second.Id], (await MendingAsync()).Files.All);
        Assert.Contains("已随整改情况报告", Why(await desk.Remove.Run(new(Liaison), Records.Cycle, second.Id, Stop)), StringComparison.Ordinal);
        Granted(await desk.Remove.Run(new(Liaison), Records.Cycle, spare.Id, Stop));
        Assert.Contains("已随整改情况报告", Why(await desk.Remove.Run(new(Liaison), Records.Cycle, file.Id, Stop)), StringComparison.Ordinal);
        Assert.Equal([["整改后.pdf", "核对表.pdf"], ["整改后.pdf", "核对表.pdf"], []], await NamesAsync(desk, Mended, Liaison, Office, Stranger));
        Assert.Null((await desk.HandOutAsync(Stranger, file.Id)).File);
        // Not among what the unit files of itself.
        Assert.Empty(await desk.NamesAsync(Liaison, new(Yueyang, Sites, Source.Self)));
        Assert.Null(await desk.VerifyAsync());
        await Records.ExecuteAsync("UPDATE evidence SET about = 0 WHERE name = '整改后.pdf'");
        Assert.NotNull(await desk.VerifyAsync());
    }

    [Fact]
    public async Task Findings_are_mended_with_files_after_the_result_too_when_no_others_can_be_added()
    {
        using var desk = new EvidenceDesk(Records);
        await Records.OpenCycleAsync(Stage.Published, "2021");
        Assert.NotNull((await desk.AddAsync(Liaison, Mended, EvidenceDesk.Pdf(), cycle: "2021")).File);
        Assert.Contains("不能增减材料", (await desk.AddAsync(Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(), cycle: "2021")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_names_a_file_of_its_own_cell_and_the_unit_sees_it_as_far_as_it_sees_the_score()
    {
        using var desk = new EvidenceDesk(Records);
        var file = await desk.AddedAsync(Office, Found, EvidenceDesk.Pdf("found"), "截图.pdf");
        var elsewhere = await desk.AddedAsync(Office, EvidenceDesk.At("sijing", "1.2", Source.Office), EvidenceDesk.Pdf("else"));
        Assert.Contains("不是这一格的评估材料", (await EditAsync(new Finding(1, "死链") { Files = new([file.Id, elsewhere.Id]) }) as Rejected)?.Why, StringComparison.Ordinal);
        Assert.Contains("不是这一格的评估材料", (await EditAsync(new Finding(1, "死链") { Files = new([Guid.NewGuid()]) }) as Rejected)?.Why, StringComparison.Ordinal);
        var second = await desk.AddedAsync(Office, Found, EvidenceDesk.Pdf("found too"), "截图2.pdf");
        Assert.IsType<Saved>(await EditAsync(new Finding(1, "死链") { Files = new([file.Id, second.Id]) }));
        // What stands is not asked for again when something else of it changes.
        Granted(await desk.Remove.Run(new(Office), Records.Cycle, file.Id, Stop));
        Assert.IsType<Saved>(await EditAsync(new Finding(1, "首页死链") { Files = new([file.Id, second.Id]) }));
        Assert.Equal([file.Id, second.Id], ((Findings)(await Records.StoredAsync()).Find(Yueyang, Sites)!.Counted!.Observation!).List[0].Files.All);

        Assert.NotNull(await SeenAsync(desk, Liaison, file.Id));
        Assert.NotNull(await SeenAsync(desk, Liaison, second.Id));
        Assert.Null(await SeenAsync(desk, Stranger, file.Id));
        await SetAsync(Records.Board.Cycle.Settings with { LiaisonsSee = CycleSettings.InEveryStage(LiaisonView.Progress) });
        Assert.Null(await SeenAsync(desk, Liaison, file.Id));
        Assert.NotNull(await SeenAsync(desk, Office, file.Id));
        Assert.Null(await desk.VerifyAsync());
    }

    [Fact]
    public async Task A_daily_record_names_a_file_that_only_the_office_sees()
    {
        using var desk = new EvidenceDesk(Records);
        var write = new WriteRecord(Records.Ledger, Records.Live, Records.LiveRecords, Records.People);
        var file = await desk.AddedAsync(Office, Noted, EvidenceDesk.Pdf("noted"), "签到表.pdf");
        Assert.Contains("需要的角色是", (await desk.AddAsync(Liaison, Noted, EvidenceDesk.Pdf("x"))).Why, StringComparison.Ordinal);
        Assert.Contains("需要的角色是", (await desk.AddAsync("third-party", Noted, EvidenceDesk.Pdf("x"))).Why, StringComparison.Ordinal);
        Assert.Equal([["签到表.pdf"], ["签到表.pdf"], [], [], []], await NamesAsync(desk, Noted, Office, "administrator", Liaison, "bureau-finance", "leader"));
        Assert.Null((await desk.HandOutAsync(Liaison, file.Id)).File);

        var photo = await desk.AddedAsync(Office, Noted, EvidenceDesk.Pdf("photo"), "照片.pdf");
        var typed = new TypedRecord(Guid.NewGuid(), Yueyang, new(2022, 3, 4), "培训缺席", "培训签到", "", new([new(Records.Cycle, file.Id), new(Records.Cycle, photo.Id)]));
        Assert.Contains("属于另一个单位", Why(await write.Add(new(Office), typed with { Unit = new("sijing") }, Stop)), StringComparison.Ordinal);
        Assert.Contains("没有这份附件", Why(await write.Add(new(Office), typed with { Files = typed.Files.With(new(Records.Cycle, Guid.NewGuid())) }, Stop)), StringComparison.Ordinal);
        Granted(await write.Add(new(Office), typed, Stop));
        var record = Assert.Single(await new ReadRecords(Records.Database, Records.Live, Records.People).Run(new(Office), Stop)).Record;
        Assert.Equal(typed.Files, record.Files);
        Granted(await write.Change(new(Office), typed with { Files = typed.Files.Without(typed.Files.All[0]) }, "附错了", record.Version, Stop));
        Assert.Null(await desk.VerifyAsync());
    }

    private async Task<Mending> MendingAsync() =>
        Assert.Single((await new ReadFindings(Records.Database, Records.Live, Records.People).Run(new(Office), Records.Cycle, Yueyang, Stop))!.Value).Mending;

    private async Task<Permit> ReportAsync(params Guid[] files) =>
        await Report.Run(new(Liaison), Records.Cycle, new(new(Yueyang, Sites, Source.Office, 1), (await MendingAsync()).Version), "已更换附件", "", new([.. files]), Stop);

    private async Task FindAsync(Finding finding) => Assert.IsType<Saved>(await EditAsync(finding));

    private Task<Outcome> EditAsync(Finding finding) => Records.EditAsync(Office, Records.Edit("yueyang", "1.2", new Findings([finding]), seen: long.MaxValue));

    private static async Task<IReadOnlyList<string>[]> NamesAsync(EvidenceDesk desk, EvidenceAddress at, params string[] people)
    {
        List<IReadOnlyList<string>> names = [];
        foreach (var by in people) names.Add(await desk.NamesAsync(by, at));
        return [.. names];
    }

    private static async Task<EvidenceFile?> SeenAsync(EvidenceDesk desk, string by, Guid id)
    {
        var handed = await desk.HandOutAsync(by, id);
        if (handed.Content is { } content) await content.DisposeAsync();
        return handed.File;
    }

    private async Task SetAsync(CycleSettings settings)
    {
        var cycle = Records.Board.Cycle;
        Granted(await new ChangeSettings(new CycleChange(Records.Ledger, Records.Live, Records.People)).Run(new("administrator"), cycle.Code, settings, cycle.Name, cycle.Version, Stop));
    }

    private static void Granted(Permit permit) => Assert.True(permit.IsGranted, (permit as Denied)?.Why);

    private static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}

public sealed class AttachedFilesOnSqliteTests(Databases databases) : AttachedFilesTests(Provider.Sqlite, databases);

public sealed class AttachedFilesOnPostgresTests(Databases databases) : AttachedFilesTests(Provider.Postgres, databases);
