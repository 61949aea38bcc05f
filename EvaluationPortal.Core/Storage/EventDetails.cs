using System.Text.Json;
using System.Text.Json.Serialization;

namespace EvaluationPortal.Core.Storage;

/// <summary>What an entry says that tells what somebody did, beside who and when. Small, and stored as JSON without what is null.</summary>
/// <param name="Address">Network address of the client, where known.</param>
/// <param name="Tried">Whom a refused sign-in asked for.</param>
/// <param name="Cards">Number of report cards.</param>
/// <param name="Account">Account of the operating system that ran the command.</param>
/// <param name="Filter">What an export of the trail was limited to, as in the page's address.</param>
/// <param name="Method">How a session began: <c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id.</param>
/// <param name="Login">The login name, or the identity at a provider.</param>
/// <param name="File">Name of a file of evidence.</param>
/// <param name="Evidence">Id of it.</param>
/// <param name="Scheme">Digest of an adopted table.</param>
/// <param name="Table">Name of an adopted table.</param>
/// <param name="Filed">Number of the version of a self-report that it is about.</param>
/// <param name="Unlisted">Refused sign-ins just before that were too many to have entries of their own.</param>
public sealed record EventDetails(
    string? Address = null, string? Tried = null, int? Cards = null, string? Account = null, string? Filter = null, int? Unlisted = null,
    string? Method = null, string? Login = null, string? File = null, Guid? Evidence = null, string? Scheme = null, string? Table = null, int? Filed = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>The details of a stored entry; empty where the text is none.</summary>
    public static EventDetails Read(string? stored)
    {
        try
        {
            return stored is null ? new() : JsonSerializer.Deserialize<EventDetails>(stored, Options) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
