using System.Net;
using System.Net.Http.Headers;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class AuditEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_in_and_out_are_on_the_trail_with_the_clients_address()
    {
        using var client = await portal.ClientAsync("leader");
        var entry = (await Trail("leader")).Last(e => e.Kind is AuditKinds.SignedIn);
        Assert.Equal("127.0.0.1", EventDetails.Read(entry.After).Address);
    }

    [Fact]
    public async Task A_refused_sign_in_is_on_the_trail_with_whom_it_asked_for_and_why()
    {
        using var client = portal.Client();
        using var response = await client.PostAsync("/signin/persona", new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = "mallory" }), Stop);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var entry = (await Trail("nobody"))[^1];
        Assert.Equal((AuditKinds.SignInRefused, "mallory", "127.0.0.1"), (entry.Kind, EventDetails.Read(entry.After).Tried, EventDetails.Read(entry.After).Address));
        Assert.Contains("登录页", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_card_handed_out_is_on_the_trail_however_the_browser_asks_for_it()
    {
        const string card = "/2022/units/yueyang/report-card.pdf";
        using var client = await portal.ClientAsync("liaison-yueyang");
        using var response = await client.GetAsync(card, Stop);
        var bytes = await response.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal([("2022", "yueyang")], await Downloads());
        using var again = new HttpRequestMessage(HttpMethod.Get, card) { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
        using var unchanged = await client.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Single(await Downloads());
        Assert.Equal(bytes, await client.GetByteArrayAsync(card, Stop));
        Assert.Equal(2, (await Downloads()).Count);

        // Ways to have it without its beginning, or in spite of having it.
        using var part = new HttpRequestMessage(HttpMethod.Get, card) { Headers = { Range = new(1, null) } };
        using var parts = await client.SendAsync(part, Stop);
        using var insisting = new HttpRequestMessage(HttpMethod.Get, card) { Headers = { IfNoneMatch = { EntityTagHeaderValue.Any }, IfMatch = { EntityTagHeaderValue.Any } } };
        using var insisted = await client.SendAsync(insisting, Stop);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (parts.StatusCode, insisted.StatusCode));
        Assert.Equal(4, (await Downloads()).Count);

        async Task<IReadOnlyList<(string?, string?)>> Downloads() => [.. (await Trail("liaison-yueyang")).Where(e => e.Kind is AuditKinds.ReportCardDownloaded).Select(e => (e.Cycle, e.Unit))];
    }

    [Fact]
    public async Task All_cards_handed_out_are_one_entry()
    {
        using var client = await portal.ClientAsync("chief");
        await client.GetByteArrayAsync("/2022/report-cards.zip", Stop);
        var entry = Assert.Single(await Trail("chief"), e => e.Kind is AuditKinds.ReportCardsDownloaded);
        Assert.Equal(("2022", 50), (entry.Cycle, EventDetails.Read(entry.After).Cards));
    }

    [Fact]
    public async Task The_csv_opens_in_a_spreadsheet_is_complete_and_itself_on_the_trail()
    {
        using var client = await portal.ClientAsync("security-auditor");
        using var response = await client.GetAsync("/audit.csv", Stop);
        Assert.Equal(("text/csv", "attachment", "审计记录.csv"),
            (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType, response.Content.Headers.ContentDisposition?.FileNameStar));
        var bytes = await response.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\"序号\",\"时间（北京时间）\",\"人员\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"陶正明\",\"security-auditor\",\"导出审计记录\"", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"1\",", lines[^1], StringComparison.Ordinal);
        var trail = await Trail();
        Assert.True(lines.Length > 800, "The invented results have more entries than that.");
        Assert.Contains(trail, e => e.By == "security-auditor" && e.Kind is AuditKinds.TrailExported);
    }

    [Fact]
    public async Task The_workbook_holds_what_the_csv_does_and_is_itself_on_the_trail()
    {
        using var client = await portal.ClientAsync("security-auditor");
        var bytes = await client.GetByteArrayAsync("/audit.xlsx?kind=assessed", Stop);
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document, Stop));
        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().ToList();
        Assert.Equal((await Trail()).Count(e => e.Kind is AuditKinds.Assessed) + 1, rows.Count);
        Assert.StartsWith("序号时间（北京时间）人员", rows[0].InnerText, StringComparison.Ordinal);
        Assert.Contains(await Trail("security-auditor"), e => e.Kind is AuditKinds.TrailExported && EventDetails.Read(e.After).Filter == "kind=assessed");
        using var stranger = await portal.ClientAsync("reviewer-1");
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/audit.xlsx", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_filtered_csv_has_what_fits_and_the_trail_says_what_was_asked_for()
    {
        using var client = await portal.ClientAsync("administrator");
        var csv = await client.GetStringAsync("/audit.csv?unit=yueyang&indicator=1.1&kind=assessed&person=%00&from=nonsense", Stop);
        Assert.All(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..], line => Assert.Contains("\"岳阳街道\",\"yueyang\",\"1.1\"", line, StringComparison.Ordinal));
        var entry = (await Trail("administrator")).Last(e => e.Kind is AuditKinds.TrailExported);
        Assert.Equal("unit=yueyang&indicator=1.1&kind=assessed", EventDetails.Read(entry.After).Filter);
    }

    [Theory]
    [InlineData("reviewer-1")]
    [InlineData("system-administrator")]
    [InlineData("liaison-sijing")]
    public async Task Who_may_not_have_the_csv_is_told_why(string persona)
    {
        using var client = await portal.ClientAsync(persona);
        using var response = await client.GetAsync("/audit.csv", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("“查阅审计记录”需要的角色是业务管理员、安全审计员", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData(null, "\"\"")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+86", "\"'+86\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData(" =1", "\"' =1\"")]
    [InlineData("　＝1", "\"'　＝1\"")]
    [InlineData("＠x", "\"'＠x\"")]
    [InlineData("a=1", "\"a=1\"")]
    public void A_cell_is_never_a_formula(string? text, string cell) => Assert.Equal(cell, CsvText.Cell(text));

    [Fact]
    public void What_an_address_cannot_mean_is_left_out_of_it()
    {
        var query = new AuditQuery { Person = "a\0", Unit = new('x', 65), Indicator = "\ud800", Kind = "other", From = "2022-13-01T00:00", To = "0001-01-01T00:00", Before = -1 };
        Assert.Equal(("/audit", true, null), (query.Page, query.Filter.IsEmpty, query.Text));
    }

    [Fact]
    public void Times_in_an_address_are_read_as_minutes_in_China_the_last_one_included()
    {
        var filter = new AuditQuery { From = "2022-11-28T08:00", To = "2022-11-28T08:00" }.Filter;
        Assert.Equal((new DateTime(2022, 11, 28, 0, 0, 0), new DateTime(2022, 11, 28, 0, 1, 0)), (filter.From, filter.Until));
    }

    private async Task<IReadOnlyList<AuditEntry>> Trail(string? by = null)
    {
        await using var db = portal.Services.GetRequiredService<PortalDatabase>().Open();
        return [.. (await StoredTrail.After(db, 0, int.MaxValue, Stop)).Where(e => by is null || e.By == by)];
    }
}
