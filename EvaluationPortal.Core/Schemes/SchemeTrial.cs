using System.Collections.Immutable;
using System.Text.Json;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes;

/// <summary>One observation scored in a trial, in the order given.</summary>
/// <param name="Unit">As written; null where it is missing.</param>
/// <param name="Indicator">As written; null where it is missing.</param>
public sealed record TrialScore(string? Unit, string? Indicator, Score Score);

/// <summary>What one unit of a trial adds up to.</summary>
/// <param name="Totals">Null where the unit's kind was never told, so that nobody knows what applies.</param>
public sealed record TrialTotal(string Unit, Totals? Totals);

/// <summary>
/// Scores observations against a scheme before it is adopted (试算): flat JSON objects with unit, group, indicator and facts.
/// Nothing in them throws: what is wrong is refused and says why.
/// </summary>
public sealed class SchemeTrial
{
    private static readonly string[] Addressing = ["unit", "group", "indicator"];

    private readonly Scheme scheme;
    private readonly Dictionary<string, TrialUnit> units = [];
    private readonly List<TrialScore> scores = [];
    private readonly List<string> warnings = [];

    /// <param name="scheme">The scheme to try.</param>
    /// <param name="observations">A JSON array.</param>
    public SchemeTrial(Scheme scheme, JsonElement observations)
    {
        this.scheme = scheme;
        foreach (var observation in observations.EnumerateArray())
        {
            Meet(observation);
        }

        foreach (var (index, observation) in observations.EnumerateArray().Index())
        {
            scores.Add(Score(observation, index + 1));
        }

        Totals = [.. units.Values.Select(Total)];
    }

    /// <summary>One for each observation, in the order given.</summary>
    public IReadOnlyList<TrialScore> Scores => scores;

    /// <summary>One for each unit, in the order of first appearance, over all indicators that apply to its kind.</summary>
    public ImmutableArray<TrialTotal> Totals { get; }

    /// <summary>What was understood but looks like a mistake, in Chinese.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    private string LegalKinds =>
        string.Join('、', scheme.UnitKinds.Select(kind => kind.OtherNames.IsEmpty ? kind.Name : $"{kind.Name}（{string.Join('、', kind.OtherNames)}）"));

    /// <summary>Notes the unit and, where it is told, its kind: once is enough, before or after.</summary>
    private void Meet(JsonElement observation)
    {
        if (Text(observation, "unit") is not { } name)
        {
            return;
        }

        if (!units.TryGetValue(name, out var unit))
        {
            unit = units[name] = new TrialUnit(name);
        }

        unit.Kind ??= Text(observation, "group") is { } group ? scheme.FindKind(group)?.Name : null;
    }

    private TrialScore Score(JsonElement observation, int place)
    {
        var name = Text(observation, "unit");
        var code = Text(observation, "indicator");
        if (name is null)
        {
            return new(null, code, new Refused("缺少unit：单位的代码或名称，应为文字"));
        }

        var unit = units[name];
        if (code is null || scheme.Find(new IndicatorCode(code)) is not { } indicator)
        {
            return new(name, code, new Refused($"没有序号为“{code}”的二级指标；应为{scheme.Indicators[0].Code}至{scheme.Indicators[^1].Code}中的序号，文字形式"));
        }

        var score = KindFault(observation, unit) is { } fault ? new Refused(fault) : Score(observation, indicator, unit.Kind!);
        if (!unit.Scores.TryAdd(indicator.Code, score))
        {
            unit.Scores[indicator.Code] = score;
            warnings.Add($"第{place}条：{name}的{code}重复出现，合计以后一条为准");
        }

        return new(name, code, score);
    }

    private string? KindFault(JsonElement observation, TrialUnit unit)
    {
        if (!observation.TryGetProperty("group", out _))
        {
            return unit.Kind is null ? $"没有写明单位类别group；只能是{LegalKinds}" : null;
        }

        var group = Text(observation, "group");
        if (group is null || scheme.FindKind(group) is not { } kind)
        {
            return $"没有单位类别“{group}”；group只能是{LegalKinds}";
        }

        return kind.Name == unit.Kind ? null : $"单位类别“{group}”与前面写的“{unit.Kind}”不一致";
    }

    private static Score Score(JsonElement observation, Indicator indicator, string kind)
    {
        var reading = ObservationJson.Read(observation, Addressing);
        return reading.Fault is { } fault
            ? new Refused($"{fault}。{indicator.Rule.LegalValues}")
            : indicator.Score(kind, reading.Observation);
    }

    private TrialTotal Total(TrialUnit unit) => new(
        unit.Name,
        unit.Kind is not { } kind
            ? null
            : scheme.Total(scheme.Indicators.Select(indicator => (indicator, unit.Scores.GetValueOrDefault(indicator.Code) ?? indicator.Score(kind, null)))));

    /// <summary>The text of that name, or null where it is missing, no text, or no Unicode.</summary>
    private static string? Text(JsonElement observation, string name)
    {
        try
        {
            return observation.ValueKind == JsonValueKind.Object && observation.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class TrialUnit(string name)
    {
        public string Name { get; } = name;

        /// <summary>Name of the first kind that was legal.</summary>
        public string? Kind { get; set; }

        public Dictionary<IndicatorCode, Score> Scores { get; } = [];
    }
}
