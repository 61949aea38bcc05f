using System.Text.Json;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>What a change of a cycle changed: the parts that differ, before and after.</summary>
internal static class CycleWords
{
    private static readonly (string Key, string Name)[] Parts = [("name", "名称"), ("stage", "阶段"), ("scheme", "考核评估表"), ("settings", ""), ("units", "单位名单")];

    /// <summary>Null and null where either side cannot be read.</summary>
    public static (string? Before, string? After) Difference(string? before, string? after)
    {
        try
        {
            using var was = JsonDocument.Parse(before ?? "{}");
            using var now = JsonDocument.Parse(after ?? "{}");
            var differing = Parts.Where(p => Text(was, p.Key) != Text(now, p.Key)).ToList();
            var settings = SettingsWords.Difference(Text(was, "settings"), Text(now, "settings"));
            return (Said(was, differing, settings.Before), Said(now, differing, settings.After));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string Said(JsonDocument cycle, IEnumerable<(string Key, string Name)> parts, string settings) =>
        string.Join('；', parts.Select(p => p.Key is "settings" ? settings : $"{p.Name} {Short(cycle, p.Key)}"));

    private static string Short(JsonDocument cycle, string key) => key switch
    {
        "units" => cycle.RootElement.TryGetProperty(key, out var units) && units.ValueKind is JsonValueKind.Array ? $"{units.GetArrayLength()}家" : "—",
        "scheme" => Text(cycle, key) is { Length: > 12 } digest ? digest[..12] : Text(cycle, key) ?? "—",
        "stage" => Enum.TryParse<Stage>(Text(cycle, key), ignoreCase: true, out var stage) ? stage.Text() : Text(cycle, key) ?? "—",
        _ => Text(cycle, key) ?? "—",
    };

    private static string? Text(JsonDocument cycle, string key) => cycle.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(key, out var value)
        ? value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;
}
