using System.Text;

namespace EvaluationPortal.Core.Reports;

/// <summary>Addresses that may become links.</summary>
public static class SafeLink
{
    /// <summary>The address in ASCII, percent-encoded; null for anything but one absolute http or https address.</summary>
    public static string? Of(string? text)
    {
        if (text is null || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
            return null;
        // What Uri leaves alone is encoded as well: nothing but plain ASCII without brackets or quotes reaches the file.
        var result = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(Host(uri) + uri.PathAndQuery + uri.Fragment))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || "-._~:/?#@!$&'*+,;=%[]".Contains((char)octet, StringComparison.Ordinal))
                result.Append((char)octet);
            else
                result.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    private static string Host(Uri uri) => $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
}
