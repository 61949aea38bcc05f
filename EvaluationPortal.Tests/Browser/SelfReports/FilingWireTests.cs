using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.SelfReports;

/// <summary>What other people's browsers receive of a self-report while it is written, byte for byte, forged calls and all.</summary>
public sealed class FilingWireTests(CanaryPortal portal, Chromium chromium) : IClassFixture<CanaryPortal>
{
    private const string Draft = "暗记草稿", Filed = "暗记报送";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("liaison-sijing")]
    [InlineData("bureau-justice")]
    [InlineData("third-party")]
    [InlineData("leader")]
    public async Task Nobody_else_hears_anything(string persona)
    {
        await using var other = await Eavesdropping.OpenAsync(portal, chromium, persona, FilingVisit.Path);
        await Expect(other.Page.Locator("main h1")).ToHaveTextAsync("没有权限");
        await TypeAsync();
        await ForgedCalls.MakeAsync(other);
        await other.LoadAsync(FilingVisit.Path);
        await TypeAsync();
        await other.LoadAsync("/account");
        Assert.Empty(new Listening(other.Tap.All()).Heard([Draft]));
    }

    /// <summary>The control: a colleague hears what is typed, the office only what was filed.</summary>
    [Fact]
    public async Task A_colleague_hears_the_drafts_and_the_office_what_was_filed()
    {
        await using var colleague = await Eavesdropping.OpenAsync(portal, chromium, FilingVisit.Second, FilingVisit.Path);
        await using var office = await Eavesdropping.OpenAsync(portal, chromium, "reviewer-2", FilingVisit.Path);
        await TypeAsync();
        await Expect(colleague.Page.Locator("tr[data-row='1.4'] .text")).ToContainTextAsync(Draft);
        await ForgedCalls.MakeAsync(office);
        Assert.Empty(new Listening(office.Tap.All()).Heard([Draft]));
        Assert.NotEmpty(new Listening(colleague.Tap.All()).Heard([Draft]));

        await FileAsync();
        await Expect(office.Page.Locator("tr[data-row='1.4'] .text")).ToContainTextAsync(Filed);
        Assert.Empty(new Listening(office.Tap.All()).Heard([Draft]));
    }

    private async Task TypeAsync(string text = Draft)
    {
        var outcome = Assert.Single(await portal.Portal.Services.GetRequiredService<SaveDrafts>().Run(
            new(FilingVisit.Liaison), "2022", new(CanaryPortal.Own), [new(Guid.NewGuid(), "1.4", nameof(DraftField.Text), $"{text}第{Guid.NewGuid():N}次", long.MaxValue)], Stop));
        Assert.Equal("saved", outcome.State);
    }

    private async Task FileAsync()
    {
        await TypeAsync(Filed);
        var services = portal.Portal.Services;
        Assert.True((await services.GetRequiredService<SendForCheck>().Run(new(FilingVisit.Liaison), "2022", new(CanaryPortal.Own), 0, incomplete: true, Stop)).IsGranted);
        var report = (await services.GetRequiredService<ReadSelfReport>().Run(new(FilingVisit.Leader), "2022", new(CanaryPortal.Own), stop: Stop))!.Report;
        Assert.True((await services.GetRequiredService<SubmitReport>().Run(new(FilingVisit.Leader), "2022", new(CanaryPortal.Own), report.Version, incomplete: true, Stop)).IsGranted);
        // Open again for the other tests.
        report = (await services.GetRequiredService<ReadSelfReport>().Run(new(FilingVisit.Leader), "2022", new(CanaryPortal.Own), stop: Stop))!.Report;
        Assert.True((await services.GetRequiredService<ReturnIndicator>().Run(new(FilingVisit.Reviewer), "2022", new(CanaryPortal.Own), new("1.4"), "再补充", report.Version, Stop)).IsGranted);
    }
}
