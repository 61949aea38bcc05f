using System.Net;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EvaluationPortal.Tests.Web;

public sealed partial class SetupLinkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] LinXiao =
        [("Name", "林晓"), ("Title", "区大数据中心"), ("Login", "linxiao"), ("Password", AccountsPortal.Password), ("Again", AccountsPortal.Password)];

    [Fact]
    public async Task A_fresh_Production_start_writes_a_link_that_makes_the_first_administrator_once()
    {
        using var data = new TemporaryDirectory();
        string key;
        await using (var portal = await PortalProcess.ServeAsync(data.Path))
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(portal.Address) };
            await WaitForAsync(() => Link().IsMatch(portal.Log));
            var link = Link().Match(portal.Log).Value;
            Assert.StartsWith($"{portal.Address}/setup?key=", link, StringComparison.Ordinal);
            key = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
            using var made = await client.SendFormAsync(link, LinXiao);
            Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
            using var account = await client.GetAsync("/2022/report-cards.zip", HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.Equal(HttpStatusCode.OK, account.StatusCode);
            Assert.Contains("此链接已用过", await client.GetStringAsync(link, Stop), StringComparison.Ordinal);
            Assert.DoesNotContain(AccountsPortal.Password, portal.Log, StringComparison.Ordinal);
        }

        await using var again = await PortalProcess.ServeAsync(data.Path);
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(again.Address) };
        Assert.Contains("此链接已用过", await stranger.GetStringAsync($"/setup?key={key}", Stop), StringComparison.Ordinal);
        using var signedIn = await stranger.SendFormAsync("/signin", ("LoginName", "linxiao"), ("Password", AccountsPortal.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.DoesNotMatch(Link(), again.Log);
    }

    [Fact]
    public async Task The_link_is_good_for_half_an_hour_and_faults_do_not_use_it_up()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = new Portal { EnvironmentName = "Production", Clock = clock };
        await portal.InitializeAsync();
        var link = Link().Match(portal.Log.Text).Value;
        using var client = portal.Client();
        using (var different = await client.SendFormAsync(link, [.. LinXiao[..4], ("Again", "another")])) Assert.Equal("两次输入的密码不同。", await different.SaysAsync());
        using (var faulty = await client.SendFormAsync(link, [("Name", ""), ("Login", "x"), ("Password", "short"), ("Again", "short")])) Assert.Contains("登录名须有2至40个字符。", await faulty.SaysAsync(), StringComparison.Ordinal);
        foreach (var wrong in (string[])["/setup", "/setup?key=", $"{link}0", link[..^1]]) Assert.DoesNotContain("name=\"Login\"", await client.GetStringAsync(wrong, Stop), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        var hidden = SentForm.Hidden(await client.GetStringAsync(link, Stop));
        clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await client.SendFormAsync(link, hidden, LinXiao);
        Assert.Contains("此链接已用过、已过期或不完整", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Empty(portal.Services.GetRequiredService<People>().All);
    }

    /// <summary>A demonstration has somebody who manages accounts.</summary>
    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Where_there_is_an_administrator_only_the_operator_s_setting_offers_a_link(string setting, bool isOffered)
    {
        await using var portal = await Portal.StartAsync(settings: ("Access:SetupLink", setting));
        Assert.Equal(isOffered, Link().IsMatch(portal.Log.Text));
        if (!isOffered) return;
        using var client = portal.Client();
        using var made = await client.SendFormAsync(Link().Match(portal.Log.Text).Value, LinXiao);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
    }

    [Fact]
    public async Task Two_who_come_at_once_make_one_administrator()
    {
        await using var portal = await Portal.StartAsync("Production");
        var link = Link().Match(portal.Log.Text).Value;
        using var one = portal.Client();
        using var two = portal.Client();
        var forms = await Task.WhenAll(one.GetStringAsync(link, Stop), two.GetStringAsync(link, Stop));
        var answers = await Task.WhenAll(one.SendFormAsync(link, SentForm.Hidden(forms[0]), LinXiao), two.SendFormAsync(link, SentForm.Hidden(forms[1]), [.. LinXiao[1..], ("Name", "另一人")]));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(portal.Services.GetRequiredService<People>().All);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Where_administrators_need_a_code_the_first_sets_it_up_before_anything_else()
    {
        await using var portal = await Portal.StartAsync("Production", settings: ("Access:Authenticators", "administrators"));
        using var client = portal.Client();
        using var made = await client.SendFormAsync(Link().Match(portal.Log.Text).Value, LinXiao);
        Assert.Contains("/account/authenticator", made.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var account = await client.GetAsync("/2022/report-cards.zip", Stop);
        Assert.Equal(HttpStatusCode.Redirect, account.StatusCode);
    }

    [Fact]
    public async Task Where_somebody_manages_accounts_no_link_is_offered()
    {
        await using var demo = await Portal.StartAsync();
        Assert.DoesNotMatch(Link(), demo.Log.Text);
    }

    private static async Task WaitForAsync(Func<bool> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!met()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }

    [GeneratedRegex("http://[^ ]+/setup\\?key=[0-9a-f]{48}", RegexOptions.None, 5000)]
    private static partial Regex Link();
}
