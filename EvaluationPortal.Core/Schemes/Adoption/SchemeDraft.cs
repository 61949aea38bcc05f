using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// A proposed scheme with what somebody typed over it, field by field: <c>1.1/points</c>, <c>section1/name</c>, <c>name</c>, and
/// <c>1.1/confirmed</c> for what was looked at. The proposal and the fields together are the draft; nothing else needs keeping.
/// </summary>
public sealed class SchemeDraft
{
    private const string ConfirmedField = "confirmed";
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
    private readonly ProposedScheme proposed;
    private readonly Dictionary<string, string> typed = new(StringComparer.Ordinal);
    private readonly JsonObject file;

    public SchemeDraft(ProposedScheme proposed)
    {
        this.proposed = proposed;
        file = JsonNode.Parse(SchemeFile.Write(proposed.Scheme))!.AsObject();
        Check();
    }

    /// <summary>As it stands, with faults or without.</summary>
    public Scheme Scheme { get; private set; } = null!;

    /// <summary>What the checker says of it; empty where it may be adopted.</summary>
    public ImmutableArray<Fault> Faults { get; private set; }

    /// <summary>The file that would be adopted.</summary>
    public byte[] File { get; private set; } = [];

    /// <summary>The indicators in the order they are to be looked at: those with doubts first. Does not change while one looks.</summary>
    public IEnumerable<IndicatorCode> Order => proposed.Scheme.Indicators.Select(indicator => indicator.Code).OrderBy(code => proposed.DoubtsAbout(code).IsEmpty ? 1 : 0);

    /// <summary>Doubts about the table as a whole.</summary>
    public ImmutableArray<string> General => proposed.General;

    /// <summary>Something was typed over what was proposed.</summary>
    public bool IsEdited => typed.Count > 0;

    /// <summary>Indicators with doubts that nobody has confirmed.</summary>
    public int OpenDoubts => proposed.Doubts.Keys.Count(code => !DoubtsAbout(code).IsEmpty);

    /// <summary>What is still doubted of an indicator.</summary>
    public ImmutableArray<string> DoubtsAbout(IndicatorCode code) => typed.GetValueOrDefault(Field(code, ConfirmedField)) == "true" ? [] : proposed.DoubtsAbout(code);

    /// <summary>What the checker says of one indicator.</summary>
    public IEnumerable<Fault> FaultsOf(IndicatorCode code)
    {
        var (section, place) = Place(code);
        var pointer = $"/sections/{section}/indicators/{place}";
        return Faults.Where(fault => fault.Pointer == pointer || fault.Pointer.StartsWith(pointer + "/", StringComparison.Ordinal));
    }

    /// <summary>What the checker says of the table as a whole and of its sections.</summary>
    public IEnumerable<Fault> FaultsOfTable => Faults.Where(fault => !fault.Pointer.Contains("/indicators/", StringComparison.Ordinal));

    /// <summary>The name of an indicator's field in the draft.</summary>
    public static string Field(IndicatorCode code, string name) => $"{code}/{name}";

    /// <summary>The name under which it is kept that an indicator's doubts were looked at.</summary>
    public static string Confirmed(IndicatorCode code) => Field(code, ConfirmedField);

    /// <summary>The name of a section's field in the draft.</summary>
    /// <param name="number">From 1.</param>
    public static string SectionField(int number, string name) => string.Create(CultureInfo.InvariantCulture, $"section{number}/{name}");

    /// <summary>The fields of an indicator as they stand.</summary>
    public ImmutableDictionary<string, string> FieldsOf(IndicatorCode code)
    {
        var (section, place) = Place(code);
        var prefix = Field(code, "");
        return SchemeFields.Of(file["sections"]![section]!["indicators"]![place]!.AsObject())
            .SetItems(typed.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[prefix.Length..], field.Value)));
    }

    /// <summary>Takes over what was typed; fields that no form of this has are ignored.</summary>
    public void Take(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name is "name" or "code" or "previous" || name.Contains('/', StringComparison.Ordinal)) typed[name] = value;
        }

        Check();
    }

    private void Check()
    {
        var json = file.DeepClone().AsObject();
        foreach (var name in (string[])["name", "code", "previous"])
        {
            if (typed.TryGetValue(name, out var value)) Put(json, name, PlanText.Of(value));
        }

        foreach (var (at, node) in json["sections"]!.AsArray().Index())
        {
            var section = node!.AsObject();
            if (typed.TryGetValue(SectionField(at + 1, "name"), out var name)) Put(section, "name", PlanText.Of(name));
            if (typed.TryGetValue(SectionField(at + 1, "weight"), out var weight)) section["weight"] = decimal.TryParse(PlanText.Plain(weight), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : weight;
            var indicators = section["indicators"]!.AsArray();
            for (var place = 0; place < indicators.Count; place++)
            {
                var code = indicators[place]!["code"]!.GetValue<string>();
                if (typed.Keys.Any(field => field.StartsWith($"{code}/", StringComparison.Ordinal))) indicators[place] = SchemeFields.Write(code, FieldsOf(new(code)));
            }
        }

        // Written once more by the scheme's own writer where it is whole, so that the same table has the same digest.
        var reading = SchemeFile.ReadUnfinished(JsonSerializer.SerializeToUtf8Bytes(json, Readable));
        Scheme = reading.Scheme ?? proposed.Scheme;
        Faults = reading.Faults;
        File = Faults.IsEmpty ? SchemeFile.Write(Scheme) : [];
    }

    private static void Put(JsonObject json, string name, string text)
    {
        if (text.Length > 0) json[name] = text;
        else json.Remove(name);
    }

    private (int Section, int Place) Place(IndicatorCode code)
    {
        foreach (var (at, section) in proposed.Scheme.Sections.Index())
        {
            var place = section.Indicators.IndexOf(section.Indicators.FirstOrDefault(indicator => indicator.Code == code)!);
            if (place >= 0) return (at, place);
        }

        throw new ArgumentException($"no indicator {code} in this draft", nameof(code));
    }
}
