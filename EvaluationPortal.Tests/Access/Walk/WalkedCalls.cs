using Bunit;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Layout;
using EvaluationPortal.Web.Components.Pages.Board;
using EvaluationPortal.Web.Components.Pages.Board.Drawer;
using EvaluationPortal.Web.Components.Pages.Schemes;
using EvaluationPortal.Web.Components.Pages.SelfReport;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>How a browser makes each of the document's calls; true where it had the effect, false where there was nothing to call or none.</summary>
internal static class WalkedCalls
{
    public static IReadOnlyDictionary<string, Func<OpenBoard, Task<bool>>> All { get; } = new Dictionary<string, Func<OpenBoard, Task<bool>>>
    {
        ["BoardPage.Select"] = async page => await OnAnyAsync(page, async indicator =>
            await page.CallAsync<BoardPage>("Select", ScoringAttempts.Unit.Value, indicator) && page.Formula.Contains($"　{indicator} ", StringComparison.Ordinal)),
        ["BoardPage.ToggleDrawer"] = async page => await OnAnyAsync(page, async indicator =>
        {
            if (page.HasDrawer) await page.CallAsync<BoardPage>("CloseDrawer");
            return await page.CallAsync<BoardPage>("ToggleDrawer", ScoringAttempts.Unit.Value, indicator) && page.HasDrawer;
        }),
        ["BoardPage.CloseDrawer"] = async page => await WithDrawerAsync(page) && await page.CallAsync<BoardPage>("CloseDrawer") && !page.HasDrawer,
        ["BoardPage.Conflicts"] = page => page.CallAsync<BoardPage>("Conflicts", new object[] { new[] { ScoringAttempts.Unit.Value } }),
        ["BoardPage.Help"] = async page =>
        {
            var open = page.CallAsync<BoardPage>("Help");
            if (page.Browser.HandedOut<BoardPage>() is null) return await open;
            var keys = await page.PartAsync<BoardKeys>();
            await keys.InvokeAsync(() => keys.Find(".mud-dialog-actions button").Click());
            return await open;
        },
        ["BoardPage.OpenLock"] = async page =>
        {
            if (page.Browser.HandedOut<BoardPage>() is not { } board) return false;
            var (open, dialog) = (page.CallAsync(board, nameof(BoardPage.OpenLock), null!, "1.4"), page.PartAsync<ConfirmationDialog>());
            if (await Task.WhenAny(open, dialog) == open) return await open is true;
            await (await dialog).InvokeAsync(async () => (await dialog).Find(".mud-dialog-actions button").Click());
            return await open is true;
        },
        ["BoardDrawer.Typed"] = async page => await WithDrawerAsync(page) && await page.CallAsync<BoardDrawer>("Typed", "", new Dictionary<string, string>()),
        ["BoardDrawer.SaveByKey"] = SaveByKeyAsync,
        ["BoardDrawer.AcceptByKey"] = async page => await WithDrawerAsync(page) && await page.CallAsync<BoardDrawer>("AcceptByKey", ""),
        ["BoardDrawer.SeenByKey"] = async page => await WithDrawerAsync(page) && await page.CallAsync<BoardDrawer>("SeenByKey", ""),
        ["BoardDrawer.Move"] = async page => await WithDrawerAsync(page) && await page.CallAsync<BoardDrawer>("Move", 1) && page.Browser.Called.Contains("moveBy"),
        ["BoardDrawer.Escape"] = async page => await WithDrawerAsync(page) && await page.CallAsync<BoardDrawer>("Escape") && !page.HasDrawer,
        ["AdoptPage.Typed"] = async page => page.HasAdopting() && await page.CallAsync<AdoptPage>("Typed", "", new Dictionary<string, string>()),
        ["AdoptPage.Tell"] = async page => page.HasAdopting() && await page.CallAsync<AdoptPage>("Tell", "", false),
        ["SessionWatch.Seen"] = async page => await page.CallAsync<SessionWatch>("Seen") && page.Portal.Use<LiveSessions>().Find(page.Session.Id)?.LastSeenAt > page.Session.LastSeenAt,
        ["EditQueue.Record"] = async page =>
            await page.CallAsync(page.Outbox(), "Record", WalkedPortal.Cycle, ScoringAttempts.Typed()) is IReadOnlyList<TypedOutcome> outcomes && outcomes.Any(o => o.State == "saved"),
        ["EditQueue.SaveDrafts"] = async page =>
            await page.CallAsync(page.Outbox(), "SaveDrafts", WalkedPortal.Cycle, FilingAttempts.Unit.Value, FilingAttempts.Typed()) is IReadOnlyList<DraftOutcome> outcomes && outcomes.Any(o => o.State == "saved"),
        ["UnitReport.Open"] = async page =>
        {
            await page.OpenReportAsync(FilingAttempts.Unit);
            return await page.CallAsync<UnitReport>("Open", new object[] { new[] { "1.4" } });
        },
    };

    /// <summary>Saves with a reason that nobody gave before; it stands in the cell where it was saved.</summary>
    private static Task<bool> SaveByKeyAsync(OpenBoard page) => OnAnyAsync(page, async indicator =>
    {
        var note = page.Portal.New("复核");
        page.Browser.Fields = new() { [EditorFields.Level] = "1", [EditorFields.Raw] = "80", [EditorFields.Full] = "100", [EditorFields.Note] = note };
        await page.OpenDrawerAsync(indicator);
        return await page.CallAsync<BoardDrawer>("SaveByKey") && page.Portal.Board.Find(ScoringAttempts.Unit, new(indicator))!.Assessments.Any(a => a.Reason == note);
    });

    /// <summary>Whether it works on any of the three cells; all are tried.</summary>
    private static async Task<bool> OnAnyAsync(OpenBoard page, Func<string, Task<bool>> attempt)
    {
        var worked = false;
        foreach (var indicator in ScoringAttempts.Indicators) worked |= await attempt(indicator);
        return worked;
    }

    private static async Task<bool> WithDrawerAsync(OpenBoard page)
    {
        foreach (var indicator in ScoringAttempts.Indicators)
        {
            if (!page.HasDrawer) await page.OpenDrawerAsync(indicator);
        }

        return page.HasDrawer;
    }
}
