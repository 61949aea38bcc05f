using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>Every way in which what came over a wire could be read as text, so that nothing hides in a writing.</summary>
internal static partial class Readings
{
    /// <summary>The head and the body in all writings; of a PDF what is printed, of a zip what is in it.</summary>
    public static IReadOnlyList<string> Of(Heard heard)
    {
        List<string> all = [heard.Head, Uri.UnescapeDataString(heard.Head), .. Of(heard.Body)];
        if (heard.Header("Content-Type") is "application/pdf") all.Add(Printed(heard.Body));
        if (heard.Header("Content-Type") is "application/zip") all.AddRange(Unpacked(heard.Body));
        return all;
    }

    private static IEnumerable<string> Of(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        return
        [
            text,
            Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups["code"].Value, 16)).ToString()),
            WebUtility.HtmlDecode(text),
            Uri.UnescapeDataString(text),
            Encoding.Unicode.GetString(body), Encoding.BigEndianUnicode.GetString(body),
            Encoding.Unicode.GetString(body.AsSpan(Math.Min(1, body.Length))), Encoding.BigEndianUnicode.GetString(body.AsSpan(Math.Min(1, body.Length))),
            string.Join('\n', Base64().Matches(text).Select(m => Plain(m.Value))),
        ];
    }

    private static string Plain(string base64)
    {
        var standard = base64.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        if (standard.Length % 4 == 1) standard = standard[..^1];
        return Encoding.UTF8.GetString(Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '=')));
    }

    private static IEnumerable<string> Unpacked(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            var bytes = new MemoryStream();
            content.CopyTo(bytes);
            yield return entry.Name;
            yield return Printed(bytes.ToArray());
        }
    }

    /// <summary>By Poppler, without white space: lines are broken anywhere.</summary>
    private static string Printed(byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"heard-{Guid.NewGuid():N}.pdf");
        try
        {
            File.WriteAllBytes(path, pdf);
            var text = Run("pdftotext", "-raw", path, "-") + Run("pdfinfo", path);
            return string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidDataException($"{tool} exit code {process.ExitCode}");
    }

    [GeneratedRegex(@"\\u(?<code>[0-9A-Fa-f]{4})", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Escape();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{16,}={0,2}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Base64();
}
