using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Operations;

namespace EvaluationPortal.Tests.Operations;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--urls http://localhost:5081 --Storage:DataDirectory x")]
    [InlineData("--environment=Testing --contentRoot=x --applicationName=y")]
    [InlineData("--url http://localhost:5081")]
    [InlineData("--Logging:LogLevel:Default Debug --Storage:DataDirectory=verify-audit")]
    public void Settings_alone_are_the_servers(string args) => Assert.False(CommandLine.Names(args.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("verify-audit")]
    [InlineData("--Storage:DataDirectory x verify-audit")]
    [InlineData("--environment=Development verify-audit")]
    [InlineData("--urls http://localhost:5081 servee")]
    [InlineData("--urls http://localhost:5081 --help")]
    [InlineData("--Storage:DataDirectory")]
    [InlineData("--Storage:DataDirectory --urls http://localhost:5081")]
    public void A_word_among_the_settings_never_starts_a_server(string args) => Assert.True(CommandLine.Names(args.Split(' ')));

    [Fact]
    public async Task Settings_may_stand_before_a_command_and_be_any()
    {
        using var data = new TemporaryDirectory();
        var (exitCode, output, errors) = await PortalProcess.RunAsync($"--Storage:DataDirectory={data.Path}", "--Demo:Enabled", "false", "verify-audit");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains($"数据目录 {data.Path} 中还没有数据", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(data.Path));
    }

    [Theory]
    [InlineData("try-scheme --json", "命令 'try-scheme' 缺少所需参数 'FILE'")]
    [InlineData("verify-audit --Storage:DataDirectory", "缺少所需参数: '--Storage:DataDirectory'")]
    [InlineData("export-report-cards --uot x --out y", "没有参数“--uot”")]
    [InlineData("export-report-cards --out=", "--out")]
    [InlineData("check-scheme x --Storage:Provider sqlite", "check-scheme不用设置：--Storage:Provider sqlite")]
    [InlineData("servee", "没有命令“servee”")]
    [InlineData("help servee", "servee")]
    [InlineData("--urls", "没有参数“--urls”，或缺少它的值")]
    public async Task What_cannot_be_read_is_said_on_standard_error_only(string args, string said)
    {
        var (exitCode, output, errors) = await PortalProcess.RunAsync(args.Split(' '));
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }
}
