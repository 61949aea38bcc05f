using System.IO.Compression;
using System.Net;
using EvaluationPortal.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class ReportCardEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private const string Yueyang = "/2022/units/yueyang/report-card.pdf";
    private const string Zip = "/2022/report-cards.zip";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_is_shown_in_the_browser_under_its_Chinese_name_and_kept_only_as_long_as_it_is_right()
    {
        using var client = await portal.ClientAsync("leader");
        using var response = await client.GetAsync(Yueyang, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("inline", "2022-岳阳街道-反馈单.pdf"), (response.Content.Headers.ContentDisposition?.DispositionType, response.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true });
        using var again = new HttpRequestMessage(HttpMethod.Get, Yueyang) { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
        using var unchanged = await client.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("liaison-sijing", Yueyang, "岳阳街道不是您的单位")]
    [InlineData("bureau-finance", Yueyang, "您的角色是专项评估单位经办人")]
    [InlineData("security-auditor", Yueyang, "您的角色是安全审计员")]
    [InlineData("liaison-yueyang", Zip, "您的角色是联络员")]
    public async Task Who_may_not_have_it_is_told_why(string persona, string address, string why)
    {
        using var client = await portal.ClientAsync(persona);
        using var response = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(why, await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/2022/units/nowhere/report-card.pdf", "没有单位“nowhere”")]
    [InlineData("/1999/units/yueyang/report-card.pdf", "没有考核年度“1999”")]
    [InlineData("/1999/report-cards.zip", "没有考核年度“1999”")]
    public async Task What_does_not_exist_is_404_and_named(string address, string named)
    {
        using var client = await portal.ClientAsync("leader");
        using var response = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/2022/units/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/1999/units/yueyang", HttpStatusCode.NotFound)]
    [InlineData("/1999/report-cards", HttpStatusCode.NotFound)]
    [InlineData("/2022/units/yueyang", HttpStatusCode.OK)]
    [InlineData("/2022/report-cards", HttpStatusCode.OK)]
    public async Task The_first_answer_of_a_page_says_whether_there_is_such_a_cycle_and_unit(string address, HttpStatusCode status)
    {
        using var client = await portal.ClientAsync("leader");
        using var response = await client.GetAsync(address, Stop);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains("portal-opening", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_download_leads_to_the_sign_in()
    {
        using var client = portal.Client();
        foreach (var address in (string[])[Yueyang, Zip])
        {
            using var response = await client.GetAsync(address, Stop);
            Assert.Equal((HttpStatusCode.Redirect, "/signin"), (response.StatusCode, response.Headers.Location!.AbsolutePath));
        }
    }

    [Fact]
    public async Task All_cards_come_in_one_zip_the_same_bytes_each_time()
    {
        using var client = await portal.ClientAsync("chief");
        var bytes = await client.GetByteArrayAsync(Zip, Stop);
        Assert.Equal(bytes, await client.GetByteArrayAsync(Zip, Stop));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(50, zip.Entries.Count);
        Assert.Equal(("01-泗泾镇-反馈单.pdf", "50-区税务局-反馈单.pdf"), (zip.Entries[0].FullName, zip.Entries[^1].FullName));
        using var yueyang = new MemoryStream();
        await using (var entry = await zip.GetEntry("12-岳阳街道-反馈单.pdf")!.OpenAsync(Stop)) await entry.CopyToAsync(yueyang, Stop);
        Assert.Equal(await client.GetByteArrayAsync(Yueyang, Stop), yueyang.ToArray());
    }

    [Fact]
    public async Task A_font_that_cannot_print_Chinese_is_named_to_who_asks_for_a_card()
    {
        using var directory = new TemporaryDirectory();
        var font = Path.Combine(directory.Path, "no-font.ttf");
        await File.WriteAllTextAsync(font, "no font", Stop);
        await using var other = await Portal.StartAsync(settings: ("Reports:Fonts:Regular", font));
        using var client = await other.ClientAsync("leader");
        foreach (var address in (string[])[Yueyang, Zip])
        {
            using var response = await client.GetAsync(address, Stop);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Contains(font, await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_watched_zip_reports_each_card_and_its_end()
    {
        var downloads = portal.Services.GetRequiredService<Downloads>();
        var download = downloads.Offer(new("leader"));
        using var client = await portal.ClientAsync("leader");
        var body = client.GetByteArrayAsync($"{Zip}?progress={download.Id}", Stop);
        List<DownloadState> states = [];
        await foreach (var state in download.States(Stop)) states.Add(state);
        await body;
        Assert.Equal(new DownloadState(50, 50, DownloadEnd.Complete), states[^1]);
        Assert.Equal(states.Select(s => s.Made).Order(), states.Select(s => s.Made));
    }

    [Fact]
    public async Task A_cancelled_zip_breaks_off_and_only_its_own_person_can_watch_it()
    {
        var downloads = portal.Services.GetRequiredService<Downloads>();
        var download = downloads.Offer(new("leader"));
        Assert.Null(downloads.Find(download.Id, new("chief")));
        using var client = await portal.ClientAsync("leader");
        var body = client.GetByteArrayAsync($"{Zip}?progress={download.Id}", Stop);
        var last = new DownloadState(0, 0, DownloadEnd.None);
        await foreach (var state in download.States(Stop))
        {
            last = state;
            download.Cancel();
        }

        Assert.Equal(DownloadEnd.Cancelled, last.End);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => body);
        downloads.Withdraw(download);
        Assert.Null(downloads.Find(download.Id, new("leader")));
    }
}
