using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Scoring;

/// <summary>What a rule says of its kind: the name it has in scheme files, and how it is read from one.</summary>
internal interface IRuleKind<TSelf>
    where TSelf : ScoringRule, IRuleKind<TSelf>
{
    /// <summary>The value of <c>kind</c> in a scheme file.</summary>
    static abstract string JsonName { get; }

    /// <summary>Reads the rule and puts every fault into the part; null, or any rule, where there was a fault.</summary>
    static abstract TSelf? Read(RulePart part);
}

/// <summary>The kinds of rules there are: all sealed rules of this assembly, so that a new kind is one new file.</summary>
internal static class RuleKinds
{
    private static readonly FrozenDictionary<string, Kind> ByName = typeof(ScoringRule).Assembly.GetTypes()
        .Where(type => type.IsSealed && type.IsSubclassOf(typeof(ScoringRule)))
        .Select(KindOf)
        .ToFrozenDictionary(kind => kind.JsonName);

    /// <summary>The names that <c>kind</c> may have, in alphabetical order.</summary>
    public static IEnumerable<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a rule of any kind; an unknown kind is a fault that names the legal ones.</summary>
    public static ScoringRule? Read(RulePart part)
    {
        if (part.Json.Choice("kind", Names) is not { } name)
        {
            return null;
        }

        var rule = ByName[name].Read(part);
        part.Json.Close();
        return rule;
    }

    /// <summary>The rule as it stands in a scheme file.</summary>
    public static JsonObject Write(ScoringRule rule)
    {
        var json = rule.Write();
        json.Insert(0, "kind", ByName.Values.Single(kind => kind.Type == rule.GetType()).JsonName);
        return json;
    }

    private static Kind KindOf(Type type) =>
        (Kind)typeof(RuleKinds).GetMethod(nameof(Describe), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;

    private static Kind Describe<TRule>()
        where TRule : ScoringRule, IRuleKind<TRule> => new(typeof(TRule), TRule.JsonName, TRule.Read);

    private sealed record Kind(Type Type, string JsonName, Func<RulePart, ScoringRule?> Read);
}

/// <summary>A rule in a scheme file, with what its indicator says around it.</summary>
/// <param name="MaxPoints">分值; null where it is itself faulty.</param>
/// <param name="Criteria">评分标准, in which every clause must stand.</param>
internal sealed record RulePart(JsonPart Json, decimal? MaxPoints, string? Criteria)
{
    /// <summary>The required words of 评分标准 under that name, here or in a part of the rule.</summary>
    public string Clause(JsonPart json, string name)
    {
        if (json.Text(name) is not { } clause)
        {
            return "";
        }

        if (Criteria is { } criteria && !Verbatim.Contains(criteria, clause))
        {
            json.Fault(name, $"“{clause}”不在评分标准中；条文须照录评分标准“{criteria}”里的文字");
        }

        return clause;
    }
}
