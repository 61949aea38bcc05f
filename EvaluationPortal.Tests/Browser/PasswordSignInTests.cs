using EvaluationPortal.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>The sign-in by password as a person with a keyboard goes through it, every state of every page accessible.</summary>
public sealed class PasswordSignInTests(AccountsPortal portal, Chromium chromium) : IClassFixture<AccountsPortal>
{
    private const string Chosen = "Zheng-Wu.2023";

    [Fact]
    public async Task The_first_sign_in_changes_the_password_and_leads_where_one_wanted_by_keyboard_alone()
    {
        var given = await portal.GiveAsync("chief");
        await using var visit = await chromium.OpenAsync(portal.Address);
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        await page.GotoAsync("/2022/board");
        await Expect(page.GetByLabel("登录名")).ToBeFocusedAsync();

        await TypeAsync(keys, "chief", "wrong");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("登录名或密码不正确。");
        await Expect(page.GetByLabel("登录名")).ToHaveValueAsync("chief");
        await visit.AssertAxeCleanAsync();

        await keys.PressAsync("Tab");
        await TypeAsync(keys, given);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("请先改为自己的密码");
        await Expect(page.GetByLabel("原密码")).ToBeFocusedAsync();
        await visit.AssertAxeCleanAsync();

        await TypeAsync(keys, given, Chosen, "another");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("两次输入的新密码不同。");
        await TypeAsync(keys, given, "short", "short");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("密码至少10个字符，现在有5个。");
        await visit.AssertAxeCleanAsync();

        await TypeAsync(keys, given, Chosen, Chosen);
        await visit.LiveAsync();
        Assert.EndsWith("/2022/board", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator(".portal-person")).ToContainTextAsync("陆志远");
    }

    [Fact]
    public async Task An_administrator_sets_an_authenticator_up_from_what_the_page_shows_and_signs_in_with_its_codes()
    {
        await portal.AccountAsync("administrator");
        await using var visit = await chromium.OpenAsync(portal.Address);
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        await page.GotoAsync("/signin?returnUrl=%2Faccount");
        await TypeAsync(keys, "administrator", AccountsPortal.Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "启用动态口令" })).ToBeVisibleAsync();
        Assert.True(await page.GetByAltText("动态口令二维码").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 100"));
        await visit.AssertAxeCleanAsync();
        var key = await ShownKeyAsync(page);

        await page.GetByLabel("六位数字").FillAsync("000000");
        await keys.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("口令不正确");
        Assert.Equal(key, await ShownKeyAsync(page)); // Nobody has to scan again for a mistyped code.
        await visit.AssertAxeCleanAsync();
        await page.GetByLabel("六位数字").FillAsync(portal.Code(key));
        await keys.PressAsync("Enter");
        await visit.LiveAsync();
        Assert.EndsWith("/account", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/account/authenticator");
        await Expect(page.Locator("main")).ToContainTextAsync("动态口令已经启用");
        await visit.AssertAxeCleanAsync();

        await using var again = await chromium.OpenAsync(portal.Address);
        await again.Page.GotoAsync("/signin");
        await TypeAsync(again.Page.Keyboard, "administrator", AccountsPortal.Password);
        await Expect(again.Page.GetByLabel("六位数字")).ToBeFocusedAsync();
        await again.AssertAxeCleanAsync();
        await TypeAsync(again.Page.Keyboard, portal.Code(key)); // Already used.
        await Expect(again.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("动态口令不正确或已用过");
        await again.AssertAxeCleanAsync();
        portal.NextCode();
        await TypeAsync(again.Page.Keyboard, portal.Code(key));
        await again.LiveAsync();
        Assert.Equal("/", new Uri(again.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task Who_is_signed_in_sets_an_authenticator_up_with_the_password_only()
    {
        await portal.AccountAsync("leader");
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.GotoAsync("/signin?returnUrl=%2Faccount%2Fauthenticator");
        await TypeAsync(visit.Page.Keyboard, "leader", AccountsPortal.Password);
        var key = await ShownKeyAsync(visit.Page);
        await visit.Page.GetByLabel("六位数字").FillAsync(portal.Code(key));
        await visit.Page.GetByLabel("密码").FillAsync("wrong");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("登录名或密码不正确。");
        await visit.Page.GetByLabel("六位数字").FillAsync(portal.Code(key));
        await visit.Page.GetByLabel("密码").FillAsync(AccountsPortal.Password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.LiveAsync();
        Assert.EndsWith("/account", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_own_authenticator_is_switched_off_with_the_password_or_a_code_only()
    {
        await portal.AccountAsync("bureau-finance");
        await using var visit = await chromium.OpenAsync(portal.Address);
        await visit.Page.GotoAsync("/signin?returnUrl=%2Faccount");
        await TypeAsync(visit.Page.Keyboard, "bureau-finance", AccountsPortal.Password);
        await visit.LiveAsync();
        var key = await portal.AuthenticatorAsync("bureau-finance");
        await visit.Page.ReloadAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "停用动态口令" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "停用动态口令" })).ToBeVisibleAsync();
        await visit.AssertAxeCleanAsync();
        await TypeAsync(visit.Page.Keyboard, "wrong");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("密码或动态口令不正确");
        await visit.AssertAxeCleanAsync();
        portal.NextCode();
        await TypeAsync(visit.Page.Keyboard, portal.Code(key));
        await visit.LiveAsync();
        Assert.EndsWith("/account", visit.Page.Url, StringComparison.Ordinal);
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("没有启用动态口令。");
    }

    [Fact]
    public async Task A_changed_password_closes_the_person_s_pages_elsewhere()
    {
        await portal.AccountAsync("liaison-yueyang");
        await using var here = await chromium.OpenAsync(portal.Address);
        await using var there = await chromium.OpenAsync(portal.Address);
        foreach (var visit in (Visit[])[there, here])
        {
            await visit.Page.GotoAsync("/signin?returnUrl=%2Faccount");
            await TypeAsync(visit.Page.Keyboard, "liaison-yueyang", AccountsPortal.Password);
            await visit.LiveAsync();
        }
        await here.Page.GotoAsync("/account/password");
        await Expect(here.Page.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
        await TypeAsync(here.Page.Keyboard, AccountsPortal.Password, Chosen, Chosen);
        await here.LiveAsync();
        await there.Page.WaitForURLAsync("**/signin?ended=true&returnUrl=%2Faccount");
        await Expect(there.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("登录已结束");
        await there.AssertAxeCleanAsync();
    }

    [Fact]
    public async Task The_setup_page_is_accessible_with_its_faults_and_without_its_link()
    {
        await using var fresh = await Portal.StartAsync("Production");
        await using var visit = await chromium.OpenAsync(fresh.Address);
        await visit.Page.GotoAsync("/setup");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("此链接已用过、已过期或不完整");
        await visit.AssertAxeCleanAsync();
        await visit.Page.GotoAsync(fresh.Log.Text[fresh.Log.Text.IndexOf("/setup?key=", StringComparison.Ordinal)..][..59]);
        await visit.AssertAxeCleanAsync();
        await TypeAsync(visit.Page.Keyboard, "林晓", "区大数据中心", "x", "linxiao", "linxiao");
        await Expect(visit.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await visit.AssertAxeCleanAsync();
        await TypeAsync(visit.Page.Keyboard, "林晓", "区大数据中心", "linxiao", AccountsPortal.Password, AccountsPortal.Password);
        await visit.LiveAsync();
        await Expect(visit.Page.Locator(".portal-person")).ToContainTextAsync("林晓");
    }

    /// <summary>Types over what is in the field that has the focus and in those after it, then Enter.</summary>
    private static async Task TypeAsync(IKeyboard keys, params string[] texts)
    {
        for (var n = 0; n < texts.Length; n++)
        {
            if (n > 0) await keys.PressAsync("Tab");
            await keys.PressAsync("Control+A");
            await keys.TypeAsync(texts[n]);
        }
        await keys.PressAsync("Enter");
    }

    private static async Task<string> ShownKeyAsync(IPage page) => (await page.Locator(".portal-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
}
