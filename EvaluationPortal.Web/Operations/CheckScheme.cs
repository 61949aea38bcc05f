using System.CommandLine;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Operations;

/// <summary><c>check-scheme FILE</c>: whether a scheme file could be adopted. Exit 0, or 1 with all its faults.</summary>
public static class CheckScheme
{
    /// <summary>The command for the root's list.</summary>
    public static Command Command()
    {
        var file = new Argument<string>("FILE") { Description = "考核评估表文件（JSON）" };
        var command = new Command("check-scheme", "检查考核评估表文件，一次列出全部问题；退出码0为通过，1为有问题") { file };
        command.SetAction((result, cancellation) => RunAsync(result.GetRequiredValue(file), result.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await InputFile.ReadAsync(file, console.Error, cancellation) is not { } bytes)
        {
            return 1;
        }

        var reading = SchemeFile.Read(bytes);
        if (reading.Scheme is not { } scheme)
        {
            await WriteFaultsAsync(file, reading, console.Output);
            return 1;
        }

        var points = Decimals.Text(scheme.Indicators.Sum(indicator => indicator.MaxPoints));
        await console.Output.WriteLineAsync($"通过：{scheme.Name}，{scheme.Sections.Length}个一级指标、{scheme.Indicators.Length}个二级指标，共{points}分");
        await console.Output.WriteLineAsync($"文件校验码（SHA-256）：{scheme.Digest}");
        return 0;
    }

    /// <summary>Lists the faults, one a line, each with its JSON pointer.</summary>
    internal static async Task WriteFaultsAsync(string file, SchemeReading reading, TextWriter output)
    {
        await output.WriteLineAsync($"{file}有{reading.Faults.Length}处问题：");
        foreach (var fault in reading.Faults)
        {
            await output.WriteLineAsync(fault.ToString());
        }
    }
}
