using System.Text.RegularExpressions;
using EvaluationPortal.Tests.Storage.Evidence;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Tests.Workflow;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Evidence;

public sealed partial class EvidenceUploadTests(Chromium chromium) : IAsyncLifetime
{
    private readonly TemporaryDirectory _desk = new();
    private Portal _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await EvidenceHost.PortalAsync();

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _desk.Dispose();
    }

    [Fact]
    public async Task Files_are_chosen_listed_opened_and_removed()
    {
        await using var visit = await chromium.SignedInAsAsync(_portal.Address, new(EvidenceDesk.Liaison));
        var evidence = await EvidenceHost.AddToAsync(visit.Page);
        await Expect(evidence).ToContainTextAsync("本系统为非涉密系统，严禁上传涉密信息。");
        await Expect(evidence).ToContainTextAsync("身份证号、手机号等个人信息，请先遮盖再上传");
        await visit.AssertAxeCleanAsync();
        await ChooseAsync(evidence, ("情况说明.pdf", PdfBytes.Of()), ("名单.wps", CompoundBytes.Doc()), ("照片.HEIC", ImageBytes.Heic));
        await Expect(evidence.Locator(".evidence-files li")).ToHaveCountAsync(3);
        await Expect(evidence.Locator(".evidence-row")).ToHaveCountAsync(0);
        await visit.AssertAxeCleanAsync();

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => evidence.GetByRole(AriaRole.Link, new() { Name = "名单.wps" }).ClickAsync());
        Assert.Equal("名单.wps", download.SuggestedFilename);
        await evidence.GetByRole(AriaRole.Button, new() { Name = "移除名单.wps" }).ClickAsync();
        await evidence.GetByRole(AriaRole.Button, new() { Name = "确定移除" }).ClickAsync();
        await Expect(evidence.Locator(".evidence-files li")).ToHaveCountAsync(2);
        await Expect(evidence.Locator("[data-said]")).ToHaveTextAsync("已移除名单.wps。");
    }

    [Fact]
    public async Task Files_are_dropped_and_screenshots_pasted()
    {
        await using var visit = await chromium.SignedInAsAsync(_portal.Address, new(EvidenceDesk.Liaison));
        var evidence = await EvidenceHost.AddToAsync(visit.Page);
        await evidence.Locator("[data-drop]").EvaluateAsync(Dispatching("DragEvent", "drop", "dataTransfer"), Files(("拖入.pdf", PdfBytes.Of()), ("拖入.png", ImageBytes.Png)));
        await Expect(evidence.Locator(".evidence-files li")).ToHaveCountAsync(2);
        await evidence.Locator("[data-choose]").FocusAsync();
        await evidence.Locator("[data-choose]").EvaluateAsync(Dispatching("ClipboardEvent", "paste", "clipboardData"), Files(("image.png", ImageBytes.PngWith("tEXt", "Comment\0pasted"u8.ToArray()))));
        await Expect(evidence.Locator(".evidence-files li").Last).ToContainTextAsync(Pasted());
    }

    [Fact]
    public async Task What_is_refused_says_why_and_goes_when_it_was_read()
    {
        await using var visit = await chromium.SignedInAsAsync(_portal.Address, new(EvidenceDesk.Liaison));
        visit.Tolerate("422");
        var evidence = await EvidenceHost.AddToAsync(visit.Page);
        await ChooseAsync(evidence, ("报告.docx", HostileFiles.All["docx with a macro project"].Content), ("资料.zip", HostileFiles.All["zip"].Content), ("好的.pdf", PdfBytes.Of()), ("过大.pdf", new byte[21 * 1024 * 1024]));
        await Expect(evidence.Locator(".evidence-row")).ToHaveCountAsync(3);
        await Expect(evidence.Locator(".evidence-row", new() { HasText = "报告.docx" })).ToContainTextAsync("请另存为不带宏的");
        await Expect(evidence.Locator(".evidence-row", new() { HasText = "资料.zip" })).ToContainTextAsync("请解压后上传");
        await Expect(evidence.Locator(".evidence-row", new() { HasText = "过大.pdf" })).ToContainTextAsync("文件超过20 MB");
        await Expect(evidence.Locator(".evidence-files li")).ToHaveCountAsync(1);
        await Expect(evidence.Locator(".evidence-files li")).ToContainTextAsync("好的.pdf");
        await visit.AssertAxeCleanAsync();
        await evidence.GetByRole(AriaRole.Button, new() { Name = "知道了（资料.zip）" }).ClickAsync();
        await Expect(evidence.Locator(".evidence-row")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task An_upload_shows_its_progress_and_stops_by_the_keyboard_leaving_nothing()
    {
        await using var visit = await chromium.SignedInAsAsync(_portal.Address, new(EvidenceDesk.Liaison));
        visit.ExpectACut();
        var evidence = await EvidenceHost.AddToAsync(visit.Page);
        await SlowAsync(visit, bytesPerSecond: 100_000);
        await ChooseAsync(evidence, ("很长.pdf", PdfBytes.Of("", PdfBytes.Stream("", new byte[3_000_000]))));
        var row = evidence.GetByRole(AriaRole.Group, new() { Name = "上传很长.pdf" });
        await Expect(row).ToContainTextAsync(UnderWay());
        await _portal.EvidenceFilesAsync(1);
        await row.GetByRole(AriaRole.Button, new() { Name = "取消上传很长.pdf" }).PressAsync("Enter");
        await Expect(evidence.Locator(".evidence-row")).ToHaveCountAsync(0);
        await Expect(evidence.Locator("[data-said]")).ToHaveTextAsync("很长.pdf已取消，没有上传。");
        await Expect(evidence.Locator("[data-choose]")).ToBeFocusedAsync();
        await _portal.EvidenceFilesAsync(0);
        await Expect(evidence).ToContainTextAsync("还没有材料。");
    }

    [Fact]
    public async Task Whoever_may_not_add_sees_the_files_and_why()
    {
        using (var liaison = await _portal.ClientAsync(EvidenceDesk.Liaison)) await liaison.UploadedAsync(PdfBytes.Of());
        await using var visit = await chromium.SignedInAsAsync(_portal.Address, new("reviewer-1"));
        var evidence = await EvidenceHost.AddToAsync(visit.Page);
        await Expect(evidence.Locator(".evidence-files li")).ToContainTextAsync("朱敏");
        await Expect(evidence.Locator(".evidence-closed")).ToContainTextAsync("需要的角色是联络员");
        await Expect(evidence.Locator("button, input")).ToHaveCountAsync(0);
        await using var own = await chromium.SignedInAsAsync(_portal.Address, new(EvidenceDesk.Liaison));
        var closed = await EvidenceHost.AddToAsync(own.Page, isClosed: true);
        await Expect(closed.Locator(".evidence-files li")).ToHaveCountAsync(1);
        await Expect(closed.Locator("button, input")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_browser_shows_PDF_and_pictures_in_a_sandbox_in_a_tab_and_in_a_frame()
    {
        await using var browser = new Chromium { WithPdf = true };
        await using var visit = await browser.SignedInAsAsync(_portal.Address, new(EvidenceDesk.Liaison));
        visit.Tolerate("favicon");
        var evidence = await EvidenceHost.AddToAsync(visit.Page);
        await ChooseAsync(evidence, ("说明.pdf", PdfBytes.Of()), ("照片.png", ImageBytes.Png));
        var pdf = await OpenAsync(visit, evidence, "说明.pdf");
        await ViewerAsync(pdf);
        var image = await OpenAsync(visit, evidence, "照片.png");
        await image.WaitForFunctionAsync("() => document.images[0]?.naturalWidth === 8");
        Assert.Equal("null", await image.EvaluateAsync<string>("() => self.origin"));

        await visit.Page.EvaluateAsync("address => { const frame = document.createElement('iframe'); frame.src = address; frame.title = '说明'; document.body.append(frame); }", pdf.Url);
        await ViewerAsync(visit.Page);
    }

    private static async Task<IPage> OpenAsync(Visit visit, ILocator evidence, string name)
    {
        var page = await visit.Context.RunAndWaitForPageAsync(() => evidence.Locator("a[target=_blank]", new() { HasText = name }).ClickAsync());
        await page.WaitForLoadStateAsync();
        return page;
    }

    /// <summary>Chromium's PDF viewer is an extension in a frame of its own.</summary>
    private static async Task ViewerAsync(IPage page)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!page.Frames.Any(f => f.Url.StartsWith("chrome-extension://", StringComparison.Ordinal))) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }

    private async Task ChooseAsync(ILocator evidence, params (string Name, byte[] Content)[] files)
    {
        // From the disk, as people do: 20 MB handed over as text keep browser and connection busy for half a minute.
        foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(_desk.Path, name), content);
        await evidence.Locator("[data-choose]").SetInputFilesAsync(files.Select(f => Path.Combine(_desk.Path, f.Name)));
    }

    private static async Task SlowAsync(Visit visit, int bytesPerSecond)
    {
        var session = await visit.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = bytesPerSecond });
    }

    private static Sent[] Files(params (string Name, byte[] Content)[] files) => [.. files.Select(f => new Sent(f.Name, Convert.ToBase64String(f.Content)))];

    /// <summary>An event with files, as the browser itself makes it.</summary>
    private static string Dispatching(string type, string name, string property) => $$"""
        (target, files) => {
            const transfer = new DataTransfer();
            for (const file of files) transfer.items.add(new File([Uint8Array.from(atob(file.Content), c => c.charCodeAt(0))], file.Name));
            target.dispatchEvent(new {{type}}('{{name}}', { bubbles: true, cancelable: true, {{property}}: transfer }));
        }
        """;

    [GeneratedRegex(@"截图-[0-9]{8}-[0-9]{6}\.png", RegexOptions.None, 1000)]
    private static partial Regex Pasted();

    [GeneratedRegex("[1-9][0-9]?%", RegexOptions.None, 1000)]
    private static partial Regex UnderWay();

    private sealed record Sent(string Name, string Content);
}
