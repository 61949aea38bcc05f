using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>What is typed into the pages' forms, through reloads, a cut and a killed server.</summary>
public sealed class KeptTextTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Findings = "/2022/units/yueyang/findings", Records = "/records";

    [Fact]
    public async Task What_was_typed_into_a_form_outlives_a_reload_and_a_killed_server_until_it_was_acted_upon()
    {
        // The invented results are the same in every portal.
        var cell = (from card in portal.Services.GetRequiredService<LiveScoreboards>().Of("2022").Scorecards
                    from scored in card.Cells
                    where scored.Score is Awarded { Points: not 3.5m } && scored.Indicator.MaxPoints >= 4
                    select (Unit: card.Unit.Code, Indicator: scored.Indicator.Code)).First();
        using var data = new TemporaryDirectory();
        var first = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var liaison = await chromium.SignedInAsAsync(first.Address, new("liaison-yueyang"), Findings);
        await using var reviewer = await chromium.SignedInAsAsync(first.Address, new("reviewer-1"), Records);
        await using var chief = await chromium.SignedInAsAsync(first.Address, new("chief"), Addresses.Adjustments("2022", cell.Unit, cell.Indicator));
        await Report(liaison).ClickAsync();
        await liaison.Page.GetByLabel("整改情况", new() { Exact = true }).FillAsync("附件已更换");
        await reviewer.Page.GetByLabel("单位").Nth(1).SelectOptionAsync("泗泾镇");
        await reviewer.Page.GetByLabel("日期").FillAsync("2022-03-04");
        await Fact(reviewer).PressSequentiallyAsync("首页有死链");
        await chief.Page.GetByLabel("核定得分").FillAsync("3.5");
        await chief.Page.GetByLabel("理由").FillAsync("材料补齐");

        await liaison.Page.ReloadAsync();
        await Expect(Report(liaison)).ToHaveAttributeAsync("data-kept-text", "");
        await Report(liaison).ClickAsync();
        await Expect(liaison.Page.GetByLabel("整改情况", new() { Exact = true })).ToHaveValueAsync("附件已更换");
        await liaison.AssertAxeCleanAsync();

        foreach (var visit in (Visit[])[liaison, reviewer, chief])
        {
            visit.ExpectACut();
            await visit.Page.EvaluateAsync("window.beforeTheCut = true");
        }
        await first.DisposeAsync();
        // Typed while nobody listens.
        await chief.Page.GetByLabel("依据").FillAsync("会议纪要第3号");
        await using var second = await PortalProcess.ServeAsync(data.Path, "Development", first.Address);
        foreach (var visit in (Visit[])[liaison, reviewer, chief]) await visit.Page.WaitForFunctionAsync("() => !window.beforeTheCut && document.querySelector('.portal-main h1')", null, new() { Timeout = 40_000 });
        await Expect(chief.Page.GetByLabel("依据")).ToHaveValueAsync("会议纪要第3号");
        await Expect(chief.Page.GetByLabel("核定得分")).ToHaveValueAsync("3.5");
        await chief.Page.GetByRole(AriaRole.Button, new() { Name = "提出", Exact = true }).ClickAsync();
        await Expect(chief.Page.GetByText("已提出，等待另一人批准后计分。")).ToBeVisibleAsync();
        await Expect(chief.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("材料补齐");

        await Expect(Fact(reviewer)).ToHaveValueAsync("首页有死链");
        await Fact(reviewer).PressAsync("Enter");
        await Expect(reviewer.Page.Locator("tbody tr:not(.entry)")).ToContainTextAsync("泗泾镇");
        await Expect(reviewer.Page.Locator("tbody tr:not(.entry)")).ToContainTextAsync("2022-03-04");
        await Report(liaison).ClickAsync();
        await liaison.Page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(liaison.Page.Locator(".findings tbody")).ToContainTextAsync("附件已更换");

        foreach (var visit in (Visit[])[liaison, reviewer, chief]) await Forgets(visit);
        await chief.Page.ReloadAsync();
        await Expect(chief.Page.GetByLabel("理由")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task The_basis_of_a_correction_what_applies_to_single_units_and_a_handing_over_are_kept_too()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("administrator"), "/cycles/2022");
        var set = visit.Page.GetByRole(AriaRole.Group, new() { Name = "个别单位另行设定的适用指标" });
        var basis = visit.Page.GetByLabel("勘误的依据");
        await basis.FillAsync("补充通知第3号");
        await FillAsync(set, "松江经济技术开发区", "7.1", "受托管理居委会");
        await set.GetByRole(AriaRole.Button, new() { Name = "加入设定" }).ClickAsync();
        await Expect(set.GetByRole(AriaRole.Row, new() { Name = "松江经济技术开发区" })).ToContainTextAsync("受托管理居委会");
        await FillAsync(set, "泗泾镇", "5.1", "没有基层试点");
        await visit.Page.ReloadAsync();
        await Expect(basis).ToHaveValueAsync("补充通知第3号");
        await Expect(set.GetByRole(AriaRole.Row, new() { Name = "松江经济技术开发区" })).ToContainTextAsync("受托管理居委会");
        await Expect(set.GetByLabel("理由")).ToHaveValueAsync("没有基层试点");
        await set.GetByRole(AriaRole.Button, new() { Name = "加入设定" }).ClickAsync();
        await Expect(set.GetByRole(AriaRole.Row, new() { Name = "泗泾镇" })).ToContainTextAsync("没有基层试点");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByText("时间和规则已保存。")).ToBeVisibleAsync();
        Assert.Equal(["受托管理居委会", "没有基层试点"], portal.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle.Settings.Applicability.Select(a => a.Reason));
        await visit.Page.ReloadAsync();
        await Expect(basis).ToHaveValueAsync("补充通知第3号");
        await Expect(set.GetByLabel("理由")).ToHaveValueAsync("");

        await visit.Page.GotoAsync("/people/liaison-yueyang");
        var opener = visit.Page.GetByRole(AriaRole.Button, new() { Name = "工作交接" });
        await opener.ClickAsync();
        var reason = visit.Page.GetByLabel("交接原因");
        await visit.Page.GetByLabel("交接给").SelectOptionAsync("liaison-yueyang-2");
        await reason.FillAsync("岗位调动");
        await visit.Page.ReloadAsync();
        await Expect(opener).ToHaveAttributeAsync("data-kept-text", "");
        await opener.ClickAsync();
        await Expect(reason).ToHaveValueAsync("岗位调动");
        await Expect(visit.Page.Locator(".hand-over .preview").First).ToContainTextAsync("全部交接给");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "确认交接" }).ClickAsync();
        await Expect(visit.Page.GetByText("已将全部工作交接给")).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => !Object.keys(localStorage).some(k => k.includes('/hand-over/'))");
    }

    private static async Task FillAsync(ILocator set, string unit, string indicator, string reason)
    {
        await set.GetByRole(AriaRole.Combobox, new() { Name = "单位" }).SelectOptionAsync(unit);
        await set.GetByRole(AriaRole.Combobox, new() { Name = "指标" }).SelectOptionAsync(indicator);
        await set.GetByLabel("理由").FillAsync(reason);
    }

    [Fact]
    public async Task What_is_kept_is_the_persons_own_and_a_browser_that_keeps_nothing_loses_it()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), Records);
        await Fact(visit).FillAsync("首页有死链");
        await visit.Context.ClearCookiesAsync();
        await visit.SignInAsAsync(new("reviewer-2"), Records);
        await Fact(visit).FocusAsync();
        await Expect(Fact(visit)).ToHaveValueAsync("");
        await visit.Context.ClearCookiesAsync();
        await visit.SignInAsAsync(new("reviewer-1"), Records);
        await Expect(Fact(visit)).ToHaveValueAsync("首页有死链");

        await visit.Page.EvaluateAsync("() => { localStorage.clear(); Storage.prototype.setItem = () => {}; }");
        await Fact(visit).FillAsync("首页有两处死链");
        await visit.Page.ReloadAsync();
        await Fact(visit).FocusAsync();
        await Expect(Fact(visit)).ToHaveValueAsync("");
    }

    private static ILocator Fact(Visit visit) => visit.Page.GetByLabel("事实", new() { Exact = true });

    private static ILocator Report(Visit liaison) => liaison.Page.GetByRole(AriaRole.Button, new() { Name = "报告整改" }).First;

    private static async Task Forgets(Visit visit) => await visit.Page.WaitForFunctionAsync("() => !Object.keys(localStorage).some(k => k.startsWith('portal.kept.'))");
}
