using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class PersonAccountTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static readonly PersonId Security = new("security-administrator"), Business = new("administrator");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_made_an_administrator_loses_the_earlier_ways_in_after_a_question_that_says_so()
    {
        var id = await AddedAsync("郭子涵");
        await portal.Services.GetRequiredService<GivePassword>().Run(Business, id, "guozihan", removeAuthenticator: false, Stop);
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Security, $"/people/{id}");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "重设密码" })).ToBeVisibleAsync();
        await visit.Page.GetByLabel("系统管理员", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("郭子涵将成为管理人员。此前的登录方式可能由他人设置，因此原有的密码、动态口令和统一身份认证关联全部清除");
        await visit.AssertAxeCleanAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.False(Known(id).Is(Role.SystemAdministrator));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "授予管理角色" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已保存。原有的密码、动态口令和统一身份认证关联已清除")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("登录名是“guozihan”。没有密码，生成初始密码后才能用密码登录。")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "生成初始密码" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".slip")).ToContainTextAsync("登录名 guozihan，初始密码");
        await visit.Page.GetByLabel("安全管理员", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync(); // One of them already: nothing is asked.
        await Assertions.Expect(visit.Page.GetByText("已保存。", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_change_reaches_the_persons_open_page_and_nobody_elses()
    {
        await using var his = await chromium.SignedInAsAsync(portal.Address, new("chief"), "/2022/board");
        await using var control = await chromium.SignedInAsAsync(portal.Address, new("leader"), "/2022/board");
        foreach (var visit in (Visit[])[his, control]) await visit.Page.EvaluateAsync("() => { window.isSame = true; }");
        await using var admin = await chromium.SignedInAsAsync(portal.Address, Security, "/people/chief");
        await admin.Page.GetByLabel("考评组长", new() { Exact = true }).UncheckAsync();
        await admin.Page.GetByLabel("联络员", new() { Exact = true }).CheckAsync();
        await admin.Page.GetByLabel("所属单位：添加").SelectOptionAsync("泗泾镇");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(his.Page.Locator(".portal-notice")).ToContainTextAsync("“查看评分汇总表”需要的角色是");
        Assert.False(await his.Page.EvaluateAsync<bool>("() => window.isSame === true"));
        await admin.Page.GetByLabel("停用", new() { Exact = true }).CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(his.Page).ToHaveURLAsync(Address("/signin"));
        await Assertions.Expect(admin.Page.GetByText("已保存。")).ToBeVisibleAsync();
        Assert.True(await control.Page.EvaluateAsync<bool>("() => window.isSame === true"));
        await Assertions.Expect(control.Page.Locator(".portal-person")).ToContainTextAsync("周立群");
    }

    [Fact]
    public async Task Work_is_handed_over_with_a_preview_and_a_reason()
    {
        var (former, successor) = (await AddedAsync("吴秋实"), await AddedAsync("郑春华"));
        await ChangeAsync(former, p => p with { Units = [new("yueyang")] });
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, $"/people/{former}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "工作交接" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("交接给").SelectOptionAsync(successor.Value);
        await Assertions.Expect(dialog).ToContainTextAsync("将吴秋实的联络员及所属单位岳阳街道全部交接给郑春华。");
        await Assertions.Expect(dialog).ToContainTextAsync("郑春华的角色：联络员；所属单位：泗泾镇、岳阳街道。");
        await visit.AssertAxeCleanAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认交接" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("请填写交接原因。");
        await visit.AssertAxeCleanAsync();
        await dialog.GetByLabel("交接原因（必填）").FillAsync("岗位调动");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认交接" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已将全部工作交接给郑春华，吴秋实的账户已停用。")).ToBeVisibleAsync();
        Assert.True(Known(former).IsDisabled);
        await visit.Page.GotoAsync("/people?state=Disabled");
        await Assertions.Expect(Row(visit, former.Value)).ToHaveClassAsync("off");
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task A_password_is_reset_after_a_question_and_the_sessions_end()
    {
        var id = await AddedAsync("冯雨晴");
        await portal.Services.GetRequiredService<GivePassword>().Run(Business, id, "fengyuqing", removeAuthenticator: false, Stop);
        await portal.Services.GetRequiredService<BeginSession>().Run(id, "password", null, "10.0.0.9", "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0", Stop);
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, $"/people/{id}");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "登录" })).ToContainTextAsync("Edge，Windows");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "重设密码" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("现在的密码立即失效");
        await visit.AssertAxeCleanAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "重设密码" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".slip")).ToContainTextAsync("登录名 fengyuqing");
        await Assertions.Expect(visit.Page.GetByText("现在没有登录。")).ToBeVisibleAsync();
        Assert.Empty(portal.Services.GetRequiredService<LiveSessions>().Of(id));
    }

    [Fact]
    public async Task Who_is_tied_to_a_provider_is_untied_after_a_question()
    {
        await portal.Services.GetRequiredService<Ledger>().Write(transaction =>
        {
            transaction.Db.Logins.Add(new() { LoginProvider = "oa", ProviderKey = "https://oa.example|77", UserId = "liaison-education" });
            return Task.FromResult(true);
        }, Stop);
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, "/people/liaison-education");
        await Assertions.Expect(visit.Page.GetByText("已关联统一身份认证（oa）。")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "解除关联" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "解除关联" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已关联统一身份认证")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "解除关联" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_own_account_shows_its_sessions_and_ends_the_others()
    {
        await using var elsewhere = await chromium.SignedInAsAsync(portal.Address, new("liaison-sijing"));
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("liaison-sijing"));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "登录" }).Locator("tbody tr")).ToHaveCountAsync(2);
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "在其他设备上退出" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已在其他设备上退出。")).ToBeVisibleAsync();
        await Assertions.Expect(elsewhere.Page).ToHaveURLAsync(Address("/signin"));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "登录" }).Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "修改密码" })).ToHaveCountAsync(0);
    }

    private Person Known(PersonId id) => portal.Services.GetRequiredService<People>().FindAnybody(id)!;

    private async Task<PersonId> AddedAsync(string name) =>
        (await portal.Services.GetRequiredService<SavePerson>().Run(Business, null, new(new(""), name, "", [new(Role.Liaison)], [new("sijing")]), "2022", Stop)).Person!.Value;

    private async Task ChangeAsync(PersonId id, Func<Person, Person> change) =>
        Assert.Empty((await portal.Services.GetRequiredService<SavePerson>().Run(Security, Known(id), change(Known(id)), "2022", Stop)).Faults);

    private static ILocator Row(Visit visit, string id) => visit.Page.Locator($"tr[data-person='{id}']");

    private static Regex Address(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
