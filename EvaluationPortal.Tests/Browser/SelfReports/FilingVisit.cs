using EvaluationPortal.Core.Evaluation;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser.SelfReports;

/// <summary>What a unit's people do on the page of its self-report.</summary>
internal static class FilingVisit
{
    public const string Path = "/2022/units/yueyang/self-report";
    public const string Liaison = "liaison-yueyang", Second = "liaison-yueyang-2", Leader = "unit-leader-yueyang", Reviewer = "reviewer-1";

    /// <summary>The indicators of the 2022 table that ask for a filing.</summary>
    public static readonly string[] Indicators = ["1.1", "1.4", "2.2", "2.3", "3.5", "4.1", "4.2", "5.1", "5.2", "5.3", "6.1", "7.2", "8.1", "9.1"];

    public static async Task<Visit> OnTheReportAsync(this Chromium chromium, string address, string persona, int width = 1366, int height = 768)
    {
        var visit = await chromium.SignedInAsAsync(address, new PersonId(persona), Path, width, height);
        await visit.ReportReadyAsync();
        return visit;
    }

    /// <summary>Until the fields take keys; the office has none.</summary>
    public static Task ReportReadyAsync(this Visit visit) => Assertions.Expect(visit.Page.Locator(".self-report[data-attached], .self-report .official").First).ToBeVisibleAsync(new() { Timeout = 30_000 });

    /// <summary>Until the fields take keys.</summary>
    public static Task EditorReadyAsync(this Visit visit) => Assertions.Expect(visit.Page.Locator(".self-report[data-attached]")).ToBeVisibleAsync(new() { Timeout = 30_000 });

    public static ILocator Field(this Visit visit, string indicator, string field = "text") => visit.Page.Locator($"[data-field='{field}'][data-indicator='{indicator}']");

    public static ILocator Area(this Visit visit, string indicator, string field = "text") => visit.Field(indicator, field).Locator("textarea").First;

    public static ILocator Note(this Visit visit, string indicator, string field = "text") => visit.Field(indicator, field).Locator(".field-note");

    public static ILocator Row(this Visit visit, string indicator) => visit.Page.Locator($"tr[data-row='{indicator}']");

    public static ILocator Button(this Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator State(this Visit visit) => visit.Page.Locator(".head .state");

    public static Task StateAsync(this Visit visit, string state) => Assertions.Expect(visit.State()).ToHaveTextAsync(state);

    public static ILocator SaveState(this Visit visit) => visit.Page.Locator(".save-state");

    public static Task AllSavedAsync(this Visit visit) => Assertions.Expect(visit.SaveState()).ToHaveTextAsync("所有更改已保存", new() { Timeout = 30_000 });

    /// <summary>Opens the indicator's editor where it is not open.</summary>
    public static async Task EditAsync(this Visit visit, string indicator)
    {
        await visit.EditorReadyAsync();
        if (await visit.Field(indicator).CountAsync() == 0) await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"填报{indicator}", Exact = true }).ClickAsync();
        await visit.Area(indicator).WaitForAsync();
    }

    /// <summary>Types at the end of the field, key by key.</summary>
    public static async Task TypeAsync(this Visit visit, string indicator, string text, string field = "text")
    {
        await visit.Area(indicator, field).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+End");
        await visit.Page.Keyboard.TypeAsync(text);
    }

    public static Task ShowsAsync(this Visit visit, string indicator, string text, string field = "text") =>
        Assertions.Expect(visit.Area(indicator, field)).ToHaveValueAsync(text, new() { Timeout = 30_000 });
}
