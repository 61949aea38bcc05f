using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>Nothing typed is lost: through a cut, a killed server, a closed tab, and with everything at once.</summary>
public sealed class BoardLossTests(Chromium chromium)
{
    private static readonly string[] Units = ["sijing", "sheshan", "chedun", "xinqiao", "dongjing"];

    [Fact]
    public async Task A_cut_in_the_middle_of_typing_loses_nothing()
    {
        await using var portal = await Portal.StartAsync();
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheBoardAsync(wire.Address, "reviewer-1");
        visit.ExpectACut();
        await visit.EnterAsync("sijing", "9.1", "7");
        await visit.TypeAsync("6.5 前半");
        wire.Cut();
        await visit.TypeAsync("后半");
        await visit.PressAsync("Enter");
        await visit.TypeAsync("7");
        await visit.PressAsync("Enter");
        await Expect(visit.SaveState()).ToContainTextAsync("正在保存");
        wire.Mend();

        await visit.SavedAsync();
        await visit.ShowsAsync("sijing", "9.1", "7");
        await visit.ShowsAsync("sheshan", "9.1", "6.5");
        await visit.ShowsAsync("chedun", "9.1", "7");
        await visit.GoToAsync("sheshan", "9.1");
        await Expect(visit.Sentence()).ToContainTextAsync("前半后半");
    }

    [Fact]
    public async Task A_killed_server_loses_neither_what_was_entered_nor_what_is_being_typed()
    {
        using var data = new TemporaryDirectory();
        var portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheBoardAsync(wire.Address, "reviewer-1");
        visit.ExpectACut();
        await visit.GoToAsync(Units[0], "9.1");
        await visit.TypeAsync("7");
        await visit.PressAsync("Enter");
        await portal.DisposeAsync();
        await visit.TypeAsync("7");
        await visit.PressAsync("Enter");
        await visit.TypeAsync("6.5 还没有写完");
        await visit.Page.EvaluateAsync("window.before = true");

        portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await visit.Page.WaitForFunctionAsync("() => !window.before");
        await visit.BoardReadyAsync();
        await visit.ShowsAsync(Units[0], "9.1", "7");
        await visit.ShowsAsync(Units[1], "9.1", "7");
        Assert.Equal((Units[2], "9.1"), await visit.ActiveAsync());
        await Expect(visit.Page.Locator(".board-input.editing")).ToHaveValueAsync("6.5 还没有写完");
        await visit.PressAsync("Enter");
        await visit.ShowsAsync(Units[2], "9.1", "6.5");
        await visit.SavedAsync();

        // Between two cells too: who types on after the reload is where he was.
        await visit.GoToAsync(Units[4], "9.1");
        await visit.Page.ReloadAsync();
        await visit.BoardReadyAsync();
        Assert.Equal((Units[4], "9.1"), await visit.ActiveAsync());
        await portal.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tab_closed_while_cut_off_has_its_edits_when_it_is_opened_again_and_only_thanks_to_the_outbox(bool outboxKept)
    {
        await using var portal = await Portal.StartAsync();
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheBoardAsync(wire.Address, "reviewer-1");
        visit.ExpectACut();
        await visit.GoToAsync(Units[0], "9.1");
        wire.Cut();
        foreach (var _ in Units)
        {
            await visit.TypeAsync("7");
            await visit.PressAsync("Enter");
        }
        await visit.TypeAsync("3 写到一半");
        if (!outboxKept) await visit.Page.EvaluateAsync("localStorage.clear()");
        await visit.Page.CloseAsync();
        wire.Mend();

        await using var again = await visit.AnotherTabAsync();
        await again.Page.GotoAsync(BoardVisit.Path);
        await again.BoardReadyAsync();
        foreach (var unit in Units) await again.ShowsAsync(unit, "9.1", outboxKept ? "7" : "待评");
        await Expect(again.Page.Locator(".board-input.editing")).ToHaveCountAsync(outboxKept ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Seeds.Long), MemberType = typeof(Seeds))]
    [Trait("Category", "Soak")]
    public async Task Typing_goes_on_through_cuts_and_kills_and_every_value_arrives(int seed)
    {
        var random = new Random(seed);
        using var data = new TemporaryDirectory();
        var portal = await PortalProcess.ServeAsync(data.Path, "Development");
        await using var wire = new Wire(() => portal.Address);
        await using var visit = await chromium.OnTheBoardAsync(wire.Address, "reviewer-2");
        visit.ExpectACut();
        Dictionary<string, string> typed = [];
        foreach (var unit in Units)
        {
            if (random.Next(3) == 0)
            {
                wire.Cut();
                wire.Mend();
            }
            if (random.Next(4) == 0)
            {
                await visit.Page.EvaluateAsync("window.before = true");
                await portal.DisposeAsync();
                portal = await PortalProcess.ServeAsync(data.Path, "Development");
                await visit.Page.WaitForFunctionAsync("() => !window.before");
                await visit.BoardReadyAsync();
            }
            typed[unit] = random.Next(2) == 0 ? "7" : "0 理由";
            await visit.EnterAsync(unit, "9.1", typed[unit]);
        }
        await visit.SavedAsync();
        await visit.Page.ReloadAsync();
        await visit.BoardReadyAsync();
        foreach (var (unit, value) in typed) await visit.ShowsAsync(unit, "9.1", value[..1]);
        await portal.DisposeAsync();
    }
}
