using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser.Board;

public sealed class RatingVisitTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task One_rates_blind_then_sees_the_others_and_the_average_is_on_the_board()
    {
        var cycle = portal.Services.GetRequiredService<LiveScoreboards>().Of(OpenDrawer.Cycle).Cycle;
        Assert.Equal(Granted.Yes, await portal.Services.GetRequiredService<ChangeSettings>().Run(new("administrator"), cycle.Code, cycle.Settings with { Raters = cycle.Settings.Raters.Add(new("9.1"), 2) }, cycle.Name, cycle.Version, TestContext.Current.CancellationToken));
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "9.1", new Judged(5.5m, "推广面不足"));

        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "9.1");
        var ratings = open.Drawer.Locator(".drawer-ratings");
        await Assertions.Expect(ratings).ToContainTextAsync("已有1人评分，不足人数前为待评");
        await Assertions.Expect(ratings).ToContainTextAsync("您评分后可以看到其他人的评分");
        await open.Button("各方评分").ClickAsync();
        await open.Button("修改记录").ClickAsync();
        await Assertions.Expect(open.Drawer.Locator(".drawer-history li").First).ToContainTextAsync("本人评分，您评分后可见");
        await Assertions.Expect(open.Drawer).Not.ToContainTextAsync("推广面不足");
        await Assertions.Expect(open.Drawer.Locator("[data-draft='points']")).ToHaveValueAsync("");
        await open.AssertAxeCleanAsync();

        await open.Drawer.Locator("[data-draft='points']").FillAsync("7");
        // Another rater meanwhile: nothing here is overtaken by it, and nothing in conflict.
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "9.1", new Judged(5, "推广面不足"));
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Score).ToHaveTextAsync("6分");
        await Assertions.Expect(ratings).ToContainTextAsync("顾晓峰 5分：推广面不足");
        await Assertions.Expect(open.Cell("sijing", "9.1")).ToHaveTextAsync("6");
        await open.Button("撤回本人评分").ClickAsync();
        await Assertions.Expect(open.Score).ToHaveTextAsync("待评");
        await Assertions.Expect(open.Drawer).Not.ToContainTextAsync("推广面不足");
        Assert.Equal("reviewer-2", Assert.Single(((Judged)OpenDrawer.Now(portal, "sijing", "9.1").Counted!.Observation!).Ratings).By);
    }

    [Fact]
    public async Task Rows_of_what_was_lost_are_pasted_into_the_draft_or_refused_by_row_and_column()
    {
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "third-party", "yueyang", "1.3");
        await open.Drawer.Locator("[data-draft='raw']").FillAsync("87.5");
        await open.Drawer.Locator("[data-draft='full']").FillAsync("100");
        await open.Drawer.GetByText("从电子表格粘贴扣分说明").ClickAsync();
        var block = open.Drawer.Locator(".drawer-paste textarea");
        await block.FillAsync("及时性\t20\t12,5\t晚");
        await open.Button("加入草稿").ClickAsync();
        await Assertions.Expect(open.Drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("第1行第3列（实得）“12,5”不是分数");
        await open.AssertAxeCleanAsync();
        await block.FillAsync("细项\t应得\t实得\t问题\n及时性\t２０\t12.5\t晚于规定时间\n完整性\t30\t25\t前后不一致");
        await open.Button("加入草稿").ClickAsync();
        await Assertions.Expect(open.Drawer.Locator("[data-draft$='.part']").Last).ToHaveValueAsync("完整性");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        Assert.Equal([new LostMark("及时性", 20, 12.5m, "晚于规定时间"), new LostMark("完整性", 30, 25, "前后不一致")], ((Mark)OpenDrawer.Now(portal, "yueyang", "1.3").Counted!.Observation!).Lost.AsEnumerable());
    }
}
