using System.CommandLine;
using System.Text.Json;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// <c>try-scheme FILE OBSERVATIONS [--json]</c>: scores observations against a scheme before it is adopted, without a
/// database. Exit 0 when it ran, also where observations were refused; 1 when a file cannot be used.
/// </summary>
public static class TryScheme
{
    /// <summary>The command for the root's list.</summary>
    public static Command Command()
    {
        var file = new Argument<string>("FILE") { Description = "考核评估表文件（JSON）" };
        var observations = new Argument<string>("OBSERVATIONS") { Description = "认定情况文件：JSON数组，如[{\"unit\":\"x\",\"group\":\"镇\",\"indicator\":\"1.2\",\"findings\":3}]" };
        var json = new Option<bool>("--json") { Description = "标准输出只写一个JSON对象：scores和totals" };
        var command = new Command("try-scheme", "用考核评估表试算认定情况，不需要数据库；逐条给出得分和说明，并汇总各单位总分") { file, observations, json };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetRequiredValue(file), result.GetRequiredValue(observations), result.GetValue(json), result.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, string observations, bool asJson, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await InputFile.ReadAsync(file, console.Error, cancellation) is not { } table || await InputFile.ReadAsync(observations, console.Error, cancellation) is not { } facts)
        {
            return 1;
        }

        var reading = SchemeFile.Read(table);
        if (reading.Scheme is not { } scheme)
        {
            await CheckScheme.WriteFaultsAsync(file, reading, console.Error);
            return 1;
        }

        using var document = await ParseAsync(observations, facts, console.Error);
        if (document is null || List(document.RootElement) is not { } list)
        {
            await (document is null ? Task.CompletedTask : console.Error.WriteLineAsync($"“{observations}”应为JSON数组，或有observations数组的对象"));
            return 1;
        }

        var trial = new SchemeTrial(scheme, list);
        foreach (var warning in trial.Warnings)
        {
            await console.Error.WriteLineAsync($"注意：{warning}");
        }

        await console.Output.WriteLineAsync(asJson ? TrialOutput.Json(trial) : TrialOutput.Table(trial));
        return 0;
    }

    private static async Task<JsonDocument?> ParseAsync(string file, byte[] bytes, TextWriter error)
    {
        try
        {
            return JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (JsonException fault)
        {
            await error.WriteLineAsync($"“{file}”不是合法的JSON：第{fault.LineNumber + 1}行第{fault.BytePositionInLine + 1}字节处有误");
            return null;
        }
    }

    private static JsonElement? List(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root,
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("observations", out var list) && list.ValueKind == JsonValueKind.Array => list,
        _ => null,
    };
}
