using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Browser;

public sealed class SignInTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    public static TheoryData<string> EveryPersona => [.. Personas.Ids.Select(id => id.Value)];

    [Theory]
    [MemberData(nameof(EveryPersona))]
    public async Task One_click_signs_in_as_a_persona_and_the_page_says_who(string persona)
    {
        var person = portal.Services.GetRequiredService<People>().Find(new PersonId(persona));
        Assert.NotNull(person);
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.GotoAsync("/signin");
        await visit.Page.Locator($"button[name=person][value='{person.Id}']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync(person.Name);
        await Assertions.Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync(person.RoleNames);
        await Assertions.Expect(visit.Page.Locator(".portal-demo")).ToHaveTextAsync("演示数据，非真实结果");
        await visit.AssertNoSidewaysScrollAsync();
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_back_to_where_he_wanted()
    {
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.GotoAsync("/account");
        Assert.Contains("/signin?returnUrl=%2Faccount", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "陆志远" }).ClickAsync();
        await visit.LiveAsync();
        Assert.Equal($"{portal.Address}/account", visit.Page.Url);
    }

    [Theory]
    [InlineData("system-administrator", "appsettings.json")]
    public async Task Who_has_no_page_yet_is_told_so_and_how_the_work_is_done_meanwhile(string persona, string meanwhile)
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new PersonId(persona));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "您的工作尚无页面" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".waiting")).ToContainTextAsync(meanwhile);
        await visit.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new PersonId("leader"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync($"{portal.Address}/signin");
        await visit.Page.GotoAsync("/account");
        Assert.Contains("/signin", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_page_is_accessible_and_works_without_script()
    {
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.GotoAsync("/signin");
        await visit.AssertAxeCleanAsync();
        Assert.Equal(0, await visit.Page.Locator("script").CountAsync());
    }

    [Fact]
    public async Task A_signed_in_page_is_accessible()
    {
        await using var visit = await chromium.SignedInAsAsync(portal.Address, new PersonId("reviewer-1"));
        await visit.AssertAxeCleanAsync();
    }
}
