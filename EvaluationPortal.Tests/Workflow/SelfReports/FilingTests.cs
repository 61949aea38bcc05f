using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow.SelfReports;

public abstract class FilingTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly DateTime Past = new(2022, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Sent_checked_and_filed_it_is_frozen_and_on_the_board_beside_the_others()
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        await filing.TypeAsync("2.2", "{\"zeroReport\":\"全年没有投诉举报\"}", field: DraftField.Claim);
        await filing.TypeAsync("5.2", "{\"notApplicable\":\"没有规范性文件\"}", field: DraftField.Claim);
        Filing.Granted(await filing.SendAsync());
        Filing.Granted(await filing.SubmitAsync());

        var view = (await filing.ViewAsync(Filing.Reviewer))!;
        var filed = Assert.Single(view.Filed);
        Assert.Equal((FilingState.Filed, 1, filed.Digest), (view.Report.State, view.Report.Number, view.Report.Digest));
        Assert.Equal((14, Filing.Liaison, Filing.Leader), (filed.Indicators.Length, filed.FiledBy.Value, filed.CheckedBy!.Value.Value));
        Assert.Equal("1.1的填报说明", filed.Of(new("1.1"))!.Text);
        Assert.Equal((new Level(1), "零报告：全年没有投诉举报"), Self("2.2"));
        Assert.Equal((new DoesNotApply("没有规范性文件"), "不涉及：没有规范性文件"), Self("5.2"));
        Assert.Equal(14, Records.Board.Find(Filing.Unit)!.Cells.Count(c => c.From(Source.Self) is not null));
        Assert.Equal(26, Records.Board.Find(Filing.Unit)!.PendingCells); // Nothing of one's own counts.
        Assert.Equal([AuditKinds.SelfReportSent, AuditKinds.SelfReportFiled], (await Records.TrailAsync()).Select(e => e.Kind).Where(AuditKinds.IsOfSelfReport));
        Assert.Null((await Records.VerifyAsync()).Fault);
        Assert.Equal(await Numbers(await Records.StoredAsync()), await Numbers(Records.Board));
    }

    [Fact]
    public async Task What_was_returned_is_put_right_and_filed_again_after_the_deadline_and_both_versions_stay()
    {
        var filing = new Filing(Records);
        await filing.FiledAsync();
        await filing.DueAsync(Past);
        Filing.Refused("请写明退回补正的原因", await filing.ReturnAsync("1.1", "  "));
        Filing.Granted(await filing.ReturnAsync("1.1"));
        Assert.Contains("没有退回", (await filing.TypeAsync("1.4", "想改的", seen: 1)).Message, StringComparison.Ordinal);
        Assert.Equal("saved", (await filing.TypeAsync("1.1", "补正后的", seen: 1)).State);
        Filing.Granted(await filing.SendAsync());
        Filing.Refused("报送后才能再退回", await filing.ReturnAsync("1.4"));
        Filing.Granted(await filing.Back.Run(new(Filing.Leader), Filing.Cycle, Filing.Unit, "再核一下", (await filing.ReportAsync()).Version, Stop));
        Assert.Equal((FilingState.Returned, "再核一下"), ((await filing.ReportAsync()).State, (await filing.ReportAsync()).Reason));
        Filing.Granted(await filing.SendAsync());
        Filing.Granted(await filing.SubmitAsync());

        var view = (await filing.ViewAsync())!;
        Assert.Equal(["补正后的", "1.1的填报说明"], view.Filed.Select(f => f.Of(new("1.1"))!.Text));
        Assert.Equal((FilingState.Filed, 2), (view.Report.State, view.Report.Number));
        Assert.Empty(view.Report.Returned);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Files_go_with_the_version_by_their_digest_and_stand_still_while_it_is_filed()
    {
        var filing = new Filing(Records);
        using var desk = new EvidenceDesk(Records);
        await filing.FillAsync();
        var file = await desk.AddedAsync(Filing.Liaison, EvidenceDesk.At(Filing.Unit.Value, "1.1"), EvidenceDesk.Pdf(), "清单.pdf");
        Assert.Equal(file.Id.ToString(), (await filing.ViewAsync())!.FilesOf(new("1.1")));
        Filing.Granted(await filing.SendAsync());
        Assert.Contains("已送审", (await desk.AddAsync(Filing.Liaison, EvidenceDesk.At(Filing.Unit.Value, "1.1"), EvidenceDesk.Pdf("迟到的"))).Why, StringComparison.Ordinal);
        Filing.Refused("已送审", await desk.Remove.Run(new(Filing.Liaison), Records.Cycle, file.Id, Stop));
        Filing.Granted(await filing.SubmitAsync());

        var filed = Assert.Single((await filing.ViewAsync(Filing.Reviewer))!.Filed);
        Assert.Equal(new FiledEvidence(file.Id, "清单.pdf", file.Sha256, file.Bytes), Assert.Single(filed.Of(new("1.1"))!.Evidence));
        Assert.NotNull((await desk.HandOutAsync(Filing.Leader, file.Id)).File);
        Assert.Null(await desk.VerifyAsync());

        Filing.Granted(await filing.ReturnAsync("1.1"));
        Filing.Granted(await desk.Remove.Run(new(Filing.Liaison), Records.Cycle, file.Id, Stop));
        Assert.Equal("清单.pdf", Assert.Single(Assert.Single((await filing.ViewAsync())!.Filed).Of(new("1.1"))!.Evidence).Name);
    }

    [Fact]
    public async Task After_the_deadline_nothing_is_filed_for_the_first_time_until_it_is_reopened()
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        await filing.DueAsync(Past);
        Filing.Refused("截止", await filing.SendAsync());
        await filing.DueAsync(null);
        Filing.Granted(await filing.SendAsync());
        await filing.DueAsync(Past);
        Filing.Refused("截止", await filing.SubmitAsync());
        await filing.DueAsync(Records.Clock.GetUtcNow().UtcDateTime.AddDays(1));
        Filing.Granted(await filing.SubmitAsync());
    }

    [Fact]
    public async Task What_is_missing_is_named_and_may_be_left_out_but_what_is_wrong_may_not()
    {
        var filing = new Filing(Records);
        await filing.TypeAsync("1.1", "只写了一项");
        await filing.TypeAsync("1.4", "{\"level\":3}", field: DraftField.Assessment);
        await filing.TypeAsync("9.1", "{\"points\":3,\"reason\":\"\"}", field: DraftField.Assessment);
        var content = (await filing.ViewAsync())!.Content!;
        Assert.Equal((1, 14), (content.Complete, content.Filings.Length));
        Filing.Refused("1.1（自评）、2.2（填报说明或材料、自评）", await filing.SendAsync());
        Filing.Refused("9.1（缺少理由", await filing.SendAsync(incomplete: true));
        await filing.TypeAsync("9.1", "{\"points\":3,\"reason\":\"有两个案例\"}", seen: 1, field: DraftField.Assessment);
        await filing.TypeAsync("1.1", "www.songjiang.gov.cn", field: DraftField.Links);
        Filing.Refused("“www.songjiang.gov.cn”不是网址", await filing.SendAsync(incomplete: true));
        await filing.TypeAsync("1.1", "https://www.songjiang.gov.cn", seen: 1, field: DraftField.Links);
        Filing.Granted(await filing.SendAsync(incomplete: true));
        Filing.Granted(await filing.SubmitAsync(incomplete: true));
        Assert.Equal(["1.4", "9.1"], Records.Board.Find(Filing.Unit)!.Cells.Where(c => c.From(Source.Self) is not null).Select(c => c.Indicator.Code.Value));

        // Filed again, only what was returned is asked for.
        Filing.Granted(await filing.ReturnAsync("1.4"));
        Filing.Granted(await filing.SendAsync());
        Filing.Granted(await filing.SubmitAsync());
        Filing.Granted(await filing.ReturnAsync("1.1"));
        Filing.Refused("1.1（自评）。", await filing.SendAsync());
    }

    [Fact]
    public async Task Without_a_leaders_check_the_liaison_files_himself()
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        Filing.Refused("您的角色是联络员", await filing.SubmitAsync(Filing.Liaison));
        await filing.UncheckedAsync();
        Filing.Refused("无需审核", await filing.SendAsync());
        Filing.Granted(await filing.SubmitAsync(Filing.Second));
        Assert.Equal((Filing.Second, null), (Assert.Single((await filing.ViewAsync())!.Filed) is var filed ? filed.FiledBy.Value : null, filed.CheckedBy?.Value));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Nobody_checks_what_he_sent_himself()
    {
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Core.Access.Role.Liaison), new(Core.Access.Role.UnitLeader)] }, Filing.Liaison);
        var filing = new Filing(Records);
        await filing.FillAsync();
        Filing.Granted(await filing.SendAsync());
        Filing.Refused("您自己送审的", await filing.SubmitAsync(Filing.Liaison));
        Filing.Granted(await filing.SubmitAsync());
    }

    [Fact]
    public async Task A_move_that_was_seen_too_late_changes_nothing()
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        Filing.Granted(await filing.SendAsync());
        var seen = (await filing.ReportAsync()).Version;
        Filing.Granted(await filing.TakeBack.Run(new(Filing.Second), Filing.Cycle, Filing.Unit, seen, Stop));
        Filing.Granted(await filing.SendAsync(Filing.Second));
        Filing.Refused("刚被他人办理", await filing.Submit.Run(new(Filing.Leader), Filing.Cycle, Filing.Unit, seen, incomplete: false, Stop));
        Assert.Empty((await filing.ViewAsync())!.Filed);
        Assert.DoesNotContain(Records.Board.Find(Filing.Unit)!.Cells, c => c.From(Source.Self) is not null);
    }

    [Theory]
    [InlineData(Stage.Setup, false)]
    [InlineData(Stage.SelfReport, true)]
    [InlineData(Stage.Review, true)]
    [InlineData(Stage.Feedback, false)]
    [InlineData(Stage.Final, false)]
    [InlineData(Stage.Published, false)]
    public async Task A_stage_lets_the_office_return_or_not(Stage stage, bool may)
    {
        var filing = new Filing(Records);
        await filing.FiledAsync();
        await filing.ChangeCycleAsync(row => row.Stage = stage);
        var returned = await filing.ReturnAsync("1.1");
        if (may) Filing.Granted(returned);
        else Filing.Refused("不能退回补正", returned);
    }

    [Theory]
    [InlineData("liaison-yueyang", true, true)]
    [InlineData("unit-leader-yueyang", true, true)]
    [InlineData("reviewer-1", true, false)]
    [InlineData("chief", true, false)]
    [InlineData("administrator", true, false)]
    [InlineData("liaison-sijing", false, false)]
    [InlineData("leader", false, false)]
    [InlineData("bureau-justice", false, false)]
    [InlineData("third-party", false, false)]
    [InlineData("security-auditor", false, false)]
    public async Task Each_reads_what_is_for_him(string by, bool sees, bool drafts)
    {
        var filing = new Filing(Records);
        await filing.FiledAsync();
        var view = await filing.ViewAsync(by);
        Assert.Equal((sees, drafts), (view is not null, view?.Content is not null));
        Assert.Equal(drafts, view is { Drafts.IsEmpty: false });
    }

    [Fact]
    public async Task What_its_predecessor_filed_last_year_is_there_as_a_reference()
    {
        var filing = new Filing(Records);
        await filing.FiledAsync();
        await Records.OpenCycleAsync(Stage.Setup, "2023");
        var next = Records.Live.Of("2023").Cycle;
        Assert.Empty((await filing.Read.Run(new("liaison-sijing"), "2023", new("sijing"), stop: Stop))!.Earlier);
        var merged = next.Units.SetItem(0, next.Units[0] with { Predecessors = [Filing.Unit] });
        Filing.Granted(await new ChangeUnits(new(Records.Ledger, Records.Live, Records.People), Records.Live).Run(new("administrator"), "2023", merged, next.Version, Stop));
        var earlier = Assert.Single((await filing.Read.Run(new("liaison-sijing"), "2023", new("sijing"), stop: Stop))!.Earlier);
        Assert.Equal(("岳阳街道", "2022", "1.1的填报说明"), (earlier.UnitName, earlier.Year.Cycle.Code, earlier.Of(Songjiang2022.Scheme.Find(new("1.1"))!)!.Value.Filing.Text));
    }

    private (Observation?, string?) Self(string indicator) => Records.Board.Find(Filing.Unit, new(indicator))!.From(Source.Self) is { } own ? (own.Observation, own.Reason) : (null, null);

    private static Task<string> Numbers(Scoreboard board) => Task.FromResult(string.Join(' ', board.Assessments().Select(a => $"{a.Indicator}{a.Assessment.Version}")));
}

public sealed class FilingOnSqliteTests(Databases databases) : FilingTests(Provider.Sqlite, databases);

public sealed class FilingOnPostgresTests(Databases databases) : FilingTests(Provider.Postgres, databases);
