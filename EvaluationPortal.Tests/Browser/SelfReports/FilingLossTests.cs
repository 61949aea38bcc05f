using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.SelfReports;

/// <summary>Nothing typed into a self-report is lost: through a cut, a killed server, a closed tab, a second tab, a colleague, and all at once.</summary>
public sealed class FilingLossTests(Chromium chromium)
{
    private static readonly string[] Indicators = ["1.1", "1.4", "9.1"];

    [Fact]
    public async Task A_cut_in_the_middle_of_typing_loses_nothing_and_moves_nobody()
    {
        await using var portal = await Portal.StartAsync();
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheReportAsync(wire.Address, FilingVisit.Liaison);
        visit.ExpectACut();
        await visit.EditAsync("1.1");
        await visit.TypeAsync("1.1", "前半");
        await visit.AllSavedAsync();
        wire.Cut();
        await visit.Page.Keyboard.TypeAsync("后半");
        await Expect(visit.SaveState()).ToHaveTextAsync("正在保存1处");
        wire.Mend();
        await visit.Page.Keyboard.TypeAsync("，完");
        await visit.AllSavedAsync();
        await Expect(visit.Area("1.1")).ToBeFocusedAsync();
        await visit.ShowsAsync("1.1", "前半后半，完");
        await using var second = await chromium.OnTheReportAsync(portal.Address, FilingVisit.Second);
        await second.EditAsync("1.1");
        await second.ShowsAsync("1.1", "前半后半，完");
    }

    [Fact]
    public async Task A_killed_server_loses_nothing_and_whoever_types_on_is_where_he_was()
    {
        using var data = new TemporaryDirectory();
        var portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheReportAsync(wire.Address, FilingVisit.Liaison);
        visit.ExpectACut();
        await visit.EditAsync("9.1");
        await visit.TypeAsync("9.1", "写到一半");
        await portal.DisposeAsync();
        await visit.Page.Keyboard.TypeAsync("服务器没了");
        await visit.Page.EvaluateAsync("window.before = true");

        portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await visit.Page.WaitForFunctionAsync("() => !window.before");
        await visit.EditorReadyAsync();
        await visit.ShowsAsync("9.1", "写到一半服务器没了");
        await Expect(visit.Area("9.1")).ToBeFocusedAsync();
        await visit.AllSavedAsync();
        await portal.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tab_closed_while_cut_off_has_its_text_when_it_is_opened_again_and_only_thanks_to_the_outbox(bool outboxKept)
    {
        await using var portal = await Portal.StartAsync();
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheReportAsync(wire.Address, FilingVisit.Liaison);
        visit.ExpectACut();
        await visit.EditAsync("1.4");
        wire.Cut();
        await visit.TypeAsync("1.4", "没有连接时写的");
        if (!outboxKept) await visit.Page.EvaluateAsync("localStorage.clear()");
        await visit.Page.CloseAsync();
        wire.Mend();

        await using var again = await visit.AnotherTabAsync();
        await again.Page.GotoAsync(FilingVisit.Path);
        await again.EditAsync("1.4");
        await again.AllSavedAsync();
        await again.ShowsAsync("1.4", outboxKept ? "没有连接时写的" : "");
    }

    [Fact]
    public async Task Two_tabs_of_one_person_lose_nothing()
    {
        await using var portal = await Portal.StartAsync();
        await using var visit = await chromium.OnTheReportAsync(portal.Address, FilingVisit.Liaison);
        await using var other = await visit.AnotherTabAsync();
        await other.Page.GotoAsync(FilingVisit.Path);
        await visit.EditAsync("1.1");
        await other.EditAsync("1.1");
        await other.EditAsync("1.4");
        await visit.TypeAsync("1.1", "第一个窗口");
        await other.TypeAsync("1.4", "第二个窗口");
        await visit.AllSavedAsync();
        await other.AllSavedAsync();
        await other.ShowsAsync("1.1", "第一个窗口");
        await visit.EditAsync("1.4");
        await visit.ShowsAsync("1.4", "第二个窗口");
    }

    [Theory]
    [MemberData(nameof(Seeds.AtLeastEight), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public async Task Typing_goes_on_through_cuts_kills_and_closed_tabs_and_every_text_arrives(int seed)
    {
        var random = new Random(seed);
        using var data = new TemporaryDirectory();
        var portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var wire = new Wire(() => portal.Address);
        await using var first = await chromium.OnTheReportAsync(wire.Address, FilingVisit.Liaison);
        first.ExpectACut();
        var visit = first;
        Dictionary<string, string> typed = Indicators.ToDictionary(i => i, _ => "");
        foreach (var indicator in Indicators) await visit.EditAsync(indicator);
        for (var step = 0; step < Seeds.Steps; step++)
        {
            var indicator = Indicators[random.Next(Indicators.Length)];
            var (before, after) = ($"{step}前{random.Next(100)}", $"{step}后{random.Next(100)}。");
            await visit.TypeAsync(indicator, before);
            var happens = random.Next(5);
            if (happens is 0) wire.Cut();
            if (happens is 1) await portal.KillAsync();
            await visit.TypeAsync(indicator, after);
            typed[indicator] += before + after;
            if (happens is 0) wire.Mend();
            if (happens is 1)
            {
                await visit.Page.EvaluateAsync("window.before = true");
                await portal.DisposeAsync();
                portal = await PortalProcess.ServeAsync(data.Path, "Development");
                await visit.Page.WaitForFunctionAsync("() => !window.before");
            }
            if (happens is 2) visit = await ReopenedAsync(visit);
            foreach (var each in Indicators) await visit.EditAsync(each);
            foreach (var (each, text) in typed) await visit.ShowsAsync(each, text);
        }
        await visit.AllSavedAsync();

        await using var second = await chromium.OnTheReportAsync(portal.Address, FilingVisit.Second);
        second.ExpectACut();
        foreach (var (indicator, text) in typed)
        {
            await second.EditAsync(indicator);
            await second.ShowsAsync(indicator, text);
        }
        await portal.DisposeAsync();
    }

    /// <summary>The tab is closed at once after the last key, and another opened.</summary>
    private static async Task<Visit> ReopenedAsync(Visit visit)
    {
        var again = await visit.AnotherTabAsync();
        await visit.Page.CloseAsync();
        await again.Page.GotoAsync(FilingVisit.Path);
        await again.EditorReadyAsync();
        return again;
    }
}
