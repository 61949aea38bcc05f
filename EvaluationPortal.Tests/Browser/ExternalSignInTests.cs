using EvaluationPortal.Tests.Access;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

/// <summary>In through a provider, as a registered person or not at all, and out of both.</summary>
public sealed class ExternalSignInTests(ProvidedPortal provided, Chromium chromium) : IClassFixture<ProvidedPortal>
{
    [Theory]
    [InlineData("oa", "统一身份认证")]
    [InlineData("entra", "微软账号")]
    public async Task A_registered_person_comes_in_through_a_provider(string id, string name)
    {
        provided.As(id, "known");
        await using var visit = await chromium.OpenAsync(provided.Address);
        await visit.Page.GotoAsync("/signin?returnUrl=%2Faccount");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"用{name}登录" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await visit.LiveAsync();
        Assert.Equal($"{provided.Address}/account", visit.Page.Url);
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("沈雅琴");
    }
}
