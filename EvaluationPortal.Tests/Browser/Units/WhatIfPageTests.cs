using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Units;

public sealed class WhatIfPageTests(Chromium chromium)
{
    private const string Yueyang = "/2022/units/yueyang";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_liaison_tries_other_facts_from_feedback_on_and_nothing_of_it_is_kept()
    {
        await using var portal = await Portal.StartAsync();
        var live = portal.Services.GetRequiredService<LiveScoreboards>();
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-yueyang"), $"{Yueyang}/what-if");
        await Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("“核查评估”阶段，不能测算");
        Assert.True((await portal.Services.GetRequiredService<MoveStage>().Run(new("administrator"), "2022", Stage.Feedback, "反馈", live.Of("2022").Cycle.Version, Stop)).IsGranted);

        var before = live.Of("2022").Find(new("yueyang"))!;
        await visit.Page.GotoAsync(Yueyang);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "测算" }).ClickAsync();
        var (actual, tried) = (visit.Page.Locator(".totals p:first-child b"), visit.Page.Locator(".totals .then b"));
        await Expect(actual).ToHaveTextAsync(Decimals.Fixed(before.Totals.Total!.Value));
        await Expect(tried).ToHaveTextAsync(Decimals.Fixed(before.Totals.Total!.Value));
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();

        var facts = WhatIf.Of(live.Of("2022").Cycle, before).With(new("9.1"), new Judged(5, "测算假设"));
        await Row("9.1").GetByRole(AriaRole.Combobox).SelectOptionAsync("5");
        await Expect(tried).ToHaveTextAsync(Total(facts));
        var standing = before.Cells.Single(c => c.Indicator.Code == new IndicatorCode("1.2")).Counted?.Observation as Findings ?? Findings.None;
        facts = facts.With(new("1.2"), new Findings([.. standing.List, new(standing.List.Select(f => f.Id).DefaultIfEmpty().Max() + 1, "")]));
        await Row("1.2").GetByRole(AriaRole.Spinbutton).FillAsync("1");
        await Row("1.2").GetByRole(AriaRole.Spinbutton).PressAsync("Tab");
        await Expect(tried).ToHaveTextAsync(Total(facts));
        facts = facts.With(new("1.3"), new Mark(50, 100));
        await Row("1.3").GetByLabel("原始分").FillAsync("50");
        await Row("1.3").GetByLabel("满分").FillAsync("100");
        await Row("1.3").GetByLabel("满分").PressAsync("Tab");
        await Expect(tried).ToHaveTextAsync(Total(facts));
        await Row("1.3").GetByLabel("原始分").FillAsync("200");
        await Row("1.3").GetByLabel("原始分").PressAsync("Tab");
        await Expect(Row("1.3").GetByRole(AriaRole.Alert)).ToContainTextAsync("应填得分和满分");
        await visit.AssertAxeCleanAsync();

        // The real score moves on below it.
        var edit = new Edit(Guid.NewGuid(), new("yueyang"), new("8.1"), Source.Office, Findings.OfCount(2), null, long.MaxValue);
        Assert.IsType<Saved>((await portal.Services.GetRequiredService<RecordAssessments>().Run(new("reviewer-1"), "2022", [edit], stop: Stop))[0]);
        var after = live.Of("2022").Find(new("yueyang"))!;
        await Expect(actual).ToHaveTextAsync(Decimals.Fixed(after.Totals.Total!.Value));
        await Expect(tried).ToHaveTextAsync(Total(facts.On(live.Of("2022").Cycle, after)));

        await Row("9.1").GetByRole(AriaRole.Button, new() { Name = "9.1 恢复现状" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "全部恢复现状（2项）" }).ClickAsync();
        await Expect(tried).ToHaveTextAsync(Decimals.Fixed(after.Totals.Total!.Value));
        Assert.Equal(1, await portal.Services.GetRequiredService<PortalDatabase>().Open().Audit.CountAsync(e => e.Sequence > before.Version && e.Kind == AuditKinds.Assessed && e.Unit == "yueyang", Stop));

        ILocator Row(string code) => visit.Page.Locator($"tr[data-indicator='{code}']");
        static string Total(WhatIf tried) => Decimals.Fixed(tried.Then.Totals.Total!.Value);
    }
}
