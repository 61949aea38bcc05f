using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>An administrator makes a year, sets it up and moves it on; everybody finds the other years.</summary>
public sealed class CyclePagesTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static readonly PersonId Administrator = new("administrator");

    [Fact]
    public async Task A_rehearsal_is_made_set_up_and_begun()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Administrator, "/cycles");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "新建考核年度" }).ClickAsync();
        await visit.Page.GetByLabel("代码").FillAsync("2022 trial");
        await visit.Page.GetByLabel("名称", new() { Exact = false }).First.FillAsync("2022年演练");
        await Button(visit, "新建").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("演练年度在年份后加连字符");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByLabel("代码").FillAsync("2022-trial");
        await Button(visit, "新建").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/cycles/2022-trial");
        await Expect(visit.Page.Locator(".portal-rehearsal")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".conditions")).ToContainTextAsync("没有设定考核期");
        await visit.AssertAxeCleanAsync();

        await Button(visit, "进入“自查填报”阶段").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("还不能进入“自查填报”阶段：没有设定考核期");
        await visit.Page.GetByLabel("考核期开始").FillAsync("2022-01-01");
        await visit.Page.GetByLabel("考核期结束").FillAsync("2022-12-31");
        foreach (var due in (string[])["自查填报截止", "区财政局报送截止", "区司法局报送截止", "区民政局报送截止", "第三方机构报送截止"]) await visit.Page.GetByLabel(due).FillAsync("2099-11-30T17:00");
        await visit.Page.GetByLabel("另排全部单位的名次").CheckAsync();
        await Button(visit, "保存").ClickAsync();
        await Expect(visit.Page.GetByText("时间和规则已保存。")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("原因条件未").FillAsync("演练，联络员不必到齐");
        await Button(visit, "进入“自查填报”阶段").ClickAsync();
        await Expect(visit.Page.GetByText("已进入“自查填报”阶段。")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".stages [aria-current]")).ToHaveTextAsync("自查填报");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
        var cycle = Cycle("2022-trial");
        Assert.Equal((Stage.SelfReport, true, new DateTime(2099, 11, 30, 9, 0, 0)), (cycle.Stage, cycle.Settings.RanksOverall, cycle.Settings.Deadlines.Filing));

        await visit.Page.GotoAsync("/2022/board");
        await visit.LiveAsync();
        await visit.Page.GetByLabel("考核年度").SelectOptionAsync("2022-trial");
        await Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/2022-trial/board");
        await Expect(visit.Page.Locator(".portal-rehearsal")).ToHaveTextAsync("演练，结果不作数");
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task One_unit_is_reopened_and_an_indicator_is_set_for_another()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Administrator, "/cycles/2022");
        var reopened = visit.Page.Locator("section", new() { Has = visit.Page.GetByRole(AriaRole.Heading, new() { Name = "重新开放" }) });
        await reopened.GetByLabel("单位").SelectOptionAsync("泗泾镇");
        await reopened.GetByLabel("开放至").FillAsync("2000-01-01T08:00");
        await reopened.GetByLabel("原因").FillAsync("系统故障");
        await reopened.GetByRole(AriaRole.Button, new() { Name = "重新开放" }).ClickAsync();
        await Expect(reopened.GetByRole(AriaRole.Alert)).ToContainTextAsync("须晚于现在");
        await reopened.GetByLabel("开放至").FillAsync("2099-01-01T08:00");
        await reopened.GetByRole(AriaRole.Button, new() { Name = "重新开放" }).ClickAsync();
        await Expect(reopened.GetByRole(AriaRole.Row, new() { Name = "泗泾镇" })).ToContainTextAsync("2099-01-01 08:00系统故障开放中");

        var set = visit.Page.GetByRole(AriaRole.Group, new() { Name = "个别单位另行设定的适用指标" });
        await Expect(set.GetByLabel("设定")).ToHaveValueAsync("true");
        await set.GetByLabel("单位").SelectOptionAsync("松江经济技术开发区");
        await set.GetByLabel("指标").SelectOptionAsync("7.1");
        await set.GetByRole(AriaRole.Button, new() { Name = "加入设定" }).ClickAsync();
        await Expect(set.GetByRole(AriaRole.Alert)).ToHaveTextAsync("请选择单位和指标，并写明理由。");
        await set.GetByLabel("理由").FillAsync("受托管理居委会");
        await set.GetByRole(AriaRole.Button, new() { Name = "加入设定" }).ClickAsync();
        await visit.AssertAxeCleanAsync();
        await Button(visit, "保存").ClickAsync();
        await Expect(visit.Page.GetByText("时间和规则已保存。")).ToBeVisibleAsync();
        Assert.Equal("受托管理居委会", Assert.Single(Cycle("2022").Settings.Applicability).Reason);
    }

    [Fact]
    public async Task The_list_of_units_shows_what_saving_would_change()
    {
        await using var own = await Portal.StartAsync("Development", null, ("Demo:SeedData", "false"));
        await using var visit = await chromium.SignedInAsAsync(own.Address, Administrator, "/cycles/2022");
        await Button(visit, "修改名单").ClickAsync();
        var list = visit.Page.GetByLabel("单位名单");
        var text = await list.InputValueAsync();
        await list.FillAsync(text.Replace("\t镇\t", "\t乡\t", StringComparison.Ordinal));
        await Button(visit, "预览变动").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("泗泾镇的单位类别“乡”不在考核评估表中；只能是镇、街道、开发区、区政府部门。");
        await visit.AssertAxeCleanAsync();
        var file = ListTemplate.Units(own.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle);
        await visit.Page.GetByLabel("上传电子表格（.xlsx、.csv）").SetInputFilesAsync(new FilePayload { Name = "单位.xlsx", MimeType = "application/octet-stream", Buffer = file });
        await Expect(visit.Page.GetByText("已读入单位.xlsx，请核对后预览。")).ToBeVisibleAsync();
        await Button(visit, "预览变动").ClickAsync();
        await Expect(visit.Page.GetByText("与现在的名单相同。")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await list.FillAsync(text.Replace("佘山镇", "新佘山镇", StringComparison.Ordinal));
        await Button(visit, "预览变动").ClickAsync();
        await Expect(visit.Page.GetByText("改名：佘山镇 → 新佘山镇")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await Button(visit, "保存名单").ClickAsync();
        await Expect(visit.Page.GetByText("参评单位已保存。")).ToBeVisibleAsync();
        Assert.Contains(own.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle.Units, u => u.Name == "新佘山镇");

        await Button(visit, "撤回上次改动").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "撤回上次改动" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("[role=status]").GetByText("撤回")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        Assert.Contains(own.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle.Units, u => u.Name == "佘山镇");
    }

    [Fact]
    public async Task The_page_follows_what_others_change_and_keeps_what_is_being_filled_in()
    {
        await using var own = await Portal.StartAsync();
        await using var visit = await chromium.SignedInAsAsync(own.Address, Administrator, "/cycles/2022");
        await visit.Page.GetByLabel("考核期开始").FillAsync("2022-02-03");
        var raters = visit.Page.Locator("label", new() { HasText = "6.1 " }).Locator("select").First;
        await raters.SelectOptionAsync("2");
        await Expect(visit.Page.GetByText("家的得分转为待评")).ToBeVisibleAsync();
        await raters.SelectOptionAsync("1");
        await Expect(visit.Page.GetByText("家的得分转为待评")).ToHaveCountAsync(0);
        await using var chief = await chromium.SignedInAsAsync(own.Address, new("chief"), "/cycles/2022");
        await Expect(Button(chief, "保存")).ToHaveCountAsync(0);
        await chief.AssertAxeCleanAsync();
        var cycle = own.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle;
        var moved = await own.Services.GetRequiredService<MoveStage>().Run(Administrator, "2022", Stage.Feedback, "试一试", cycle.Version, TestContext.Current.CancellationToken);
        Assert.True(moved.IsGranted);
        foreach (var page in (Visit[])[visit, chief]) await Expect(page.Page.Locator(".stages [aria-current]")).ToHaveTextAsync("结果反馈与复核");
        await Expect(visit.Page.GetByLabel("考核期开始")).ToHaveValueAsync("2022-02-03");
        await visit.Page.GetByLabel("考核期结束").FillAsync("2022-12-31");
        var now = own.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle;
        Assert.True((await own.Services.GetRequiredService<ChangeSettings>().Run(Administrator, "2022", now.Settings with { RanksOverall = true }, "另一个名称", now.Version, TestContext.Current.CancellationToken)).IsGranted);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "另一个名称" })).ToBeVisibleAsync();
        await Button(visit, "保存").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("刚被他人修改");
        await Button(visit, "载入最新内容").ClickAsync();
        await Expect(visit.Page.GetByLabel("另排全部单位的名次")).ToBeCheckedAsync();
    }

    [Theory]
    [InlineData("reviewer-1")]
    [InlineData("liaison-yueyang")]
    [InlineData("security-administrator")]
    public async Task Whoever_manages_no_cycles_is_told_so(string person)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new(person), "/cycles/2022");
        await Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("“管理考核年度”需要的角色是业务管理员");
    }

    private Cycle Cycle(string code) => portal.Services.GetRequiredService<LiveScoreboards>().Of(code).Cycle;

    private static ILocator Button(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
