using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EvaluationPortal.Core.Scoring;

/// <summary>
/// Observations as JSON, the same in storage, API, import and command line. Writing gives one canonical text for equal
/// observations (fixed order, no blanks, no trailing zeros, Chinese unescaped), independent of any library's escaping, as
/// hashes are taken of it. Reading never throws.
/// </summary>
public static partial class ObservationJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>The canonical text.</summary>
    public static string Write(Observation observation)
    {
        var json = new StringBuilder();
        switch (observation)
        {
            case Level level:
                json.Append("{\"level\":").Append(level.Ordinal.ToString(CultureInfo.InvariantCulture)).Append('}');
                break;
            case Findings findings:
                json.Append("{\"findings\":[");
                foreach (var (index, finding) in findings.List.Index())
                {
                    Append(index == 0 ? json : json.Append(','), finding);
                }

                json.Append("]}");
                break;
            case Mark mark:
                json.Append("{\"raw\":").Append(Number(mark.Raw)).Append(",\"full\":").Append(Number(mark.Full));
                Append(json, mark.Lost).Append('}');
                break;
            case Judged judged:
                json.Append("{\"points\":").Append(Number(judged.Points));
                Append(Append(json, "reason", judged.Reason), judged.Ratings).Append('}');
                break;
            case DoesNotApply not:
                json.Append("{\"notApplicable\":");
                AppendText(json, not.Reason).Append('}');
                break;
            default:
                throw new System.Diagnostics.UnreachableException(observation.GetType().Name);
        }

        return json.ToString();
    }

    /// <summary>Reads the text of one observation; <c>{}</c> is none (pending).</summary>
    public static ObservationReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new(null, "认定情况不是合法的JSON");
        }
        catch (ArgumentException)
        {
            return new(null, "认定情况含有无法识别的字符");
        }
    }

    /// <summary>Reads the facts of an object; the properties named <paramref name="besides"/> belong to others.</summary>
    public static ObservationReading Read(JsonElement json, params ReadOnlySpan<string> besides)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return new(null, "认定情况应为一个对象{…}");
        }

        try
        {
            var facts = new JsonFacts(json, besides);
            var observation = Observed(facts);
            return facts.Fault is { } fault ? new(null, fault) : new(observation, null);
        }
        catch (InvalidOperationException)
        {
            return new(null, "认定情况含有无法识别的字符");
        }
    }

    private static Observation? Observed(JsonFacts facts) => facts.Kind("level", "findings,knockout", "raw,full,lost", "points,reason,ratings", "notApplicable") switch
    {
        "level" => new Level(facts.Count("level", MostCount)),
        "findings,knockout" => facts.Element("findings") is { ValueKind: JsonValueKind.Array } list
            ? Listed(list, facts)
            : Findings.OfCount(facts.Count("findings", MostCount, required: !facts.Flag("knockout", false)), facts.Flag("knockout", false)),
        "raw,full,lost" => new Mark(facts.Number("raw"), facts.Number("full")) { Lost = Lost(facts) },
        "points,reason,ratings" => Judged(facts),
        "notApplicable" => facts.Text("notApplicable", required: true) is { } reason ? new DoesNotApply(reason) : null,
        _ => null,
    };

    private const int MostCount = 999;

    private static Findings Listed(JsonElement list, JsonFacts facts)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var ids = new HashSet<int>();
        if (facts.Flag("knockout", false))
        {
            facts.Say("findings为清单时，knockout写在各条问题里");
        }

        foreach (var json in list.EnumerateArray().TakeWhile(_ => facts.Fault is null))
        {
            var finding = json.ValueKind == JsonValueKind.Object ? Found(new JsonFacts(json, []), findings.Count + 1, facts) : null;
            if (finding is null)
            {
                facts.Say("findings中的每条问题应为一个对象{…}");
            }
            else if (!ids.Add(finding.Id) || findings.Count == MostCount)
            {
                facts.Say(findings.Count == MostCount ? $"问题不能超过{MostCount}条" : $"问题编号{finding.Id}重复");
            }
            else
            {
                findings.Add(finding);
            }
        }

        return new Findings(findings.ToImmutable());
    }

    private static Finding? Found(JsonFacts json, int place, JsonFacts whole)
    {
        json.Kind("id,what,where,when,foundBy,confirmed,knockout,item,sameAs,mended,record,file,files");
        var id = json.Element("id") is null ? place : json.Count("id", int.MaxValue);
        var finding = new Finding(id, json.Text("what") ?? "")
        {
            Where = json.Text("where"),
            When = json.Day("when"),
            FoundBy = json.Text("foundBy"),
            Confirmed = json.Flag("confirmed", true),
            KnockOut = json.Flag("knockout", false),
            Item = json.Text("item"),
            SameAs = json.Element("sameAs") is null ? null : json.Count("sameAs", int.MaxValue),
            Mended = json.Day("mended"),
            Record = json.Id("record"),
            Files = json.Ids("file", "files"),
        };
        if (id < 1)
        {
            json.Say("id应为正整数");
        }

        if (json.Fault is { } fault)
        {
            whole.Say($"第{place}条问题：{fault}");
        }

        return finding;
    }

    private static void Append(StringBuilder json, Finding finding)
    {
        json.Append("{\"id\":").Append(finding.Id.ToString(CultureInfo.InvariantCulture));
        Append(json, "what", finding.What);
        Append(json, "where", finding.Where);
        Append(json, "when", finding.When?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Append(json, "foundBy", finding.FoundBy);
        json.Append(finding.Confirmed ? "" : ",\"confirmed\":false").Append(finding.KnockOut ? ",\"knockout\":true" : "");
        Append(json, "item", finding.Item);
        json.Append(finding.SameAs is { } same ? $",\"sameAs\":{same.ToString(CultureInfo.InvariantCulture)}" : "");
        Append(json, "mended", finding.Mended?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Append(json, "record", finding.Record?.ToString());
        // One alone as it was written before there could be several: equal findings have one text.
        if (finding.Files.All is [var alone]) Append(json, "file", alone.ToString());
        else if (finding.Files.All is { IsEmpty: false } files) json.Append(",\"files\":[\"").AppendJoin("\",\"", files).Append("\"]");
        json.Append('}');
    }

    private static StringBuilder Append(StringBuilder json, string name, string? text) =>
        string.IsNullOrEmpty(text) ? json : AppendText(json.Append(",\"").Append(name).Append("\":"), text);

    private static StringBuilder AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var lone = char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]));
            if (c < ' ' || lone)
            {
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                json.Append(c is '"' or '\\' ? "\\" : "").Append(c);
            }
        }

        return json.Append('"');
    }

    private static string Number(decimal value) => value.ToString(value == 0 ? "0" : "0.####", CultureInfo.InvariantCulture);
}

/// <summary>What reading gave: an observation, none (pending), or a fault in Chinese.</summary>
public sealed record ObservationReading(Observation? Observation, string? Fault);
