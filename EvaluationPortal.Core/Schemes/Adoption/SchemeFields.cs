using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// An indicator of a scheme file as fields that a form has and a browser keeps: names and texts. What is typed into them goes back
/// into the file as it is, so that the checker of scheme files says what is wrong with it.
/// </summary>
public static class SchemeFields
{
    /// <summary>Most levels of a rule that a form shows.</summary>
    public const int MostLevels = 8;

    private static readonly string[] Texts = ["name", "shortName", "content", "criteria", "filing", "method", "assessor", "assessorName", "zeroReport", "continues"];

    /// <summary>The properties of each kind of rule: texts, numbers, lists with one entry a line, and flags.</summary>
    private static readonly Dictionary<string, (string[] Texts, string[] Numbers, string[] Lists, string[] Flags)> Rules = new(StringComparer.Ordinal)
    {
        ["tiers"] = ([], [], [], []),
        ["deduction"] = (["found", "none", "clause", "fullClause"], ["pointsPerFinding", "floor", "cap"], ["items"], []),
        ["conversion"] = (["clause", "givenBy"], [], [], []),
        ["judgement"] = (["clause"], ["step"], ["elements"], ["openEnded"]),
    };

    /// <summary>The kinds of rules as a file names them.</summary>
    public static IEnumerable<string> Kinds => Rules.Keys;

    /// <summary>The fields of an indicator of the file.</summary>
    public static ImmutableDictionary<string, string> Of(JsonObject indicator)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in Texts) fields[name] = Text(indicator[name]);
        fields["points"] = Text(indicator["points"]);
        fields["appliesTo"] = Joined(indicator["appliesTo"], "、");
        fields["mayBeNotApplicable"] = Text(indicator["mayBeNotApplicable"]);
        if (indicator["rule"] is not JsonObject rule) return fields.ToImmutable();
        fields["kind"] = Text(rule["kind"]);
        foreach (var name in rule.Select(property => property.Key).Where(name => name is not ("kind" or "levels" or "knockOut"))) fields[name] = rule[name] is JsonArray ? Joined(rule[name], "\n") : Text(rule[name]);
        foreach (var (at, level) in (rule["levels"] as JsonArray ?? []).Index())
        {
            foreach (var name in (string[])["points", "label", "clause"]) fields[Level(at + 1, name)] = Text(level?[name]);
        }

        foreach (var name in (string[])["label", "clause"]) fields[$"knockOut.{name}"] = Text(rule["knockOut"]?[name]);
        return fields.ToImmutable();
    }

    /// <summary>The field of a level.</summary>
    /// <param name="ordinal">From 1.</param>
    /// <param name="name"><c>points</c>, <c>label</c> or <c>clause</c>.</param>
    public static string Level(int ordinal, string name) => string.Create(CultureInfo.InvariantCulture, $"level{ordinal}.{name}");

    /// <summary>The indicator of a file that the fields make; whatever does not fit is left for the checker to find.</summary>
    public static JsonObject Write(string code, IReadOnlyDictionary<string, string> fields)
    {
        string Of(string name) => fields.TryGetValue(name, out var value) ? value : "";
        var json = new JsonObject { ["code"] = code };
        foreach (var name in Texts) Put(json, name, PlanText.Of(Of(name)));
        PutNumber(json, "points", Of("points"));
        PutList(json, "appliesTo", Of("appliesTo").Split('、', '，', ',', ' ', '\n'));
        json["mayBeNotApplicable"] = Of("mayBeNotApplicable") == "true";
        var kind = Of("kind");
        var rule = new JsonObject { ["kind"] = kind };
        if (Rules.TryGetValue(kind, out var known))
        {
            foreach (var name in known.Texts) Put(rule, name, PlanText.Of(Of(name)));
            foreach (var name in known.Numbers) PutNumber(rule, name, Of(name));
            foreach (var name in known.Lists) PutList(rule, name, Of(name).Split('\n'));
            foreach (var name in known.Flags.Where(name => Of(name) == "true")) rule[name] = true;
        }

        if (kind == "tiers") rule["levels"] = new JsonArray([.. Enumerable.Range(1, MostLevels).Select(ordinal => WriteLevel(ordinal, Of)).Where(level => level.Count > 0)]);
        if (kind == "deduction" && Of("knockOut.label").Length + Of("knockOut.clause").Length > 0)
        {
            var knockOut = new JsonObject();
            foreach (var name in (string[])["label", "clause"]) Put(knockOut, name, PlanText.Of(Of($"knockOut.{name}")));
            rule["knockOut"] = knockOut;
        }

        json["rule"] = rule;
        return json;
    }

    private static JsonObject WriteLevel(int ordinal, Func<string, string> of)
    {
        var level = new JsonObject();
        PutNumber(level, "points", of(Level(ordinal, "points")));
        foreach (var name in (string[])["label", "clause"]) Put(level, name, PlanText.Of(of(Level(ordinal, name))));
        return level;
    }

    private static void Put(JsonObject json, string name, string text)
    {
        if (text.Length > 0) json[name] = text;
    }

    private static void PutNumber(JsonObject json, string name, string text)
    {
        var plain = PlanText.Plain(text);
        if (plain.Length > 0) json[name] = decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(plain);
    }

    private static void PutList(JsonObject json, string name, string[] lines)
    {
        var texts = lines.Select(PlanText.Of).Where(text => text.Length > 0).ToList();
        if (texts.Count > 0) json[name] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
    }

    private static string Joined(JsonNode? list, string between) => list is JsonArray array ? string.Join(between, array.Select(Text)) : "";

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";
}
