using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// The operator's commands, in the same binary as the server. A command neither needs nor locks the data directory unless its
/// description says so, and writes nothing but its result, or the help that was asked for, to standard output.
/// </summary>
public static class CommandLine
{
    private const string EnvironmentOption = "--environment";
    private const string DataDirectoryOption = "--Storage:DataDirectory";

    /// <summary>The arguments among those of a command that are settings, as the server would be given them.</summary>
    internal static string[] Settings(ParseResult result) =>
    [
        .. ((string[])[EnvironmentOption, DataDirectoryOption]).SelectMany(name => result.GetValue<string>(name) is { } value ? (string[])[name, value] : []),
        .. result.UnmatchedTokens,
    ];

    /// <summary>
    /// Whether the arguments name a command, ask for help or cannot be read; otherwise they are the server's. Settings may stand
    /// before a command: whoever writes them there must not get a server instead.
    /// </summary>
    public static bool Names(string[] args) => Part(args).Words.Length > 0;

    /// <summary>Runs the command named.</summary>
    /// <returns>The exit code: 0 for success.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        PortalHost.SpeakChinese();
        var (words, settings) = Part(args);
        var root = Root();
        if (words is ["help", .. var about] && (about.Length == 0 || CommandOf(root, about) is not null))
        {
            words = [.. about, "--help"];
        }

        var command = CommandOf(root, words);
        var result = root.Parse(command is { TreatUnmatchedTokensAsErrors: false } ? [words[0], .. settings, .. words[1..]] : words);
        var faults = Faults(result, command, words, settings);
        if (faults.Length == 0)
        {
            return await result.InvokeAsync();
        }

        await Console.Error.WriteLineAsync($"{string.Join(Environment.NewLine, faults)}{Environment.NewLine}用法见：{root.Name} {(command is null ? "" : $"{command.Name} ")}--help");
        return 1;
    }

    private static string[] Faults(ParseResult result, Command? command, string[] words, string[] settings) => result.Action switch
    {
        HelpAction => [],
        ParseErrorAction when command is null => [words[0].StartsWith('-') ? $"没有参数“{words[0]}”，或缺少它的值" : $"没有命令“{words[0]}”"],
        ParseErrorAction => [.. result.Errors.Select(e => e.Message)],
        _ when command is { TreatUnmatchedTokensAsErrors: true } && settings.Length > 0 => [$"{command.Name}不用设置：{string.Join(' ', settings)}"],
        _ => [.. result.UnmatchedTokens.Except(settings, StringComparer.Ordinal).Select(stranger => $"没有参数“{stranger}”")],
    };

    private static Command? CommandOf(RootCommand root, string[] words) => words is [var first, ..] ? root.Subcommands.FirstOrDefault(c => c.Name == first) : null;

    /// <summary>
    /// Takes the settings (<c>--A:B value</c> or <c>--A:B=value</c>) out of the arguments. Before a command's name everything of
    /// that form is one, also a misspelt one, which the settings' own check lists; one without its value stays a word.
    /// </summary>
    private static (string[] Words, string[] Settings) Part(string[] args)
    {
        List<string> words = [], settings = [];
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at].Split('=')[0];
            var valueFollows = at + 1 < args.Length && !args[at + 1].StartsWith("--", StringComparison.Ordinal);
            if (!name.StartsWith("--", StringComparison.Ordinal) || name is "--help" or "--version" || !(words.Count == 0 || PortalSettings.IsSetting(name[2..])))
            {
                words.Add(args[at]);
            }
            else if (name != args[at])
            {
                settings.Add(args[at]);
            }
            else if (valueFollows)
            {
                settings.AddRange([name, args[++at]]);
            }
            else
            {
                words.Add(name);
            }
        }

        return ([.. words], [.. settings]);
    }

    private static RootCommand Root()
    {
        // The server reads these itself (ASP.NET Core's own settings); they stand here for the help.
        var root = new RootCommand("政务公开考核评估门户。不带命令时启动服务，地址默认为 http://localhost:5080。")
        {
            new Option<string>("--urls") { Description = "服务地址，如 http://0.0.0.0:5080，多个用分号隔开", HelpName = "网址" },
        };
        foreach (var option in root.Options.Where(o => o is HelpOption or VersionOption))
        {
            option.Description = option is HelpOption ? "显示帮助" : "显示版本";
        }

        AddSettings(root);
        root.Subcommands.Add(CheckScheme.Command());
        root.Subcommands.Add(TryScheme.Command());
        root.Subcommands.Add(WithSettings(ExportReportCards.Command()));
        root.Subcommands.Add(WithSettings(VerifyAudit.Command()));
        root.Subcommands.Add(new Command("help", "显示帮助；help 命令 显示该命令的帮助"));
        return root;
    }

    private static Command WithSettings(Command command)
    {
        AddSettings(command);
        command.TreatUnmatchedTokensAsErrors = false;
        return command;
    }

    private static void AddSettings(Command command)
    {
        command.Options.Add(new Option<string>(EnvironmentOption) { Description = "运行环境：Development 或 Production（默认）", HelpName = "环境" });
        command.Options.Add(new Option<string>(DataDirectoryOption) { Description = "数据目录；appsettings.json 中的任何设置都可以这样给出", HelpName = "目录" });
    }
}
