using System.Net;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class SheetEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("reviewer-1", "/2022/board.xlsx", "2022-评分汇总表.xlsx")]
    [InlineData("third-party", "/2022/board.csv", "2022-评分汇总表.csv")]
    [InlineData("leader", "/2022/summary.xlsx", "2022-总分汇总.xlsx")]
    [InlineData("liaison-yueyang", "/2022/units/yueyang/scores.xlsx", "2022-岳阳街道-各项得分.xlsx")]
    [InlineData("liaison-yueyang", "/2022/units/yueyang/scores.csv", "2022-岳阳街道-各项得分.csv")]
    [InlineData("reviewer-1", "/2022/findings.xlsx", "2022-问题清单.xlsx")]
    [InlineData("liaison-yueyang", "/2022/units/yueyang/findings.csv", "2022-岳阳街道-问题清单.csv")]
    [InlineData("leader", "/2022/progress.xlsx", "2022-评分进度.xlsx")]
    [InlineData("administrator", "/2022/progress/units.csv", "2022-评分进度.csv")]
    public async Task A_sheet_is_handed_out_under_its_name_and_put_on_the_trail(string persona, string address, string file)
    {
        using var client = await portal.ClientAsync(persona);
        using var response = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(file, response.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString().Split(',')[0].Trim());
        await using var db = portal.Services.GetRequiredService<PortalDatabase>().Open();
        var entry = await db.Audit.Where(e => e.Kind == AuditKinds.SheetExported).OrderByDescending(e => e.Sequence).FirstAsync(Stop);
        Assert.Equal((persona, file), (entry.By, EventDetails.Read(entry.After).File));
    }

    [Theory]
    [InlineData("liaison-yueyang", "/2022/board.xlsx", HttpStatusCode.Forbidden)]
    [InlineData("liaison-yueyang", "/2022/units/sijing/scores.xlsx", HttpStatusCode.Forbidden)]
    [InlineData("third-party", "/2022/summary.csv", HttpStatusCode.Forbidden)]
    [InlineData("third-party", "/2022/units/yueyang/scores.csv", HttpStatusCode.Forbidden)]
    [InlineData("leader", "/2022/units/nowhere/scores.csv", HttpStatusCode.NotFound)]
    [InlineData("leader", "/1999/board.csv", HttpStatusCode.NotFound)]
    [InlineData("liaison-yueyang", "/2022/findings.csv", HttpStatusCode.Forbidden)]
    [InlineData("liaison-yueyang", "/2022/units/sijing/findings.xlsx", HttpStatusCode.Forbidden)]
    [InlineData("liaison-yueyang", "/2022/progress.xlsx", HttpStatusCode.Forbidden)]
    [InlineData("third-party", "/2022/progress/units.csv", HttpStatusCode.Forbidden)]
    [InlineData("leader", "/2022/progress/nothing.csv", HttpStatusCode.NotFound)]
    public async Task What_may_not_be_seen_is_not_handed_out(string persona, string address, HttpStatusCode status)
    {
        using var client = await portal.ClientAsync(persona);
        using var response = await client.GetAsync(address, Stop);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_third_partys_csv_has_its_columns_and_no_total()
    {
        using var client = await portal.ClientAsync("third-party");
        var lines = (await client.GetStringAsync("/2022/board.csv", Stop)).TrimStart('\uFEFF').Split("\r\n");
        var board = portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");
        Assert.Equal(board.Cycle.Scheme.Indicators.Where(i => i.Assessor is Core.Schemes.Source.ThirdParty).Select(i => $"{i.Code} {i.ShortName}").Prepend("单位").Select(CsvText.Cell), lines[0].Split(','));
        Assert.StartsWith(CsvText.Cell(board.Cycle.Units[0].Name) + ",", lines[2], StringComparison.Ordinal);
    }
}
