using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>A row of evidence as the trail tells it.</summary>
/// <param name="Sha256">Of the content.</param>
/// <param name="Kind">Code of its <see cref="FileKind"/>.</param>
/// <param name="About">What it shows; left out where that is an assessment.</param>
public sealed record StoredEvidence(Guid Id, string Name, string Sha256, long Bytes, string Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] EvidenceAbout About = EvidenceAbout.Assessment)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>The text of the trail.</summary>
    public static string Write(EvidenceRow row) => JsonSerializer.Serialize(new StoredEvidence(row.Id, row.Name, row.Sha256, row.Bytes, row.Kind, row.About), Options);

    /// <summary>From the text on the trail; null where there is none or it cannot be read.</summary>
    public static StoredEvidence? Find(string? stored)
    {
        try
        {
            return stored is null ? null : JsonSerializer.Deserialize<StoredEvidence>(stored, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
