using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class ReconnectTests(Chromium chromium)
{
    private const string Bar = "#components-reconnect-modal";

    [Fact]
    public async Task A_killed_server_leaves_the_page_usable_and_its_return_brings_the_page_back()
    {
        using var data = new TemporaryDirectory();
        var first = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var visit = await chromium.SignedInAsAsync(first.Address, new("reviewer-1"));
        visit.ExpectACut();
        await visit.Page.EvaluateAsync("window.beforeTheCut = true");

        await first.DisposeAsync();
        await Assertions.Expect(visit.Page.Locator(Bar)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(Bar)).ToHaveTextAsync("连接已断开，正在重连……您的输入保存在本机");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "我的账户" })).ToBeVisibleAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>("!document.querySelector('[inert]') && !document.querySelector('dialog[open]')"));

        await using var second = await PortalProcess.ServeAsync(data.Path, "Development", first.Address);
        await visit.Page.WaitForFunctionAsync("() => !window.beforeTheCut && document.querySelector('.portal-main')");
        await Assertions.Expect(visit.Page.Locator(Bar)).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("沈雅琴");
    }

    [Fact]
    public async Task A_server_asked_to_stop_does_not_wait_for_its_open_pages()
    {
        using var data = new TemporaryDirectory();
        await using var portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"));
        visit.ExpectACut();
        Assert.InRange(await portal.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await Assertions.Expect(visit.Page.Locator(Bar)).ToBeVisibleAsync();
    }
}
