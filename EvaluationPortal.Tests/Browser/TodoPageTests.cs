using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>我的待办: where everybody lands.</summary>
public sealed class TodoPageTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("reviewer-1", "评分：", "**/2022/board?mine=1&pending=1")]
    [InlineData("third-party", "评分：", "**/2022/board?mine=1&pending=1")]
    [InlineData("liaison-yueyang", "填报自查表：已填好", "**/2022/units/yueyang/self-report")]
    [InlineData("administrator", "进入“结果反馈与复核”阶段", "**/cycles/2022")]
    public async Task Each_line_leads_to_its_place(string persona, string line, string place)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new(persona), "/");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
        await visit.Page.Locator(".todos a", new() { HasText = line }).ClickAsync();
        await visit.Page.WaitForURLAsync(place);
    }

    [Fact]
    public async Task The_administrator_sets_the_contact_and_copies_the_sentence_of_who_has_not_filed()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("administrator"), "/cycles/2022");
        await visit.Page.GetByLabel("联系人", new() { Exact = false }).FillAsync("王老师");
        await visit.Page.GetByLabel("联系电话").FillAsync("电话");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“电话”不是电话号码");
        await visit.Page.GetByLabel("联系电话").FillAsync("021-37730000转1");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByText("时间和规则已保存。")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "我的待办" }).ClickAsync();
        await Expect(visit.Page.Locator("footer")).ToHaveTextAsync("联系人：王老师 021-37730000转1");
        await Expect(visit.Page.Locator(".reminder p").First).ToContainTextAsync("尚有50家单位未报送：泗泾、佘山、");
        await visit.AssertAxeCleanAsync();
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "复制" }).First.ClickAsync();
        await Expect(visit.Page.GetByText("已复制。")).ToBeVisibleAsync();
        await using var stranger = await chromium.OpenAsync(portal.Address);
        await stranger.Page.GotoAsync("/");
        await Expect(stranger.Page.Locator("footer")).ToHaveTextAsync("联系：王老师 021-37730000转1");
    }
}
