using System.Net;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage.Evidence;
using EvaluationPortal.Tests.Workflow;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class EvidenceEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_back_as_it_was_and_to_be_saved()
    {
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        var content = EvidenceDesk.Pdf(nameof(A_file_comes_back_as_it_was_and_to_be_saved));
        using var response = await liaison.GetAsync(await liaison.UploadedAsync(content, "岳阳 情况说明.pdf"), Stop);
        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("岳阳 情况说明.pdf", response.Content.Headers.ContentDisposition?.FileNameStar);
        AssertIsolated(response);
    }

    [Fact]
    public async Task A_browser_is_shown_what_it_can_show_and_saves_the_rest()
    {
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        foreach (var (what, how) in ((string, string)[])[("PDF", "inline"), ("PNG", "inline"), ("JPEG", "inline"), ("docx", "attachment"), ("HEIC", "attachment"), ("OFD", "attachment")])
        {
            var (content, kind) = LegalFiles.All[what];
            using var response = await liaison.GetAsync($"{await liaison.UploadedAsync(content)}/view", Stop);
            Assert.Equal((kind.MediaType, how), (response.Content.Headers.ContentType?.ToString(), response.Content.Headers.ContentDisposition?.DispositionType));
            AssertIsolated(response);
        }
    }

    [Fact]
    public async Task What_is_refused_is_said_in_a_sentence()
    {
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        await AssertSaid(await liaison.UploadAsync(HostileFiles.All["SVG with a script"].Content, "图.png"), HttpStatusCode.UnprocessableEntity, "请另存为PNG后上传");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), "../../x.pdf"), HttpStatusCode.UnprocessableEntity, "文件名中有路径");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), new string('x', 2000)), HttpStatusCode.BadRequest, "文件名过长");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), address: "/2022/evidence?unit=sijing&source=Self"), HttpStatusCode.UnprocessableEntity, "泗泾镇不是您的单位");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), address: "/2022/evidence?unit=yueyang&indicator=6.2&source=Bureau"), HttpStatusCode.UnprocessableEntity, "需要的角色是");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), address: "/1999/evidence?unit=yueyang&source=Self"), HttpStatusCode.UnprocessableEntity, "没有考核年度");
    }

    [Fact]
    public async Task Files_of_mending_are_the_units_and_files_of_daily_records_the_offices()
    {
        const string mending = "/2022/evidence?unit=yueyang&indicator=1.2&source=Self&about=Mending", record = "/2022/evidence?unit=yueyang&source=Office&about=Record";
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        using var other = await portal.ClientAsync(EvidenceDesk.Other);
        using var office = await portal.ClientAsync("reviewer-1");
        var mended = await liaison.UploadedAsync(EvidenceDesk.Pdf("mended"), address: mending);
        var noted = await office.UploadedAsync(EvidenceDesk.Pdf("noted"), address: record);
        await AssertSaid(await office.UploadAsync(EvidenceDesk.Pdf(), address: mending), HttpStatusCode.UnprocessableEntity, "需要的角色是");
        await AssertSaid(await other.UploadAsync(EvidenceDesk.Pdf(), address: mending), HttpStatusCode.UnprocessableEntity, "不是您的单位");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), address: record), HttpStatusCode.UnprocessableEntity, "需要的角色是");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), address: record.Replace("Record", "7", StringComparison.Ordinal)), HttpStatusCode.BadRequest, "文件名");
        foreach (var (client, address, status) in ((HttpClient, string, HttpStatusCode)[])
            [(liaison, mended, HttpStatusCode.OK), (office, mended, HttpStatusCode.OK), (other, mended, HttpStatusCode.NotFound), (office, noted, HttpStatusCode.OK), (liaison, noted, HttpStatusCode.NotFound), (other, noted, HttpStatusCode.NotFound)])
        {
            using var response = await client.GetAsync(address, Stop);
            Assert.Equal(status, response.StatusCode);
        }
    }

    [Fact]
    public async Task Only_the_portal_s_own_pages_upload()
    {
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), token: "made up"), HttpStatusCode.BadRequest, "页面已过期");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), type: "application/x-www-form-urlencoded"), HttpStatusCode.BadRequest, "页面已过期");
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), origin: "https://example.com"), HttpStatusCode.Forbidden, "只接受本系统自己的页面");
        using var other = await portal.ClientAsync(EvidenceDesk.Other);
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf(), token: await other.TokenAsync()), HttpStatusCode.BadRequest, "页面已过期");
        using var stranger = portal.Client();
        using var response = await stranger.UploadAsync(EvidenceDesk.Pdf(), token: "none");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Theory]
    [InlineData("liaison-sijing", false)]
    [InlineData("liaison-education", false)]
    [InlineData("bureau-justice", false)]
    [InlineData("third-party", false)]
    [InlineData("leader", false)]
    [InlineData("security-auditor", false)]
    [InlineData("system-administrator", false)]
    [InlineData("security-administrator", false)]
    [InlineData("reviewer-1", true)]
    [InlineData("chief", true)]
    [InlineData("administrator", true)]
    public async Task A_file_is_there_for_those_who_may_see_it_and_not_for_others(string persona, bool sees)
    {
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        var address = await liaison.UploadedAsync(EvidenceDesk.Pdf(persona));
        using var client = await portal.ClientAsync(persona);
        foreach (var at in (string[])[address, $"{address}/view"])
        {
            using var response = await client.GetAsync(at, Stop);
            if (sees) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            else await AssertSaid(response, HttpStatusCode.NotFound, "没有这份材料。");
        }
    }

    [Fact]
    public async Task Every_look_is_on_the_trail()
    {
        using var liaison = await portal.ClientAsync(EvidenceDesk.Liaison);
        var address = await liaison.UploadedAsync(EvidenceDesk.Pdf(nameof(Every_look_is_on_the_trail)), "留痕.pdf");
        using var reviewer = await portal.ClientAsync("reviewer-2");
        using var looked = await reviewer.GetAsync($"{address}/view", Stop);
        var entries = await portal.Services.GetRequiredService<ReadTrail>().All(new("security-auditor"), new(By: new("reviewer-2"), Kind: AuditKinds.EvidenceDownloaded), Stop).ToListAsync(Stop);
        Assert.Contains(entries, entry => EventDetails.Read(entry.After) is { File: "留痕.pdf", Address: "127.0.0.1" } details && address.EndsWith(details.Evidence.ToString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_of_length_and_of_pace_holds()
    {
        await using var small = await Portal.StartAsync(settings: [("Evidence:FileMegabytes", "1"), ("Security:UploadsPerMinute", "2")]);
        using var liaison = await small.ClientAsync(EvidenceDesk.Liaison);
        await AssertSaid(await liaison.UploadAsync(new byte[(1024 * 1024) + 1]), HttpStatusCode.UnprocessableEntity, "文件超过1 MB");
        await AssertSaid(await liaison.UploadAsync(new byte[2 * 1024 * 1024]), HttpStatusCode.RequestEntityTooLarge, "提交的内容过长");
        Assert.Empty(small.EvidenceFiles());
        await liaison.UploadedAsync(EvidenceDesk.Pdf());
        await AssertSaid(await liaison.UploadAsync(EvidenceDesk.Pdf()), HttpStatusCode.TooManyRequests, "操作过于频繁");
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_leaves_nothing()
    {
        await using var own = await Portal.StartAsync();
        using var liaison = await own.ClientAsync(EvidenceDesk.Liaison);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{EvidenceUploads.Own}&name=x.pdf") { Content = new HalfContent() };
        request.Headers.Add("RequestVerificationToken", await liaison.TokenAsync());
        var sending = liaison.SendAsync(request, cut.Token);
        await own.EvidenceFilesAsync(1);
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await own.EvidenceFilesAsync(0);
        Assert.Empty(await own.Services.GetRequiredService<ReadEvidence>().All(new(EvidenceDesk.Liaison), "2022", new("yueyang"), Stop));
    }

    private static void AssertIsolated(HttpResponseMessage response)
    {
        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
        Assert.StartsWith("sandbox; default-src 'none';", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(("nosniff", "SAMEORIGIN"), (Header("X-Content-Type-Options"), Header("X-Frame-Options")));
        Assert.True(response.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.False(response.Headers.Contains("Cross-Origin-Opener-Policy"));
    }

    private static async Task AssertSaid(HttpResponseMessage response, HttpStatusCode status, string says)
    {
        using (response)
        {
            var said = await response.Content.ReadAsStringAsync(Stop);
            Assert.True(response.StatusCode == status && said.Contains(says, StringComparison.Ordinal), $"{response.StatusCode} {said}");
        }
    }

    /// <summary>Says that it is long, gives a fifth of it, and then nothing more.</summary>
    private sealed class HalfContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, Stop);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(new byte[1_000_000], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 5_000_000;
            return true;
        }
    }
}
