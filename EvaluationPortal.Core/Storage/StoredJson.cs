using System.Collections.Immutable;
using System.Text.Json;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Storage;

/// <summary>Cycle settings and short names as they lie in their columns, and a whole cycle as the trail tells it.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(CycleSettings settings) => JsonSerializer.Serialize(StoredSettings.Of(settings), Options);

    public static CycleSettings ReadSettings(string json) => JsonSerializer.Deserialize<StoredSettings>(json, Options)!.Settings();

    public static string Write(ImmutableArray<string> texts) => JsonSerializer.Serialize(texts.ToArray(), Options);

    public static ImmutableArray<string> ReadTexts(string json) => [.. JsonSerializer.Deserialize<string[]>(json, Options)!];

    /// <summary>
    /// Everything a cycle's scores follow from, for the trail: a table, a unit's kind or a setting that is changed beside the
    /// ledger must not go unnoticed.
    /// </summary>
    public static string Write(CycleRow cycle, IEnumerable<UnitRow> units) => JsonSerializer.Serialize(
        new Opened(cycle.Name, cycle.Stage, cycle.SchemeDigest, cycle.Settings,
            [.. units.OrderBy(u => u.Order).ThenBy(u => u.Code, StringComparer.Ordinal).Select(u => new OpenedUnit(u.Code, u.Name, u.ShortNames, u.Kind, u.RankingGroup, u.Order, u.Predecessors))]),
        Options);

    /// <summary>The units of a cycle as the trail tells it, in their order; settings of single units are the cycle's, and not among them.</summary>
    public static ImmutableArray<Unit> ReadUnits(string cycle) =>
        [.. JsonSerializer.Deserialize<Opened>(cycle, Options)!.Units.Select(u => new Unit(new(u.Code), u.Name, ReadTexts(u.ShortNames), u.Kind, u.RankingGroup, u.Order) { Predecessors = ReadCodes(u.Predecessors) })];

    /// <summary>Codes of units as a column has them; none where it is empty.</summary>
    public static ImmutableArray<UnitCode> ReadCodes(string? json) => json is null ? [] : [.. ReadTexts(json).Select(code => new UnitCode(code))];

    private sealed record Opened(string Name, Stage Stage, string Scheme, string Settings, OpenedUnit[] Units);

    private sealed record OpenedUnit(string Code, string Name, string ShortNames, string Kind, string RankingGroup, int Order, string? Predecessors);
}
