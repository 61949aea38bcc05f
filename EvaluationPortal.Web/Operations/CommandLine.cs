using System.CommandLine;
using System.CommandLine.Help;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// The operator's commands, in the same binary as the server. A command neither needs nor locks the data directory unless its
/// description says so, and writes nothing but its result to standard output.
/// </summary>
public static class CommandLine
{
    private const string EnvironmentOption = "--environment";
    private const string DataDirectoryOption = "--Storage:DataDirectory";

    /// <summary>The arguments among those of a command that are settings, as the server would be given them.</summary>
    internal static string[] Settings(ParseResult result) =>
        [.. ((string[])[EnvironmentOption, DataDirectoryOption]).SelectMany(name => result.GetValue<string>(name) is { } value ? (string[])[name, value] : [])];

    /// <summary>Whether the arguments name a command or ask for help; otherwise they are the server's.</summary>
    public static bool Names(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "-h" or "-?" or "--help" or "--version");

    /// <summary>Runs the command named.</summary>
    /// <returns>The exit code: 0 for success.</returns>
    public static Task<int> RunAsync(string[] args) =>
        Root().Parse(args is ["help", .. var rest] ? [.. rest, "--help"] : args).InvokeAsync();

    private static RootCommand Root()
    {
        // The server reads these itself (ASP.NET Core's own settings); they stand here for the help.
        var root = new RootCommand("政务公开考核评估门户。不带命令时启动服务，地址默认为 http://localhost:5080。")
        {
            new Option<string>("--urls") { Description = "服务地址，如 http://0.0.0.0:5080，多个用分号隔开", HelpName = "网址" },
            new Option<string>(EnvironmentOption) { Description = "运行环境：Development 或 Production（默认）", HelpName = "环境", Recursive = true },
            new Option<string>(DataDirectoryOption) { Description = "数据目录；appsettings.json 中的任何设置都可以这样给出", HelpName = "目录", Recursive = true },
        };
        foreach (var option in root.Options.Where(o => o is HelpOption or VersionOption))
        {
            option.Description = option is HelpOption ? "显示帮助" : "显示版本";
        }

        root.Subcommands.Add(CheckScheme.Command());
        root.Subcommands.Add(TryScheme.Command());
        root.Subcommands.Add(ExportReportCards.Command());
        root.Subcommands.Add(VerifyAudit.Command());
        root.Subcommands.Add(new Command("help", "显示帮助；help 命令 显示该命令的帮助"));
        return root;
    }
}
