using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>What a change of a cycle's settings changed, named as on the year's page; times are Beijing's.</summary>
public static class SettingsWords
{
    /// <summary>{0} is what a group of settings tells apart: an assessor, an indicator, a stage.</summary>
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["period"] = "考核期", ["filing"] = "自查填报截止", ["deliveries"] = "{0}报送截止", ["extensions"] = "重新开放", ["applicability"] = "单个单位的适用情况",
        ["fullMarks"] = "{0}满分", ["raters"] = "{0}评分人数", ["liaisonsSeeIn"] = "{0}阶段联络员可以看到", ["liaisonsSee"] = "联络员可以看到", ["ranksOverall"] = "另排全部单位的名次",
        ["grades"] = "等次", ["leaderChecks"] = "须经本单位审核人审核", ["mendingRestoresPoints"] = "销号后恢复得分", ["isRehearsal"] = "演练", ["contact"] = "联系人",
        ["proposedTable"] = "待确认的勘误", ["confirmations"] = "确认", ["adjustments"] = "核定调整",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Values = Enum.GetValues<LiaisonView>()
        .Select(view => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(view.ToString()), view.Text()))
        .Append(KeyValuePair.Create("bands", "按分数线"))
        .Append(KeyValuePair.Create("quotas", "按比例"))
        .ToFrozenDictionary();

    /// <summary>The settings that differ, each with its name; — where one was not set.</summary>
    /// <param name="before">As the trail holds them, in JSON.</param>
    /// <param name="after">The same.</param>
    /// <exception cref="JsonException">Either is no JSON.</exception>
    public static (string Before, string After) Difference(string? before, string? after)
    {
        var (was, now) = (Read(before), Read(after));
        var differing = was.Keys.Union(now.Keys).Where(name => was.GetValueOrDefault(name) != now.GetValueOrDefault(name)).ToList();
        return (Said(was), Said(now));

        string Said(Dictionary<string, string> settings) => string.Join('；', differing.Select(name => $"{name} {settings.GetValueOrDefault(name, "—")}"));
    }

    private static Dictionary<string, string> Read(string? json)
    {
        var settings = new Dictionary<string, string>();
        if (json is null) return settings;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind is not JsonValueKind.Object) return settings;
        foreach (var (key, value) in document.RootElement.EnumerateObject().Select(p => (p.Name, p.Value)))
        {
            var name = Names.GetValueOrDefault(key, key);
            if (!name.Contains("{0}", StringComparison.Ordinal)) settings[name] = Text(value);
            else if (value.ValueKind is not JsonValueKind.Object) settings[key] = Text(value);
            else foreach (var one in value.EnumerateObject()) settings[string.Format(CultureInfo.InvariantCulture, name, Stage(one.Name))] = Text(one.Value);
        }
        return settings;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "是",
        JsonValueKind.False => "否",
        JsonValueKind.Null => "—",
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(p => Text(p.Value))),
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "无" : string.Join('、', value.EnumerateArray().Select(Text)),
        JsonValueKind.String when value.GetString() is { Length: > 10 } text && text[^1] == 'Z' && value.TryGetDateTime(out var at) => ChinaTime.Minute(at),
        JsonValueKind.String => Values.GetValueOrDefault(value.GetString()!, value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Stage(string key) => key is [not (>= '0' and <= '9'), ..] && Enum.TryParse<Stage>(key, ignoreCase: true, out var stage) ? stage.Text() : key;
}
