using System.Text.RegularExpressions;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class AuditPageTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_auditor_goes_there_and_reads_the_newest_entries_in_words()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("security-auditor"), "/");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "审计记录" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/audit");
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(50);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "陶正明" }).First).ToContainTextAsync("登录（演示人物，地址 127.0.0.1）");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "审计记录" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "评分汇总表" })).ToHaveCountAsync(0);
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_pages_go_back_in_time()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("security-auditor"), "/audit");
        await visit.Page.GetByLabel("事项", new() { Exact = true }).SelectOptionAsync("assessed");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Address(@"/audit\?kind=assessed$"));
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(50);
        var newest = await First(visit);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "更早的50条" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Address("before="));
        await Assertions.Expect(Rows(visit).First).Not.ToHaveAttributeAsync("data-sequence", newest);
        await visit.Page.GetByLabel("单位", new() { Exact = true }).SelectOptionAsync("yueyang");
        await visit.Page.GetByLabel("指标", new() { Exact = true }).SelectOptionAsync("1.1");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Address(@"/audit\?unit=yueyang&indicator=1\.1&kind=assessed$"));
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByLabel("单位", new() { Exact = true })).ToHaveValueAsync("yueyang");
        await Assertions.Expect(Rows(visit).First).ToContainTextAsync("岳阳街道");
        await visit.Page.GetByLabel("人员", new() { Exact = true }).SelectOptionAsync("leader");
        await Assertions.Expect(visit.Page.GetByText("没有符合条件的审计记录。")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("从", new() { Exact = true }).FillAsync("2022-11-28T08:00");
        await visit.Page.GetByLabel("从", new() { Exact = true }).BlurAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Address("from=2022-11-28T08"));
    }

    [Fact]
    public async Task An_entry_opens_to_its_columns_and_hashes()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("security-auditor"), "/audit?before=2");
        await visit.Page.GetByLabel("展开第1条原始数据").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".raw")).ToContainTextAsync("cycle-opened");
        Assert.Matches("[0-9a-f]{64}", await visit.Page.Locator(".raw dd").Last.InnerTextAsync());
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task The_administrator_comes_from_a_cells_history_and_verifies_and_exports()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("administrator"), "/audit?unit=yueyang&indicator=1.1");
        await Assertions.Expect(Rows(visit).First).ToContainTextAsync("岳阳街道");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "校验" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("审计记录完整，共")).ToBeVisibleAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByText("导出csv").ClickAsync());
        Assert.Equal("审计记录.csv", download.SuggestedFilename);
    }

    [Fact]
    public async Task A_broken_entry_is_told_and_shown_first()
    {
        await using var other = await Portal.StartAsync();
        await using (var db = other.Services.GetRequiredService<PortalDatabase>().Open())
        {
            await using var command = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database).CreateCommand();
            await command.Connection!.OpenAsync(Stop);
            command.CommandText = "DROP TRIGGER audit_no_update; UPDATE audit SET reason = 'other' WHERE sequence = 100";
            await command.ExecuteNonQueryAsync(Stop);
        }
        await using var visit = await chromium.SignedInAsAsync(other.Address, new("security-auditor"), "/audit");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "校验" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("审计记录有问题：第100条被改动")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("tr.broken")).ToHaveAttributeAsync("data-sequence", "100");
        Assert.Equal("100", await First(visit));
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_reviewer_is_told_why_not_and_gets_no_entry()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), "/audit");
        await Assertions.Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("“查阅审计记录”需要的角色是业务管理员、安全审计员");
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "审计记录" })).ToHaveCountAsync(0);
    }

    private static ILocator Rows(Visit visit) => visit.Page.Locator("tr[data-sequence]");

    private static async Task<string> First(Visit visit) => (await Rows(visit).First.GetAttributeAsync("data-sequence"))!;

    /// <summary>Polled: a wait for a navigation that has just happened would never end.</summary>
    private static Regex Address(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
