using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;

namespace EvaluationPortal.Tests.Reports;

public sealed class HostileTextTests(ReportFontsFixture fixture)
{
    public static TheoryData<string, string> Texts => new()
    {
        { "<script>alert(1)</script>", "<script>alert(1)</script>" },
        { ") Tj ET endstream endobj (", ")TjETendstreamendobj(" },
        { "=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")" },
        { "名\u202E称\u2066错\u0000位\u200B", "名[U+202E]称[U+2066]错[U+0000]位[U+200B]" },
        { "笑\U0001F600脸", "笑[U+1F600]脸" },
        { "半\uD83D个", "半[U+D83D]个" },
        { "عربي", "[U+0639][U+0631][U+0628][U+064A]" },
        { "a\u0301\u0302", "á[U+0302]" },
        { "\\n\\r%PDF-1.4", "\\n\\r%PDF-1.4" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Hostile_text_in_every_field_prints_as_text(string typed, string printed)
    {
        var card = Everywhere(typed);
        using var file = new PrintedFile(card, fixture.Fonts);

        file.Run("qpdf", "--check", "{}");
        var text = string.Concat(file.PagesByPdfPig());
        Assert.True(Occurrences(text, printed) >= 12, text);
        Assert.Empty(file.Links());
    }

    [Fact]
    public void Ten_thousand_characters_in_every_field_are_printed_and_overlap_nothing()
    {
        using var file = new PrintedFile(Everywhere(new string('长', 10_000)), fixture.Fonts);

        file.Run("qpdf", "--check", "{}");
        Assert.True(file.PagesByPdfPig().Sum(p => p.Count(c => c == '长')) > 150_000);
    }

    [Fact]
    public void Empty_texts_and_an_empty_card_print()
    {
        var card = Everywhere("") with { Total = null, Sections = [], Findings = [], Policies = [], ApplicableMaxPoints = 0, RawPoints = 0 };
        using var file = new PrintedFile(card, fixture.Fonts);

        file.Run("qpdf", "--check", "{}");
        Assert.Contains("无适用指标", file.PagesByPdfPig()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.gov.cn/a?b=c#d", "https://example.gov.cn/a?b=c#d")]
    [InlineData(" http://example.gov.cn ", "http://example.gov.cn/")]
    [InlineData("https://example.gov.cn/政务 公开(1).html", "https://example.gov.cn/%E6%94%BF%E5%8A%A1%20%E5%85%AC%E5%BC%80%281%29.html")]
    [InlineData("https://政务.cn/", "https://xn--zfr164b.cn/")]
    [InlineData("https://example.gov.cn:8443/x", "https://example.gov.cn:8443/x")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("https://user:secret@example.gov.cn/", null)]
    [InlineData("//example.gov.cn", null)]
    [InlineData("OA平台会议记录", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_plain_web_addresses_become_links_percent_encoded(string? where, string? link) => Assert.Equal(link, SafeLink.Of(where));

    [Fact]
    public void A_link_cannot_leave_its_place_in_the_file()
    {
        var finding = SampleCards.Final.Findings[0] with { Where = "https://example.gov.cn/)>>/JS(app.alert(1))" };
        using var file = new PrintedFile(SampleCards.Final with { Findings = [finding] }, fixture.Fonts);

        Assert.Equal(["https://example.gov.cn/%29%3E%3E/JS%28app.alert%281%29%29"], file.Links());
    }

    private static ReportCard Everywhere(string text)
    {
        var row = SampleCards.Running.Sections[0].Rows[0] with { Code = text, Name = text, Score = text, Assessor = text, Explanation = text };
        var section = SampleCards.Running.Sections[0] with { Name = text, Rows = [row, row] };
        return SampleCards.Running with
        {
            CycleCode = text, CycleName = text, UnitName = text, Kind = text, RankingGroup = text, Rank = text, AuditHash = text,
            Sections = [section],
            Findings = [SampleCards.Final.Findings[0] with { IndicatorCode = text, IndicatorName = text, What = text, Where = text, FoundBy = text }],
            Policies = [text],
        };
    }

    private static int Occurrences(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
