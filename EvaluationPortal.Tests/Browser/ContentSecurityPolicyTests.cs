using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// That nothing violates the policy is asked by every <see cref="Visit"/> of the suite as it closes; here it is seen that a visit
/// would notice, and that what the policy stops really does not run.
/// </summary>
public sealed class ContentSecurityPolicyTests(Chromium chromium, Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("const a = document.createElement('a'); a.href = 'javascript:void(window.ran = true)'; document.body.append(a); a.click();")]
    [InlineData("setTimeout('window.ran = true');")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<img src=\"/none.png\" onerror=\"window.ran = true\">');")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc=\"<script>parent.ran = true</script>\"></iframe>');")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<style>:root { --ran: 1 }</style>'); window.ran = getComputedStyle(document.documentElement).getPropertyValue('--ran') === '1' || undefined;")]
    public async Task What_carries_no_nonce_does_not_run_and_fails_the_visit(string deed)
    {
        var visit = await chromium.SignedInAsAsync(portal.Address, new("reviewer-1"));
        visit.Tolerate("404");
        var told = visit.Page.WaitForConsoleMessageAsync(new() { Predicate = m => m.Text.StartsWith("securitypolicyviolation", StringComparison.Ordinal) });
        await visit.Page.EvaluateAsync($"() => {{ {deed} }}");
        await told;
        Assert.Equal("undefined", await visit.Page.EvaluateAsync<string>("() => typeof window.ran"));
        var failure = await Assert.ThrowsAnyAsync<XunitException>(async () => await visit.DisposeAsync());
        Assert.Contains("securitypolicyviolation", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Content Security Policy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_written_into_a_served_page_does_not_run()
    {
        var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.RouteAsync("**/signin", async route =>
        {
            var response = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = response, Body = (await response.TextAsync()).Replace("</body>", "<script>window.ran = true</script></body>", StringComparison.Ordinal) });
        });
        await visit.Page.GotoAsync("/signin");
        Assert.Equal("undefined", await visit.Page.EvaluateAsync<string>("() => typeof window.ran"));
        await Assert.ThrowsAnyAsync<XunitException>(async () => await visit.DisposeAsync());
    }
}
