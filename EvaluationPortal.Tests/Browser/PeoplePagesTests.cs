using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class PeoplePagesTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private static readonly PersonId Security = new("security-administrator"), Business = new("administrator");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_security_administrator_goes_to_the_list_and_filters_it()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Security, "/");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "人员", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/people");
        await Assertions.Expect(Row(visit, "bureau-finance")).ToContainTextAsync("专项评估单位经办人（指标6.2）");
        await Assertions.Expect(Row(visit, "liaison-yueyang")).ToContainTextAsync("岳阳街道");
        await Assertions.Expect(Row(visit, Security.Value)).ToContainTextAsync("在线");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
        await visit.Page.GetByLabel("查找").PressSequentiallyAsync("泗泾");
        await OnlyAsync("liaison-sijing");
        await visit.Page.GetByLabel("查找").PressAsync("Enter");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Address("text="));
        await visit.Page.GetByLabel("角色", new() { Exact = true }).SelectOptionAsync("考评员");
        await Assertions.Expect(visit.Page.GetByText("没有符合条件的人员。")).ToBeVisibleAsync();
        await visit.Page.GetByText("清除筛选").ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/people");
        await Assertions.Expect(visit.Page.GetByLabel("查找")).ToHaveValueAsync("");
        await visit.Page.GetByLabel("单位", new() { Exact = true }).SelectOptionAsync("区财政局");
        await OnlyAsync("bureau-finance");

        // Other tests of this class add people of their own.
        async Task OnlyAsync(string person)
        {
            await Assertions.Expect(Row(visit, "liaison-yueyang")).ToHaveCountAsync(0);
            await Assertions.Expect(Row(visit, person)).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_new_person_is_made_gets_a_first_password_and_signs_in_with_it()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, "/people");
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "新增人员" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("姓名不能为空。");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("至少要有一个角色。");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByLabel("姓名（必填）").FillAsync("孙小雨");
        await visit.Page.GetByLabel("考评员", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("1.1", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("考评员负责的单位：添加").SelectOptionAsync("泗泾镇");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Address(@"/people/p\d+$"));
        await Assertions.Expect(visit.Page.Locator("header.head")).ToContainTextAsync("考评员（指标1.1；单位泗泾镇）");
        await visit.Page.GetByLabel("登录名").FillAsync("sunxiaoyu");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "生成初始密码" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".slip")).ToContainTextAsync("孙小雨：登录名 sunxiaoyu，初始密码");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "复制" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已复制。")).ToBeVisibleAsync();
        var password = await visit.Page.Locator(".slip code").Last.InnerTextAsync();
        Assert.Equal($"孙小雨：登录名sunxiaoyu，初始密码{password}，首次登录须修改。", await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await using var other = await chromium.OpenAsync(portal.Address);
        await other.Page.GotoAsync("/signin");
        await other.Page.GetByLabel("登录名").FillAsync("sunxiaoyu");
        await other.Page.GetByLabel("密码").FillAsync(password);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(other.Page).ToHaveURLAsync(Address("/account/password"));
    }

    [Fact]
    public async Task A_clash_says_so_and_keeps_what_was_typed_in_sight()
    {
        var id = await AddedAsync("周一鸣");
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, $"/people/{id}");
        await visit.Page.GetByLabel("电话").FillAsync("57720000");
        await ChangeAsync(id, p => p with { Title = "另一处" });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("这位人员刚才已被他人修改，您填写的内容没有保存。");
        await Assertions.Expect(visit.Page.GetByLabel("电话")).ToHaveValueAsync("57720000");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "载入最新内容" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByLabel("单位或职务")).ToHaveValueAsync("另一处");
        await Assertions.Expect(visit.Page.GetByText("您填写“57720000”，现为“”")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByLabel("电话").FillAsync("57720000");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已保存。")).ToBeVisibleAsync();
        Assert.Equal(("另一处", "57720000"), (Known(id).Title, Known(id).Telephone));
    }

    [Theory]
    [InlineData("administrator", "security-auditor", "只能由安全管理员办理")]
    [InlineData("administrator", "administrator", "不能更改自己的账户和角色")]
    [InlineData("security-administrator", "security-administrator", "不能更改自己的账户和角色")]
    public async Task Who_may_not_be_changed_is_shown_read_only_with_the_reason(string by, string whom, string why)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new(by), $"/people/{whom}");
        await Assertions.Expect(visit.Page.Locator(".portal-told")).ToContainTextAsync(why);
        await Assertions.Expect(visit.Page.Locator(".sheet input, .sheet button")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("dl.plain")).ToContainTextAsync(Known(new(whom)).Name);
        await visit.AssertAxeCleanAsync();
    }

    /// <summary>Nobody else learns from the status which ids there are.</summary>
    [Theory]
    [InlineData("reviewer-1", "/people/p0", 200)]
    [InlineData("reviewer-1", "/people/leader", 200)]
    [InlineData("administrator", "/people/leader", 200)]
    [InlineData("administrator", "/people/new", 200)]
    [InlineData("administrator", "/people/p0", 404)]
    public async Task A_person_who_is_not_there_is_not_found_by_those_who_manage_people(string by, string path, int status)
    {
        using var client = await portal.ClientAsync(by);
        using var answer = await client.GetAsync(path, Stop);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_not_saved_asks_before_it_is_left_and_a_saved_one_does_not()
    {
        var id = await AddedAsync("贺一舟");
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, $"/people/{id}");
        var (page, asked) = (visit.Page, 0);
        page.Dialog += async (_, question) =>
        {
            asked++;
            await question.DismissAsync();
        };
        await page.GetByLabel("电话").FillAsync("57720000");
        await page.GetByLabel("工号").FocusAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "返回人员列表" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("填写的内容还没有保存，离开后不再保留。");
        await visit.AssertAxeCleanAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("电话")).ToHaveValueAsync("57720000");
        await Assertions.Expect(page).ToHaveURLAsync(Address($"/people/{id}$"));

        // Beyond the circuit it is the browser that asks.
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync("/account", new() { Timeout = 3000 }));
        Assert.Equal(1, asked);

        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已保存。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "返回人员列表" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{portal.Address}/people");
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Nothing_that_is_not_saved_holds_a_page_whose_session_has_ended()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, "/people/new");
        var asked = 0;
        visit.Page.Dialog += async (_, question) =>
        {
            asked++;
            await question.DismissAsync();
        };
        await visit.Page.GetByLabel("姓名（必填）").FillAsync("写到一半");
        await visit.Page.GetByLabel("电话").FillAsync("5772");
        await visit.Page.GetByLabel("工号").FocusAsync();
        var session = portal.Services.GetRequiredService<LiveSessions>().Of(Business).MaxBy(s => s.BegunAt)!;
        await portal.Services.GetRequiredService<EndSessions>().SignOut(Business, session.Id, null, Stop);
        await visit.Page.WaitForURLAsync("**/signin?ended=true**");
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData("/people")]
    [InlineData("/people/new")]
    [InlineData("/people/leader")]
    [InlineData("/people/import")]
    public async Task Who_manages_nobody_is_told_so_and_gets_no_name(string path)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"), path);
        await Assertions.Expect(visit.Page.Locator(".portal-notice")).ToContainTextAsync("“管理人员”需要的角色是业务管理员、安全管理员");
        await Assertions.Expect(visit.Page.GetByText("周立群")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "人员" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_business_administrator_cannot_tick_administrators_and_sees_the_history()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, Business, "/people/liaison-education");
        await Assertions.Expect(visit.Page.GetByLabel("安全管理员", new() { Exact = true })).ToBeDisabledAsync();
        await Assertions.Expect(visit.Page.GetByLabel("考评组长", new() { Exact = true })).ToBeEnabledAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "变更历史" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/audit?person=liaison-education");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "新增人员" })).ToContainTextAsync("蒋文静；区教育局办公室；联络员；所属单位 区教育局；在用");
        await Assertions.Expect(visit.Page.Locator("tr[data-sequence]").Last).ToContainTextAsync("新增人员");
        visit.Tolerate("status of 404");
        Assert.Equal(404, (await visit.Page.GotoAsync("/people/p0"))?.Status);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "没有这位人员" })).ToBeVisibleAsync();
    }

    private Person Known(PersonId id) => portal.Services.GetRequiredService<People>().FindAnybody(id)!;

    private async Task<PersonId> AddedAsync(string name) =>
        (await portal.Services.GetRequiredService<SavePerson>().Run(Business, null, new(new(""), name, "", [new(Role.Liaison)], [new("sijing")]), "2022", Stop)).Person!.Value;

    private async Task ChangeAsync(PersonId id, Func<Person, Person> change) =>
        Assert.Empty((await portal.Services.GetRequiredService<SavePerson>().Run(Security, Known(id), change(Known(id)), "2022", Stop)).Faults);

    private static ILocator Row(Visit visit, string id) => visit.Page.Locator($"tr[data-person='{id}']");

    private static Regex Address(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
