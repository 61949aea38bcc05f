using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Workflow.SelfReports;

namespace EvaluationPortal.Tests.Workflow.Reviewing;

public abstract class ReviewTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task What_was_filed_is_seen_by_each_reader_apart_and_unseen_again_only_where_a_new_version_says_otherwise()
    {
        var review = new Review(Records);
        await review.Filing.FiledAsync();
        Assert.Equal(14, (await review.UnseenAsync()).Length);
        Filing.Granted(await review.SeenAsync("1.1"));
        Filing.Granted(await review.SeenAsync("1.4"));
        Assert.Equal((12, 14), ((await review.UnseenAsync()).Length, (await review.UnseenAsync(Review.Colleague)).Length));
        Assert.False((await review.OfAsync("1.1")).IsUnseen);

        await review.FiledAgainAsync("1.1", "补正后的");
        Assert.Contains("1.1", await review.UnseenAsync());
        Assert.DoesNotContain("1.4", await review.UnseenAsync());
        var filed = await review.OfAsync("1.1");
        Assert.Equal((2, "补正后的", true), (filed.Version!.Number, filed.Filing!.Text, filed.IsUnseen));
        Filing.Granted(await review.SeenAsync("1.1", 2));
        Assert.DoesNotContain("1.1", await review.UnseenAsync());
        Filing.Refused("没有报送第3版", await review.SeenAsync("1.1", 3));
    }

    [Fact]
    public async Task Only_the_office_and_the_unit_itself_read_what_was_filed()
    {
        var review = new Review(Records);
        await review.Filing.FiledAsync();
        foreach (var stranger in (string[])["liaison-sijing", "third-party", "leader", "nobody"])
        {
            Assert.Null(await review.Read.Of(new(stranger), Filing.Cycle, Filing.Unit, new("1.1"), Stop));
            Assert.DoesNotContain(await review.Read.All(new(stranger), Filing.Cycle, new("1.1"), Stop), f => f.Filing is not null);
            Assert.Empty(await review.Read.Unseen(new(stranger), Filing.Cycle, Stop));
            Assert.False((await review.SeenAsync("1.1", by: stranger)).IsGranted);
        }

        Assert.NotNull(await review.Read.Of(new(Filing.Liaison), Filing.Cycle, Filing.Unit, new("1.1"), Stop));
        var all = await review.Read.All(new(Review.Reviewer), Filing.Cycle, new("1.1"), Stop);
        Assert.Equal((50, 1), (all.Length, all.Count(f => f.Filing is not null)));
    }

    [Fact]
    public async Task An_accepted_claim_of_not_applicable_takes_the_indicator_out_of_the_total_and_a_rejection_brings_it_back()
    {
        var review = new Review(Records);
        await review.ClaimedAsync(("5.2", ClaimKind.NotApplicable, "没有规范性文件"));
        Assert.Equal(100, Records.Board.Find(Filing.Unit)!.Totals.Applicable + (Records.Board.Cycle.Find(Filing.Unit)!.Has(Records.Board.Cycle.Scheme.Find(new("7.1"))!) ? 0 : 4));
        var before = Records.Board.Find(Filing.Unit)!.Totals.Applicable;
        Filing.Granted(await review.AcceptAsync("5.2"));
        Assert.IsType<NotApplicable>(review.Cell("5.2").Score);
        Assert.Equal(before - 2, Records.Board.Find(Filing.Unit)!.Totals.Applicable);
        Assert.Equal((true, "已接受不涉及"), ((await review.OfAsync("5.2")).Decision!.IsAccepted, (await review.OfAsync("5.2")).Decision!.Text));
        Filing.Refused("已接受不涉及", await review.AcceptAsync("5.2"));

        Filing.Refused("请写明不接受的理由", await review.RejectAsync("5.2", "  "));
        Filing.Granted(await review.RejectAsync("5.2", "发过两个文件"));
        Assert.IsType<Pending>(review.Cell("5.2").Score);
        Assert.Equal(before, Records.Board.Find(Filing.Unit)!.Totals.Applicable);
        var told = (await review.Filing.ViewAsync())!.Decisions[new("5.2")];
        Assert.Equal("未接受不涉及：发过两个文件", told.Text);
        Assert.Equal([AuditKinds.Assessed, AuditKinds.ClaimAccepted, AuditKinds.Assessed, AuditKinds.ClaimRejected], (await Records.TrailAsync()).TakeLast(4).Select(e => e.Kind));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task An_accepted_zero_report_counts_as_the_table_says_and_elsewhere_leaves_the_score_to_the_reviewer()
    {
        var review = new Review(Records);
        await review.ClaimedAsync(("2.2", ClaimKind.ZeroReport, "全年没有投诉"), ("1.4", ClaimKind.ZeroReport, "没有计划"));
        Filing.Granted(await review.AcceptAsync("2.2"));
        Filing.Granted(await review.AcceptAsync("1.4"));
        var column = Records.Board.Cycle.Scheme.Find(new("2.2"))!;
        Assert.Equal(column.MaxPoints, Assert.IsType<Awarded>(review.Cell("2.2").Score).Points);
        Assert.Equal("接受单位申报的零报告", review.Cell("2.2").From(Source.Office)!.Reason);
        Assert.IsType<Pending>(review.Cell("1.4").Score);
        Assert.True((await review.OfAsync("1.4")).Decision!.IsAccepted);
    }

    [Fact]
    public async Task A_claim_is_decided_by_whoever_scores_the_cell_as_it_stands()
    {
        var review = new Review(Records);
        await review.ClaimedAsync(("2.2", ClaimKind.ZeroReport, "全年没有投诉"));
        Filing.Refused("需要的角色是考评员", await review.AcceptAsync("2.2", by: "chief"));
        Filing.Refused("需要的角色是考评员", await review.AcceptAsync("2.2", by: Filing.Liaison));
        Filing.Refused("没有申报", await review.AcceptAsync("1.1"));
        await Records.EditAsync(Review.Colleague, Records.Edit("yueyang", "2.2", new Level(2)));
        Filing.Refused("刚被他人修改", await review.AcceptAsync("2.2", seen: 0));
        Assert.Null((await review.OfAsync("2.2")).Decision);

        await review.FiledAgainAsync("2.2", "另附说明");
        Filing.Refused("已报送新的版本", await review.AcceptAsync("2.2"));
        Filing.Granted(await review.AcceptAsync("2.2", 2));
        Assert.IsType<Awarded>(review.Cell("2.2").Score);
    }

    [Fact]
    public async Task Notes_are_dated_stay_readable_and_are_written_by_the_office()
    {
        var review = new Review(Records);
        Filing.Granted(await review.Write.Run(new("chief"), Filing.Cycle, new("1.2"), " 同一死链只计一次 ", Stop));
        Records.Clock.Advance(TimeSpan.FromHours(1));
        Filing.Granted(await review.Write.Run(new(Review.Reviewer), Filing.Cycle, new("1.2"), "十个页面的同一死链计一次", Stop));
        Filing.Refused("需要的角色是", await review.Write.Run(new("third-party"), Filing.Cycle, new("1.3"), "从严", Stop));
        Filing.Refused("请写明评分口径", await review.Write.Run(new(Review.Reviewer), Filing.Cycle, new("1.2"), " ", Stop));
        var notes = await review.Notes.Run(new(Review.Reviewer), Filing.Cycle, new("1.2"), Stop);
        Assert.Equal([("十个页面的同一死链计一次", Review.Reviewer), ("同一死链只计一次", "chief")], notes.Select(n => (n.Text, n.By.Value)));
        Assert.True(notes[0].At > notes[1].At);
        Assert.Empty(await review.Notes.Run(new("bureau-finance"), Filing.Cycle, new("1.2"), Stop));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Reasons_that_were_used_most_are_offered_first_those_of_the_year_before_among_them()
    {
        var review = new Review(Records);
        await Records.OpenCycleAsync(code: "2021");
        await Records.LoadAsync();
        await Records.EditAsync(Review.Reviewer, Records.Edit("sijing", "9.1", new Judged(5, "案例少")), "2021");
        foreach (var unit in (string[])["yueyang", "sijing"]) await Records.EditAsync(Review.Reviewer, Records.Edit(unit, "9.1", new Judged(4, "没有推广")));
        await Records.EditAsync(Review.Reviewer, Records.Edit("sheshan", "1.2", new Findings([new(1, "链接打不开")])));
        await review.Filing.FiledAsync();
        Filing.Granted(await review.Filing.ReturnAsync("9.1", "附件缺页"));
        var used = (await review.Used.Run(new(Review.Reviewer), Filing.Cycle, new("9.1"), Stop))!;
        Assert.Equal(["没有推广", "案例少"], used.Judged);
        Assert.Equal(["附件缺页"], used.Returned);
        Assert.Equal(["链接打不开"], (await review.Used.Run(new(Review.Reviewer), Filing.Cycle, new("1.2"), Stop))!.Findings);
        Assert.Null(await review.Used.Run(new("bureau-finance"), Filing.Cycle, new("9.1"), Stop));
    }
}

public sealed class ReviewOnSqliteTests(Databases databases) : ReviewTests(Provider.Sqlite, databases);

public sealed class ReviewOnPostgresTests(Databases databases) : ReviewTests(Provider.Postgres, databases);
