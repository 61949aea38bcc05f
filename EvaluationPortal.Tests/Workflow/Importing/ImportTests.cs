using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Tests.Workflow.Importing;

/// <summary>Batches: read in, answered for, applied as one, taken back as one.</summary>
public abstract class ImportTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Office = new("reviewer-1"), Colleague = new("reviewer-2"), ThirdParty = new("third-party"), Justice = new("bureau-justice"), Liaison = new("liaison-yueyang");
    private static readonly UnitCode Yueyang = new("yueyang"), Sijing = new("sijing");

    private StageImport Stage => new(Records.Ledger, Records.Live, Records.People);

    private ReadImports Read => new(Records.Database, Records.Live, Records.People, Records.Clock);

    private AnswerImport Answer => new(Records.Ledger, Records.Live, Records.People);

    private ApplyImport Apply => new(Records.Record, Records.LiveRecords, Records.People);

    private TakeBackImport TakeBack => new(Records.Database, Records.Record, Records.LiveRecords, Records.People);

    [Fact]
    public async Task What_is_applied_stands_as_one_batch_on_the_trail_and_the_same_file_again_changes_nothing()
    {
        var id = await StagedAsync(ThirdParty, ImportKind.ThirdPartyScores, MarkOf("岳阳街道", "1.3", 90, 100), MarkOf("sijing", "1.3", 45, 50), MarkOf(" 泗泾 镇 ", "2.1", 80, 100));
        var preview = await PreviewAsync(ThirdParty, id);
        Assert.Equal((3, 0, 2), (preview.Changes.Length, preview.Same, preview.Totals.Length));
        Assert.Equal(["待评", "待评", "待评"], preview.Changes.Select(c => c.Before.Short));
        Assert.All(preview.Changes, change => Assert.IsType<Awarded>(change.Then));
        Granted(await Apply.Run(ThirdParty, Records.Cycle, preview, Stop));

        Assert.Equal(new Mark(45, 50), Records.Board.Find(Sijing, new("1.3"))!.Counted!.Observation);
        Assert.Equal(preview.Totals.Select(t => t.Then), preview.Totals.Select(t => Records.Board.Find(t.Unit.Code)!.Totals.Total));
        var trail = await Records.TrailAsync();
        Assert.Equal([id, id, id, id], trail.TakeLast(4).Select(e => e.Batch));
        Assert.Equal((AuditKinds.ImportApplied, "第三方评分：改动3处，原已相同0处，未导入0处。"), (trail[^1].Kind, trail[^1].Reason));
        Assert.Null((await Records.VerifyAsync()).Fault);

        Assert.Contains("已应用", Why(await Apply.Run(ThirdParty, Records.Cycle, preview, Stop)), StringComparison.Ordinal);
        var again = await PreviewAsync(ThirdParty, await StagedAsync(ThirdParty, ImportKind.ThirdPartyScores, MarkOf("岳阳街道", "1.3", 90, 100), MarkOf("sijing", "1.3", 45, 50)));
        Assert.Equal((true, 2), (again.IsEmpty, again.Same));
        Assert.Contains("没有变化", Why(await Apply.Run(ThirdParty, Records.Cycle, again, Stop)), StringComparison.Ordinal);
        Assert.Equal(trail.Count, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task An_unknown_unit_is_asked_with_the_nearest_names_and_nothing_of_it_is_guessed()
    {
        var id = await StagedAsync(ThirdParty, ImportKind.ThirdPartyScores, MarkOf("岳阳街到", "1.3", 90, 100), MarkOf("岳阳街到", "2.1", 80, 100), MarkOf("上海某局", "1.3", 70, 100));
        var preview = await PreviewAsync(ThirdParty, id);
        Assert.True(preview.IsEmpty);
        Assert.Equal([("岳阳街到", 2), ("上海某局", 1)], preview.Unknown.Select(u => (u.Name, u.Rows)));
        Assert.Equal("岳阳街道", preview.Unknown[0].Suggested[0].Name);
        Granted(await Answer.Unit(ThirdParty, Records.Cycle, id, "岳阳街到", Yueyang, 1, Stop));
        Assert.Contains("另一个页面", Why(await Answer.Unit(ThirdParty, Records.Cycle, id, "上海某局", null, 1, Stop)), StringComparison.Ordinal);
        Granted(await Answer.Unit(ThirdParty, Records.Cycle, id, "上海某局", null, 2, Stop));
        Assert.Equal("没有单位“nowhere”。", Why(await Answer.Unit(ThirdParty, Records.Cycle, id, "上海某局", new UnitCode("nowhere"), 3, Stop)));
        preview = await PreviewAsync(ThirdParty, id);
        Assert.Equal((2, 0), (preview.Changes.Length, preview.Unknown.Length));
        Assert.Equal("“上海某局”不是参评单位，按您的选择略去。", Assert.Single(preview.Left).Why);
    }

    [Fact]
    public async Task What_is_not_allowed_out_of_range_twice_or_not_understood_is_left_out_by_its_reason()
    {
        var id = await StagedAsync(Office, ImportKind.BoardScores,
            new("A1", "岳阳街道", new("1.4"), "4"), new("A2", "岳阳街道", new("1.1"), "3,5"), new("A3", "岳阳街道", new("2.4"), "5"), new("A4", "泗泾镇", new("1.4"), "5"), new("A5", "sijing", new("1.4"), "3"),
            new("A6", "泗泾镇", new("9.9"), "3"), new("A7", "泗泾镇", new("5.2"), "2"), new("A8", "泗泾镇", new("5.2"), "２分"), new("A9", "泗泾镇", new("5.1"), "#REF!", Fault: "这一格是公式错误#REF!。"));
        var preview = await PreviewAsync(Office, id);
        Assert.Equal([("5.2", "2分")], preview.Changes.Select(c => (c.Indicator.Code.Value, c.Then.Short)));
        var why = preview.Left.ToDictionary(l => l.Row.Place, l => l.Why);
        Assert.Contains("5、3、0", why["A1"], StringComparison.Ordinal);
        Assert.Contains("看不懂", why["A2"], StringComparison.Ordinal);
        Assert.Contains("专项评估单位经办人", why["A3"], StringComparison.Ordinal);
        Assert.Equal(("泗泾镇的1.4在文件中出现不止一次，而且不一样；请只保留一个。", why["A4"]), (why["A5"], why["A4"]));
        Assert.Contains("没有指标“9.9”", why["A6"], StringComparison.Ordinal);
        Assert.Contains("#REF!", why["A9"], StringComparison.Ordinal);
        Assert.Equal(["A1", "A2", "A3", "A4", "A5", "A6", "A9"], why.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Judged_points_without_a_reason_ask_for_one_for_all()
    {
        var id = await StagedAsync(Office, ImportKind.BoardScores, new("A1", "岳阳街道", new("8.2"), "1.5"), new("A2", "泗泾镇", new("8.2"), "1 台账不全"));
        var preview = await PreviewAsync(Office, id);
        Assert.Equal((1, 1), (preview.WantReason, preview.Changes.Length));
        Granted(await Answer.Reason(Office, Records.Cycle, id, "培训不足", 1, Stop));
        preview = await PreviewAsync(Office, id);
        Assert.Equal((0, 2), (preview.WantReason, preview.Changes.Length));
        Assert.Equal(["台账不全", "培训不足"], preview.Changes.Select(c => Assert.IsType<Judged>(c.After).Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written_where_one_cell_was_edited_since_the_preview()
    {
        var id = await StagedAsync(Office, ImportKind.BoardScores, new("A1", "岳阳街道", new("1.4"), "5"), new("A2", "泗泾镇", new("1.4"), "3"));
        var preview = await PreviewAsync(Office, id);
        Assert.IsType<Saved>(await Records.EditAsync(Colleague.Value, Records.Edit("sijing", "1.4", new Level(3))));
        var before = (await Records.TrailAsync()).Count;
        Assert.Equal("泗泾镇1.4（顾晓峰）刚被他人修改，整批没有应用。下面已按最新情况重新比对，请核对后再应用。", Why(await Apply.Run(Office, Records.Cycle, preview, Stop)));
        Assert.Equal(before, (await Records.TrailAsync()).Count);
        Assert.Null(Records.Board.Find(Yueyang, new("1.4"))!.Counted);
        preview = await PreviewAsync(Office, id);
        Assert.Equal(ImportState.Staged, preview.Batch.Standing.State);
        Granted(await Apply.Run(Office, Records.Cycle, preview, Stop));
        Assert.Equal("3分", Records.Board.Find(Sijing, new("1.4"))!.Score.Short);
    }

    [Fact]
    public async Task Taking_back_restores_values_and_reasons_but_leaves_and_names_what_was_edited_since()
    {
        Assert.IsType<Saved>(await Records.EditAsync(Office.Value, Records.Edit("yueyang", "1.4", new Level(2), reason: "先前的理由")));
        var id = await StagedAsync(Office, ImportKind.BoardScores, new("A1", "岳阳街道", new("1.4"), "5"), new("A2", "泗泾镇", new("1.4"), "3"), new("A3", "泗泾镇", new("5.2"), "2"));
        Granted(await Apply.Run(Office, Records.Cycle, await PreviewAsync(Office, id), Stop));
        Assert.IsType<Saved>(await Records.EditAsync(Colleague.Value, Records.Edit("sijing", "1.4", new Level(3), seen: long.MaxValue)));
        Granted(await TakeBack.Run(Colleague, Records.Cycle, id, (await BatchAsync(Office, id)).Version, Stop));

        var restored = Records.Board.Find(Yueyang, new("1.4"))!.Counted!;
        Assert.Equal((new Level(2), "先前的理由"), (restored.Observation, restored.Reason));
        Assert.Null(Records.Board.Find(Sijing, new("5.2"))!.Counted);
        Assert.Equal(new Level(3), Records.Board.Find(Sijing, new("1.4"))!.Counted!.Observation);
        var batch = await BatchAsync(Office, id);
        Assert.Equal(ImportState.TakenBack, batch.Standing.State);
        Assert.Equal(["撤回2处，1处保留：", "泗泾镇1.4：顾晓峰已于2022-11-20 09:02修改。"], batch.Standing.Outcome);
        Assert.Equal(AuditKinds.ImportTakenBack, (await Records.TrailAsync())[^1].Kind);
        Assert.Null((await Records.VerifyAsync()).Fault);
        Assert.Contains("已撤回", Why(await TakeBack.Run(Office, Records.Cycle, id, batch.Version, Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_back_while_others_edit_never_takes_their_edits_back()
    {
        string[] units = [.. Records.Board.Cycle.Units.Select(u => u.Code.Value)];
        var id = await StagedAsync(Office, ImportKind.BoardScores, [.. units.Select(u => new ImportedRow(u, u, new("1.4"), "5"))]);
        Granted(await Apply.Run(Office, Records.Cycle, await PreviewAsync(Office, id), Stop));
        var version = (await BatchAsync(Office, id)).Version;
        var edits = units.Where((_, n) => n % 3 == 0).Select(u => (Unit: u, Edit: Records.EditAsync(Colleague.Value, Records.Edit(u, "1.4", new Level(3), seen: long.MaxValue)))).ToList();
        Granted(await TakeBack.Run(Office, Records.Cycle, id, version, Stop));
        foreach (var (unit, edit) in edits)
        {
            Assert.IsType<Saved>(await edit);
            Assert.Equal(new Level(3), Records.Board.Find(new(unit), new("1.4"))!.Counted!.Observation);
        }
        Assert.All(units.Where((_, n) => n % 3 != 0), unit => Assert.Null(Records.Board.Find(new(unit), new("1.4"))!.Counted));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Findings_of_a_site_are_proposed_beside_those_that_stand_once_and_others_become_daily_records()
    {
        Assert.IsType<Saved>(await Records.EditAsync(Office.Value, Records.Edit("yueyang", "1.2", new Findings([new Finding(4, "首页有死链") { Where = "https://a.gov.cn/" }]))));
        ImportedRow[] rows = [Site("首页有死链", "https://a.gov.cn/", "1.2"), Site("栏目空白", "https://a.gov.cn/b", "1.2"), Site("栏目空白", "https://a.gov.cn/b", "1.2"), Site("目录打不开", "https://a.gov.cn/c", "7.2")];
        var id = await StagedAsync(Office, ImportKind.SiteFindings, rows);
        Granted(await Apply.Run(Office, Records.Cycle, await PreviewAsync(Office, id), Stop));
        var list = Assert.IsType<Findings>(Records.Board.Find(Yueyang, new("1.2"))!.Counted!.Observation).List;
        Assert.Equal([(4, "首页有死链", true), (5, "栏目空白", false)], list.Select(f => (f.Id, f.What, f.Confirmed)));
        Assert.Equal("4分", Records.Board.Find(Yueyang, new("1.2"))!.Score.Short);
        var record = Assert.Single(await new ReadRecords(Records.Database, Records.Live, Records.People).Run(Office, Stop)).Record;
        Assert.Equal(("7.2：目录打不开", "https://a.gov.cn/c"), (record.What, record.Link));

        var again = await PreviewAsync(Office, await StagedAsync(Office, ImportKind.SiteFindings, rows));
        Assert.True(again.IsEmpty);
        Granted(await TakeBack.Run(Office, Records.Cycle, id, (await BatchAsync(Office, id)).Version, Stop));
        Assert.Single(Assert.IsType<Findings>(Records.Board.Find(Yueyang, new("1.2"))!.Counted!.Observation).List);
        Assert.NotNull(Assert.Single(await new ReadRecords(Records.Database, Records.Live, Records.People).Run(Office, Stop)).Record.Withdrawn);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_bureaus_file_tells_all_findings_and_those_that_stood_keep_their_numbers()
    {
        Assert.IsType<Saved>(await Records.EditAsync("bureau-finance", Records.Edit("yueyang", "6.2", new Findings([new Finding(1, "甲"), new Finding(7, "乙") { Where = "w" }]), source: Source.Bureau)));
        var id = await StagedAsync(new("bureau-finance"), ImportKind.BureauResult, new ImportedRow("A1", "岳阳街道", new("6.2"), "", new Findings([new Finding(1, "丙"), new Finding(2, "乙") { Where = "w" }])));
        Granted(await Apply.Run(new("bureau-finance"), Records.Cycle, await PreviewAsync(new("bureau-finance"), id), Stop));
        Assert.Equal([(8, "丙"), (7, "乙")], Assert.IsType<Findings>(Records.Board.Find(Yueyang, new("6.2"))!.Counted!.Observation).List.Select(f => (f.Id, f.What)));
    }

    [Fact]
    public async Task A_batch_is_its_readers_own_and_the_office_sees_all()
    {
        Assert.Contains("导入文件", (await Stage.Run(Liaison, Records.Cycle, ImportKind.BoardScores, "a.xlsx", "", new([new("A1", "岳阳街道", new("1.4"), "5")], [], null), Stop)).Why, StringComparison.Ordinal);
        Assert.NotNull((await Stage.Run(Justice, Records.Cycle, ImportKind.BoardScores, "a.xlsx", "", new([new("A1", "岳阳街道", new("1.4"), "5")], [], null), Stop)).Why);
        var id = await StagedAsync(ThirdParty, ImportKind.ThirdPartyScores, MarkOf("岳阳街道", "1.3", 90, 100));
        Assert.Null(await Read.Find(Justice, Records.Cycle, id, Stop));
        Assert.Empty(await Read.List(Justice, Records.Cycle, Stop));
        Assert.Single(await Read.List(Office, Records.Cycle, Stop));
        var preview = await PreviewAsync(ThirdParty, id);
        var colleagues = await PreviewAsync(Colleague, await StagedAsync(Colleague, ImportKind.BoardScores, new ImportedRow("A1", "岳阳街道", new("1.4"), "5")));
        Assert.Contains("他人导入", Why(await Apply.Run(Office, Records.Cycle, colleagues, Stop)), StringComparison.Ordinal);
        Assert.Null(Records.Board.Find(Yueyang, new("1.4"))!.Counted);
        Granted(await Answer.Discard(ThirdParty, Records.Cycle, id, 1, Stop));
        Assert.Contains("已放弃", Why(await Apply.Run(ThirdParty, Records.Cycle, preview, Stop)), StringComparison.Ordinal);
        Assert.Null(Records.Board.Find(Yueyang, new("1.3"))!.Counted);
    }

    [Fact]
    public async Task Only_so_many_wait_and_the_oldest_makes_room()
    {
        var first = await StagedAsync(ThirdParty, ImportKind.ThirdPartyScores, MarkOf("岳阳街道", "1.3", 90, 100));
        for (var n = 0; n < StageImport.MostWaiting; n++)
        {
            Records.Clock.Advance(TimeSpan.FromSeconds(1));
            await StagedAsync(ThirdParty, ImportKind.ThirdPartyScores, MarkOf("岳阳街道", "1.3", n, 100));
        }
        Assert.Null(await Read.Find(ThirdParty, Records.Cycle, first, Stop));
        await using var db = Records.Database.Open();
        Assert.Equal(StageImport.MostWaiting, await db.Imports.CountAsync(Stop));
    }

    private static ImportedRow MarkOf(string unit, string indicator, decimal raw, decimal full) => new($"{unit}{indicator}", unit, new(indicator), $"{raw}/{full}", new Mark(raw, full));

    private static ImportedRow Site(string what, string where, string indicator) =>
        new(what, "岳阳街道", new(indicator), what, new Findings([new Finding(1, what) { Where = where, Confirmed = false, FoundBy = "网站监测", When = new(2022, 6, 1) }]));

    private async Task<Guid> StagedAsync(PersonId by, ImportKind kind, params ImportedRow[] rows)
    {
        var (id, why) = await Stage.Run(by, Records.Cycle, kind, "结果.xlsx", "0", new([.. rows], [], null), Stop);
        Assert.Null(why);
        return id!.Value;
    }

    private async Task<ImportBatch> BatchAsync(PersonId by, Guid id) => (await Read.Find(by, Records.Cycle, id, Stop))!;

    private async Task<ImportPreview> PreviewAsync(PersonId by, Guid id) => await Read.Preview(Records.People.Find(by)!, await BatchAsync(by, id), Stop);

    private static void Granted(Permit permit) => Assert.True(permit.IsGranted, (permit as Denied)?.Why);

    private static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}

public sealed class ImportOnSqliteTests(Databases databases) : ImportTests(Provider.Sqlite, databases);

public sealed class ImportOnPostgresTests(Databases databases) : ImportTests(Provider.Postgres, databases);
