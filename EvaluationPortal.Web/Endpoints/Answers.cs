using Microsoft.Net.Http.Headers;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>What downloads share: refusals in one sentence, file names, and who asks from where.</summary>
public static class Answers
{
    /// <summary>A sentence with a status.</summary>
    public static IResult Said(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);

    /// <summary>A file under its name, Chinese or not.</summary>
    /// <param name="how"><c>inline</c> or <c>attachment</c>.</param>
    public static ContentDispositionHeaderValue FileNamed(string how, string name)
    {
        var disposition = new ContentDispositionHeaderValue(how);
        disposition.SetHttpFileName(name);
        return disposition;
    }

    /// <summary>The client's network address for the trail; null where the connection has none.</summary>
    public static string? ClientAddress(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>Whether the browser has the file already, so that the answer hands nothing out. Files that are noted have no parts: one could be fetched unseen.</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag)
    {
        var headers = request.GetTypedHeaders();
        return headers.IfMatch.Count == 0 && headers.IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
