using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow.SelfReports;

/// <summary>Spreadsheets with a self-report: kept, applied as one, taken back as one; the unit's own alone.</summary>
public abstract class FilingBatchTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Liaison = new(Filing.Liaison), Second = new(Filing.Second), Leader = new(Filing.Leader), Stranger = new("liaison-sijing"), Reviewer = new(Filing.Reviewer);

    private Filing Filing => field ??= new(Records);

    private StageFiling Stage => new(Records.Ledger, Records.Live, Records.People);

    private ReadImports Read => new(Records.Database, Records.Live, Records.People, Records.Clock);

    private ApplyFiling Apply => new(Records.Ledger, Records.Live, Filing.Reports, Records.People);

    private TakeBackFiling TakeBack => new(Records.Ledger, Records.Live, Filing.Reports, Records.People);

    private AnswerImport Answer => new(Records.Ledger, Records.Live, Records.People);

    [Fact]
    public async Task What_is_applied_is_in_the_drafts_as_one_and_the_same_file_again_changes_nothing()
    {
        await Filing.TypeAsync("1.1", "旧的说明");
        ImportedRow[] rows = [Row("1.1", DraftField.Text, "新的说明"), Row("1.4", DraftField.Text, "计划已公开"), Row("1.4", DraftField.Assessment, """{"level":1}"""), Row("1.4", DraftField.Claim, "", "只能写零报告、不涉及或无。")];
        var id = await StagedAsync(rows);
        var preview = await PreviewAsync(id);
        Assert.Equal([("1.1", "旧的说明", "新的说明", 1L), ("1.4", "", "计划已公开", 0L), ("1.4", "", """{"level":1}""", 0L)], preview.Changes.Select(c => (c.Indicator.Code.Value, c.Before, c.After, c.Seen)));
        Assert.Equal("只能写零报告、不涉及或无。", Assert.Single(preview.Left).Why);
        Filing.Granted(await Apply.Run(Liaison, Filing.Cycle, preview, Stop));
        Assert.Equal(["新的说明", "计划已公开", """{"level":1}"""], await DraftsAsync());
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal((AuditKinds.ImportApplied, "yueyang", id, "自查填报：改动3处，原已相同0处，未读入1处。"), (entry.Kind, entry.Unit, entry.Batch!.Value, entry.Reason));
        Assert.Null((await Records.VerifyAsync()).Fault);

        Filing.Refused("已应用", await Apply.Run(Liaison, Filing.Cycle, preview with { Changes = [preview.Changes[0] with { After = "又一次", Seen = 2 }] }, Stop));
        Assert.Equal("新的说明", (await DraftsAsync())[0]);
        var again = await PreviewAsync(await StagedAsync(rows));
        Assert.Equal((0, 3), (again.Changes.Length, again.Same));
        Filing.Refused("没有变化", await Apply.Run(Liaison, Filing.Cycle, again, Stop));
    }

    [Fact]
    public async Task A_colleagues_change_since_is_named_and_nothing_is_written()
    {
        await Filing.TypeAsync("1.1", "旧的");
        var id = await StagedAsync(Row("1.1", DraftField.Text, "文件的"), Row("1.4", DraftField.Text, "文件的"));
        var preview = await PreviewAsync(id);
        await Filing.TypeAsync("1.1", "同事的", seen: 1, by: Filing.Second);
        var entries = (await Records.TrailAsync()).Count;
        Filing.Refused("1.1填报说明（陆佳怡）刚被他人修改，整批没有应用。", await Apply.Run(Liaison, Filing.Cycle, preview, Stop));
        Assert.Equal(["同事的"], await DraftsAsync());
        Assert.Equal(entries, (await Records.TrailAsync()).Count);
        Filing.Granted(await Apply.Run(Liaison, Filing.Cycle, await PreviewAsync(id), Stop));
        Assert.Equal(["文件的", "文件的"], await DraftsAsync());
    }

    [Fact]
    public async Task Taking_back_puts_back_what_stood_and_leaves_and_names_what_was_changed_since()
    {
        await Filing.TypeAsync("1.1", "旧的");
        var id = await StagedAsync(Row("1.1", DraftField.Text, "文件的"), Row("1.4", DraftField.Text, "文件的"), Row("2.2", DraftField.Text, "文件的"));
        Filing.Granted(await Apply.Run(Liaison, Filing.Cycle, await PreviewAsync(id), Stop));
        await Filing.TypeAsync("1.4", "同事的", seen: 1, by: Filing.Second);
        Filing.Granted(await TakeBack.Run(Second, Filing.Cycle, Filing.Unit, id, 2, Stop));
        Assert.Equal(["旧的", "同事的", ""], await DraftsAsync());
        var batch = (await Read.Find(Liaison, Filing.Cycle, id, Stop))!;
        Assert.Equal((ImportState.TakenBack, "撤回2处，1处保留："), (batch.Standing.State, batch.Standing.Outcome[0]));
        Assert.StartsWith("1.4填报说明：陆佳怡已于11-20", batch.Standing.Outcome[1], StringComparison.Ordinal);
        Assert.Equal(AuditKinds.ImportTakenBack, (await Records.TrailAsync())[^1].Kind);
        Filing.Refused("已撤回", await TakeBack.Run(Liaison, Filing.Cycle, Filing.Unit, id, batch.Version, Stop));
    }

    [Fact]
    public async Task What_was_sent_or_filed_is_locked_and_taken_back_only_once_it_is_open_again()
    {
        await Filing.FillAsync();
        var id = await StagedAsync(Row("1.1", DraftField.Text, "文件的"));
        Filing.Granted(await Apply.Run(Liaison, Filing.Cycle, await PreviewAsync(id), Stop));
        var next = await StagedAsync(Row("1.1", DraftField.Text, "又一份"), Row("1.4", DraftField.Text, "1.4的填报说明"));
        var open = await PreviewAsync(next);
        Filing.Granted(await Filing.SendAsync());
        var locked = await PreviewAsync(next);
        Assert.Equal((0, 1, "自查表已送审，撤回或退回修改后才能改动。"), (locked.Changes.Length, locked.Same, Assert.Single(locked.Locked).Why));
        Filing.Refused("整批没有应用：自查表已送审", await Apply.Run(Liaison, Filing.Cycle, open, Stop));
        Filing.Refused("现在不能撤回：自查表已送审", await TakeBack.Run(Liaison, Filing.Cycle, Filing.Unit, id, 2, Stop));
        Assert.Equal(ImportState.Applied, (await Read.Find(Liaison, Filing.Cycle, id, Stop))!.Standing.State);
        Filing.Granted(await Filing.SubmitAsync());
        Filing.Granted(await Filing.ReturnAsync("1.1"));
        Assert.Equal(["1.1"], (await PreviewAsync(next)).Changes.Select(c => c.Indicator.Code.Value));
        Filing.Granted(await TakeBack.Run(Liaison, Filing.Cycle, Filing.Unit, id, 2, Stop));
        Assert.Equal("1.1的填报说明", (await Filing.ViewAsync())!.Of(new("1.1"), DraftField.Text)!.Value);
    }

    [Fact]
    public async Task Nobody_but_the_units_own_people_sees_a_batch_and_only_its_liaisons_write_by_one()
    {
        foreach (var by in (PersonId[])[Stranger, Reviewer, Leader, new("administrator"), new("nobody-at-all")])
        {
            Assert.Null((await Stage.Run(by, Filing.Cycle, Filing.Unit, "a.xlsx", "0", new([Row("1.1", DraftField.Text, "x")], [], null), Stop)).Id);
        }
        var id = await StagedAsync(Row("1.1", DraftField.Text, "文件的"));
        var preview = await PreviewAsync(id);
        foreach (var by in (PersonId[])[Stranger, Reviewer, new("administrator"), new("third-party")])
        {
            Assert.Null(await Read.Find(by, Filing.Cycle, id, Stop));
            Assert.Empty(await Read.ListOf(by, Filing.Cycle, Filing.Unit, Stop));
            Assert.DoesNotContain(await Read.List(by, Filing.Cycle, Stop), batch => batch.Id == id);
            Assert.IsType<Denied>(await Apply.Run(by, Filing.Cycle, preview, Stop));
            Assert.IsType<Denied>(await Answer.Discard(by, Filing.Cycle, id, 1, Stop));
        }
        Assert.Empty(await Read.ListOf(Stranger, Filing.Cycle, new("sijing"), Stop));
        Assert.Empty(await DraftsAsync());
        Assert.NotNull(await Read.Find(Leader, Filing.Cycle, id, Stop));
        Assert.Single(await Read.ListOf(Second, Filing.Cycle, Filing.Unit, Stop));
        Filing.Refused("他人导入", await Apply.Run(Second, Filing.Cycle, preview, Stop));
        Filing.Granted(await Apply.Run(Liaison, Filing.Cycle, preview, Stop));
        foreach (var by in (PersonId[])[Stranger, Reviewer, Leader]) Assert.IsType<Denied>(await TakeBack.Run(by, Filing.Cycle, Filing.Unit, id, 2, Stop));
        Filing.Refused(ReadImports.Unknown, await TakeBack.Run(Stranger, Filing.Cycle, new("sijing"), id, 2, Stop));
        Filing.Refused(ReadImports.Unknown, await new TakeBackImport(Records.Database, Records.Record, Records.LiveRecords, Records.People).Run(Liaison, Filing.Cycle, id, 2, Stop));
        Filing.Granted(await Answer.Discard(Liaison, Filing.Cycle, await StagedAsync(Row("1.1", DraftField.Text, "另一份")), 1, Stop));
    }

    private static ImportedRow Row(string indicator, DraftField field, string typed, string? fault = null) => new($"{indicator}{field}", "yueyang", new(indicator), typed, Fault: fault, Field: field);

    private async Task<Guid> StagedAsync(params ImportedRow[] rows)
    {
        var (id, why) = await Stage.Run(Liaison, Filing.Cycle, Filing.Unit, "填报表.xlsx", "0", new([.. rows], [], null), Stop);
        Assert.Null(why);
        return id!.Value;
    }

    private async Task<FilingPreview> PreviewAsync(Guid id) => (await Read.PreviewFiling(Records.People.Find(Liaison)!, (await Read.Find(Liaison, Filing.Cycle, id, Stop))!, Stop))!;

    private async Task<List<string>> DraftsAsync() => [.. (await Filing.ViewAsync())!.Drafts.OrderBy(d => d.Indicator).ThenBy(d => d.Field).Select(d => d.Value)];
}

public sealed class FilingBatchOnSqliteTests(Databases databases) : FilingBatchTests(Provider.Sqlite, databases);

public sealed class FilingBatchOnPostgresTests(Databases databases) : FilingBatchTests(Provider.Postgres, databases);
