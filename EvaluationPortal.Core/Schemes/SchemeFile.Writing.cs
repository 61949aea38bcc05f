using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes;

public static partial class SchemeFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes a scheme so that <see cref="Read"/> gives it back, with the digest of the new bytes.</summary>
    public static byte[] Write(Scheme scheme)
    {
        var json = new JsonObject { ["$schema"] = "scheme.schema.json", ["code"] = scheme.Code, ["name"] = scheme.Name };
        if (scheme.Previous is { } previous)
        {
            json["previous"] = previous;
        }

        json["totals"] = Policies.Single(pair => pair.Policy == scheme.Totals).Word;
        json["unitKinds"] = new JsonArray([.. scheme.UnitKinds.Select(WriteKind)]);
        json["sections"] = new JsonArray([.. scheme.Sections.Select(WriteSection)]);
        return [.. JsonSerializer.SerializeToUtf8Bytes(json, Readable), (byte)'\n'];
    }

    private static JsonObject WriteKind(UnitKind kind)
    {
        var json = new JsonObject { ["name"] = kind.Name };
        if (!kind.OtherNames.IsEmpty)
        {
            json["otherNames"] = List(kind.OtherNames);
        }

        return json;
    }

    private static JsonObject WriteSection(Section section) => new()
    {
        ["name"] = section.Name,
        ["weight"] = section.Weight,
        ["indicators"] = new JsonArray([.. section.Indicators.Select(WriteIndicator)]),
    };

    private static JsonObject WriteIndicator(Indicator indicator)
    {
        var json = new JsonObject
        {
            ["code"] = indicator.Code.Value,
            ["name"] = indicator.Name,
            ["shortName"] = indicator.ShortName,
            ["content"] = indicator.Content,
            ["criteria"] = indicator.Criteria,
            ["points"] = indicator.MaxPoints,
            ["filing"] = indicator.Filing,
            ["method"] = indicator.Method,
            ["assessor"] = Assessors.Single(pair => pair.Source == indicator.Assessor).Word,
            ["assessorName"] = indicator.AssessorName,
        };
        if (!indicator.AppliesTo.IsEmpty)
        {
            json["appliesTo"] = List(indicator.AppliesTo);
        }

        if (indicator.Continues is { } continued)
        {
            json["continues"] = continued.Value;
        }

        json["zeroReport"] = ZeroReports.Single(pair => pair.Meaning == indicator.ZeroReport).Word;
        json["mayBeNotApplicable"] = indicator.MayBeNotApplicable;
        json["rule"] = RuleKinds.Write(indicator.Rule);
        return json;
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
