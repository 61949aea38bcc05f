using System.Globalization;
using System.Net;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Operations;

public sealed class ProcessTests
{
    [Fact]
    public async Task A_second_process_on_one_data_directory_is_refused_and_told_what_to_do()
    {
        using var data = new TemporaryDirectory();
        await using var first = await PortalProcess.ServeAsync(data.Path);
        var (exitCode, _, errors) = await PortalProcess.RunAsync("--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", data.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains(data.Path, errors, StringComparison.Ordinal);
        Assert.Contains("Storage:DataDirectory", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_not_said_to_be_in_use()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc takes no new files");
        var refused = Assert.Throws<DataDirectoryRefusedException>(() => DataDirectory.Take("/proc"));
        Assert.StartsWith("无法写入数据目录 /proc（", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_process_leaves_the_data_directory_free()
    {
        using var data = new TemporaryDirectory();
        await using (var first = await PortalProcess.ServeAsync(data.Path))
        {
            await first.KillAsync();
        }

        await using var second = await PortalProcess.ServeAsync(data.Path);
        using var client = new HttpClient { BaseAddress = new Uri(second.Address) };
        Assert.Equal("ok", await client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_portals_with_two_data_directories_run_side_by_side()
    {
        using var data = new TemporaryDirectory();
        await using var first = await PortalProcess.ServeAsync(Path.Combine(data.Path, "a"));
        await using var second = await PortalProcess.ServeAsync(Path.Combine(data.Path, "b"));
        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public async Task An_address_in_use_is_said_in_one_sentence()
    {
        using var data = new TemporaryDirectory();
        await using var first = await PortalProcess.ServeAsync(Path.Combine(data.Path, "a"));
        var (exitCode, output, errors) = await PortalProcess.RunAsync("--urls", first.Address, "--Storage:DataDirectory", Path.Combine(data.Path, "b"));
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(new Uri(first.Address).Port.ToString(CultureInfo.InvariantCulture), errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_built_binary_serves_its_assets_in_Production()
    {
        using var data = new TemporaryDirectory();
        await using var portal = await PortalProcess.ServeAsync(data.Path);
        using var client = new HttpClient { BaseAddress = new Uri(portal.Address) };
        foreach (var asset in (string[])["/portal.css", "/portal.js", "/_framework/blazor.web.js", "/_content/MudBlazor/MudBlazor.min.css", "/EvaluationPortal.Web.styles.css"])
        {
            using var response = await client.GetAsync(asset, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Starting_says_nothing_of_warnings()
    {
        using var data = new TemporaryDirectory();
        await using var portal = await PortalProcess.ServeAsync(data.Path);
        Assert.DoesNotContain("warn:", portal.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", portal.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    public async Task Help_lists_the_commands_and_the_options_of_serving(string argument)
    {
        var (exitCode, output, errors) = await PortalProcess.RunAsync(argument);
        Assert.Equal(0, exitCode);
        Assert.Equal("", errors);
        Assert.Contains("--urls", output, StringComparison.Ordinal);
        Assert.Contains("--Storage:DataDirectory", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_refused()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync("chek-scheme");
        Assert.Equal(1, exitCode);
        Assert.Contains("chek-scheme", errors, StringComparison.Ordinal);
    }
}
