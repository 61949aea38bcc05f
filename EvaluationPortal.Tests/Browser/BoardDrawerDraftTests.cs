using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>What is typed in the drawer and not saved is never lost, and others' changes are seen beside it.</summary>
public sealed class BoardDrawerDraftTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    [Fact]
    public async Task Two_people_s_values_stand_side_by_side_until_one_is_chosen()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.4", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.4");
        await open.Drawer.GetByRole(AriaRole.Radio, new() { Name = "部分有欠缺" }).CheckAsync();
        await Assertions.Expect(open.State).ToContainTextAsync("未保存的草稿");
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.4", new Level(3));
        await Assertions.Expect(open.Drawer.Locator(".drawer-notice")).ToContainTextAsync("顾晓峰已改为 0分");
        await Assertions.Expect(open.Drawer.GetByRole(AriaRole.Radio, new() { Name = "部分有欠缺" })).ToBeCheckedAsync();
        await open.SaveAsync();
        var conflict = open.Drawer.GetByRole(AriaRole.Alert);
        await Assertions.Expect(conflict).ToContainTextAsync("顾晓峰的");
        await Assertions.Expect(conflict).ToContainTextAsync("0分");
        await Assertions.Expect(conflict).ToContainTextAsync("3分");
        Assert.Equal(new Level(3), OpenDrawer.Now(portal, "sijing", "1.4").Counted!.Observation);
        await open.AssertAxeCleanAsync();
        await open.Button("用我的").ClickAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "1.4")).ToHaveTextAsync("3");
    }

    [Fact]
    public async Task The_other_s_value_is_taken_and_the_draft_given_up()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sheshan", "1.4", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sheshan", "1.4");
        await open.Drawer.GetByRole(AriaRole.Radio, new() { Name = "部分有欠缺" }).CheckAsync();
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sheshan", "1.4", new Level(3));
        await Assertions.Expect(open.Drawer.Locator(".drawer-notice")).ToBeVisibleAsync();
        await open.SaveAsync();
        await open.Button("用对方的").ClickAsync();
        await Assertions.Expect(open.Drawer.GetByRole(AriaRole.Radio, new() { Name = "未报送" })).ToBeCheckedAsync();
        await Assertions.Expect(open.Button("放弃草稿")).ToHaveCountAsync(0);
        Assert.Equal(new Level(3), OpenDrawer.Now(portal, "sheshan", "1.4").Counted!.Observation);
    }

    [Fact]
    public async Task A_draft_survives_a_reload_and_the_way_to_another_unit()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "1.2", new Findings([new(1, "链接打不开")]));
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "1.2");
        await open.Button("添加问题").ClickAsync();
        await open.Drawer.GetByLabel("问题描述").Nth(1).FillAsync("栏目名称有错");
        await open.Button("下一家").ClickAsync();
        await open.Form("sheshan", "1.2").WaitForAsync();
        await Assertions.Expect(open.Drawer.GetByLabel("问题描述").Filter(new() { HasText = "栏目名称有错" })).ToHaveCountAsync(0);
        await open.Page.ReloadAsync();
        await open.ShowAsync("sijing", "1.2");
        await Assertions.Expect(open.Drawer.GetByLabel("问题描述").Nth(1)).ToHaveValueAsync("栏目名称有错");
        await Assertions.Expect(open.State).ToContainTextAsync("未保存的草稿");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        await Assertions.Expect(open.Cell("sijing", "1.2")).ToHaveTextAsync("3");
    }

    [Fact]
    public async Task What_is_typed_while_the_connection_is_cut_is_saved_afterwards()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "6.1", null);
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"));
        visit.Tolerate("");
        var line = new Line();
        await visit.Page.RouteWebSocketAsync("**/_blazor**", line.Through);
        await visit.Page.GotoAsync("/2022/board");
        var open = new OpenDrawer(visit);
        await open.ShowAsync("sijing", "6.1");
        await open.Drawer.GetByLabel("评定分值").FillAsync("3");
        await Assertions.Expect(open.State).ToContainTextAsync("未保存的草稿");
        await line.CutAsync();
        await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await open.Drawer.GetByLabel("理由（低于满分须写明）").FillAsync("断线时写的理由");
        line.Mend();
        await Assertions.Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        if (await open.Drawer.CountAsync() == 0) await open.ShowAsync("sijing", "6.1");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        Assert.Equal(new Judged(3, "断线时写的理由"), OpenDrawer.Now(portal, "sijing", "6.1").Counted!.Observation);
    }

    [Fact]
    public async Task A_refusal_is_told_although_the_drawer_went_on_to_the_next_unit()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "chedun", "6.1", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "chedun", "6.1");
        await open.Drawer.GetByLabel("评定分值").FillAsync("3");
        await open.Page.EvaluateAsync("() => { for (const key of ['Enter', 'ArrowDown']) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true })); }");
        await open.Form("xinqiao", "6.1").WaitForAsync();
        await Assertions.Expect(open.Page.Locator(".mud-snackbar")).ToContainTextAsync("车墩镇 6.1 未保存");
        await open.ShowAsync("chedun", "6.1");
        await Assertions.Expect(open.Drawer.GetByLabel("评定分值")).ToHaveValueAsync("3");
    }

    [Fact]
    public async Task A_long_draft_does_not_cut_the_connection()
    {
        var findings = new Findings([.. Enumerable.Range(1, 60).Select(id => new Finding(id, new string('问', 1900) + id))]);
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "chedun", "1.2", findings);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "chedun", "1.2");
        var fields = open.Drawer.GetByLabel("问题描述");
        await Assertions.Expect(fields).ToHaveCountAsync(60);
        await open.Drawer.EvaluateAsync("drawer => { for (const field of drawer.querySelectorAll('textarea')) { field.value += '改'; field.dispatchEvent(new Event('input', { bubbles: true })); } }");
        await Assertions.Expect(open.State).ToContainTextAsync("未保存的草稿");
        await open.Page.ReloadAsync();
        await open.ShowAsync("chedun", "1.2");
        await Assertions.Expect(fields.Last).ToHaveValueAsync(new string('问', 1900) + "60改");
        await open.SaveAsync();
        await open.ExpectSavedAsync();
        Assert.All(((Findings)OpenDrawer.Now(portal, "chedun", "1.2").Counted!.Observation!).List, f => Assert.EndsWith("改", f.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_nobody_types_in_follows_what_others_save()
    {
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "8.2", null);
        await using var open = await OpenDrawer.AsAsync(portal, chromium, "reviewer-1", "sijing", "8.2");
        await OpenDrawer.RecordAsync(portal, "reviewer-2", "sijing", "8.2", new Judged(1, "缺席一次"));
        await Assertions.Expect(open.Drawer.GetByLabel("评定分值")).ToHaveValueAsync("1");
        await Assertions.Expect(open.Score).ToHaveTextAsync("1分");
        await Assertions.Expect(open.Drawer.Locator(".drawer-sources")).ToContainTextAsync("顾晓峰");
    }

    /// <summary>The wire between a page and the portal, which can be cut.</summary>
    private sealed class Line
    {
        private readonly List<IWebSocketRoute> _sockets = [];
        private volatile bool _isCut;

        public void Through(IWebSocketRoute socket)
        {
            if (_isCut)
            {
                _ = socket.CloseAsync();
                return;
            }

            socket.ConnectToServer();
            lock (_sockets) _sockets.Add(socket);
        }

        public async Task CutAsync()
        {
            _isCut = true;
            List<IWebSocketRoute> sockets;
            lock (_sockets) sockets = [.. _sockets];
            foreach (var socket in sockets) await socket.CloseAsync();
        }

        public void Mend() => _isCut = false;
    }
}
