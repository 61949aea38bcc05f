namespace EvaluationPortal.Tests.Browser;

/// <summary>The check that every page has to pass can fail.</summary>
public sealed class AxeTests(Chromium chromium)
{
    private const string Html = "<!doctype html><html lang='zh-CN'><title>页</title><main><h1>页</h1><p>一</p><div id='part'><img src='data:,'></div></main>";

    [Fact]
    public async Task A_violation_is_told_with_its_place_on_the_page_and_in_its_part_only()
    {
        await using var visit = await chromium.OpenAsync("http://127.0.0.1");
        await visit.Page.SetContentAsync(Html);

        var fault = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(visit.AssertAxeCleanAsync);
        Assert.Contains("image-alt", fault.Message, StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:,\">", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.AssertCleanAsync(visit.Page.Locator("#part")));

        await Axe.AssertCleanAsync(visit.Page.Locator("p"));
    }
}
