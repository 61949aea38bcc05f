using System.Collections.Immutable;
using System.Text.Json;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Storage;

/// <summary>Cycle settings and short names as they lie in their columns.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(CycleSettings settings) =>
        JsonSerializer.Serialize(new Settings(settings.FullMarks.ToDictionary(f => f.Key.Value, f => f.Value), settings.RanksOverall, settings.LiaisonsSee), Options);

    public static CycleSettings ReadSettings(string json)
    {
        var stored = JsonSerializer.Deserialize<Settings>(json, Options)!;
        return new()
        {
            FullMarks = stored.FullMarks.ToImmutableSortedDictionary(f => new IndicatorCode(f.Key), f => f.Value),
            RanksOverall = stored.RanksOverall,
            LiaisonsSee = stored.LiaisonsSee,
        };
    }

    public static string Write(ImmutableArray<string> texts) => JsonSerializer.Serialize(texts.ToArray(), Options);

    public static ImmutableArray<string> ReadTexts(string json) => [.. JsonSerializer.Deserialize<string[]>(json, Options)!];

    private sealed record Settings(Dictionary<string, decimal> FullMarks, bool RanksOverall, LiaisonView LiaisonsSee);
}
