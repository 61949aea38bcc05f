using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class ImportPeopleTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const string Head = "姓名\t单位\t职务\t角色\t登录名\t工号\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_pasted_looked_at_and_imported_and_the_passwords_are_copied_as_a_table()
    {
        await using var visit = await PastedAsync(Head + "姜文\t泗泾\t党政办\t联络员\tjiangwen\t\n戚美\t某某镇\t\t联络员\tqimei\t\n");
        await Assertions.Expect(Row(visit, 2)).ToContainTextAsync("新增");
        await Assertions.Expect(Row(visit, 3)).ToContainTextAsync("第3行：“单位”列的“某某镇”不是2022年松江区政务公开考核评估的单位");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
        await visit.Page.GetByLabel("只看有误的行").CheckAsync();
        await Assertions.Expect(visit.Page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "导入1人" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已导入：新增1人，变更0人。")).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "复制表格" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已复制。")).ToBeVisibleAsync();
        Assert.Matches("^姓名\t登录名\t初始密码\r?\n姜文\tjiangwen\t.{12}$", await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        Assert.Contains(portal.Services.GetRequiredService<People>().All, p => p.Name == "姜文" && p.BelongsTo(new("sijing")));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "整批撤回" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "整批撤回" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "已导入的名单" })).ToContainTextAsync("撤回：");
        await visit.AssertAxeCleanAsync();
        Assert.DoesNotContain(portal.Services.GetRequiredService<People>().All, p => p.Name == "姜文");
    }

    [Fact]
    public async Task A_spreadsheet_fills_the_box_and_what_is_none_says_why()
    {
        await using var visit = await chromium.OpenAsync(portal.Address);
        visit.Tolerate("422");
        await visit.SignInAsAsync(new("administrator"), "/people/import");
        var (picker, box) = (visit.Page.GetByLabel("上传电子表格（.xlsx、.csv）"), visit.Page.GetByLabel("粘贴名单"));
        await picker.SetInputFilesAsync(new FilePayload { Name = "假.xlsx", MimeType = "application/octet-stream", Buffer = "PK假的"u8.ToArray() });
        await Assertions.Expect(visit.Page.GetByText("不是完好的.xlsx文件")).ToBeVisibleAsync();
        var mayGo = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/lists/table?progress=*", async route =>
        {
            await mayGo.Task;
            await route.ContinueAsync();
        });
        await picker.SetInputFilesAsync(new FilePayload { Name = "人员.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("人员名单,,\n姓名,单位,角色,登录名\n秦上,泗泾,联络员,qinshang\n") });
        await Assertions.Expect(visit.Page.GetByText("人员.csv：正在读取…")).ToBeVisibleAsync();
        mayGo.SetResult();
        await Assertions.Expect(visit.Page.GetByText("已读入人员.csv，请核对后预览。")).ToBeVisibleAsync();
        await Assertions.Expect(box).ToHaveValueAsync("姓名\t单位\t角色\t登录名\n秦上\t泗泾\t联络员\tqinshang");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Assertions.Expect(Row(visit, 2)).ToContainTextAsync("新增");
        await visit.AssertAxeCleanAsync();
        await visit.AssertNoSidewaysScrollAsync();
    }

    [Fact]
    public async Task Five_hundred_people_are_imported_and_the_list_shows_them()
    {
        await using var other = await Portal.StartAsync();
        var all = 500 + Personas.Ids.Length;
        var people = string.Concat(Enumerable.Range(1, 500).Select(n => $"联络员第{n}号\t泗泾镇、岳阳街道\t某某街道办事处党政综合办公室副主任科员\t联络员\t\t{10_000 + n}\n"));
        await using var visit = await PastedAsync(Head + people, other.Address);
        await Assertions.Expect(visit.Page.GetByText("新增500人，变更0人，无变化0人，有误0行。")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "导入500人" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("已导入：新增500人，变更0人。")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "返回人员列表" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("tr[data-person]")).ToHaveCountAsync(100);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"显示其余{all - 100}人" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("tr[data-person]")).ToHaveCountAsync(all);
        await visit.Page.GetByLabel("查找").FillAsync("10321");
        await Assertions.Expect(visit.Page.Locator("tr[data-person]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_no_list_is_told_and_the_field_is_never_cut_off_silently()
    {
        await using var visit = await PastedAsync("甲\t乙");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有找到列名。");
        await visit.AssertAxeCleanAsync();
        var field = visit.Page.GetByLabel("粘贴名单");
        await field.FillAsync("");
        await field.FocusAsync();
        await visit.Page.Keyboard.InsertTextAsync(Head + new string('张', PeopleList.MostCharacters));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("后面的可能已被截断");
        Assert.Equal(PeopleList.MostCharacters, (await field.InputValueAsync()).Length);
    }

    [Fact]
    public async Task Who_was_changed_after_the_preview_is_shown_anew_before_anything_is_written()
    {
        await using var visit = await PastedAsync(Head + "曹国强\t\t新职务\t\t\t555\n水清\t\t\t区领导\t\t556\n");
        await Assertions.Expect(Row(visit, 2)).ToContainTextAsync("有误");
        var (people, save) = (portal.Services.GetRequiredService<People>(), portal.Services.GetRequiredService<SavePerson>());
        var seen = people.FindAnybody(new("liaison-sijing"))!;
        Assert.Empty((await save.Run(new("administrator"), seen, seen with { StaffNumber = "555" }, "2022", Stop)).Faults);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "导入1人" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("预览之后人员有了变动，没有导入。");
        await Assertions.Expect(Row(visit, 2)).ToContainTextAsync("单位或职务：泗泾镇党政办公室 → 新职务");
        await visit.AssertAxeCleanAsync();
        Assert.DoesNotContain(people.All, p => p.Name == "水清");
    }

    private async Task<Visit> PastedAsync(string text, string? address = null)
    {
        var visit = await chromium.SignedInAsAsync(address ?? portal.Address, new("administrator"), "/people/import");
        await visit.Page.GetByLabel("粘贴名单").FillAsync(text);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        return visit;
    }

    private static ILocator Row(Visit visit, int row) => visit.Page.Locator($"tr[data-row='{row}']");
}
