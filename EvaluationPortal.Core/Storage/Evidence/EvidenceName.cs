using System.Globalization;
using System.Text;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// Names of uploaded files. Refused are those that try something: paths, control characters, characters that turn the direction of
/// writing, names of devices. Cleaned without a word is what only would not survive another system.
/// </summary>
public static class EvidenceName
{
    /// <summary>Longest name kept, with its extension; in UTF-16 units.</summary>
    public const int MostCharacters = 120;

    private const string Unnamed = "未命名";
    private const string Reserved = ":*?\"<>|";

    /// <summary>Extensions that are dropped because the content is another: those of programs, scripts, pages and archives.</summary>
    private static readonly HashSet<string> Misleading = new(StringComparer.OrdinalIgnoreCase)
    {
        "exe", "com", "scr", "pif", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "jar", "lnk", "reg", "dll", "cpl", "url", "sh", "php", "jsp", "asp", "aspx",
        "htm", "html", "xhtml", "mht", "mhtml", "svg", "xml", "zip", "rar", "7z", "gz", "tar", "docm", "dotm", "xlsm", "xltm", "pptm", "rtf", "txt", "dot", "wpt", "bin", "tmp",
    };

    /// <summary>Why the name is refused; null where it is not.</summary>
    /// <param name="given">As the browser sent it.</param>
    public static string? Fault(string given)
    {
        if (given.AsSpan().ContainsAny('/', '\\') || given.Trim(' ', '.').Length == 0 || (given.Length > 1 && given[1] == ':' && char.IsAsciiLetter(given[0]))) return "文件名中有路径，请只保留文件名，改名后上传。";
        if (given.EnumerateRunes().Any(Hides)) return "文件名中有看不见的控制字符，请改名后上传。";
        var stem = given.Split('.')[0].Trim();
        return IsDevice(stem) ? $"“{stem}”是系统保留的名称，请改名后上传。" : null;
    }

    /// <summary>The name as it is kept, of one that is not refused.</summary>
    /// <param name="kind">What the content is: decides the extension.</param>
    public static string Clean(string given, FileKind kind)
    {
        var name = string.Concat(given.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            .Select(r => r.IsAscii && Reserved.Contains((char)r.Value, StringComparison.Ordinal) ? "_" : r.ToString()));
        name = name.Normalize(NormalizationForm.FormC).Trim(' ', '.');
        var (stem, extension) = Split(name);
        while (Misleading.Contains(extension)) (stem, extension) = Split(stem);
        var isRight = kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
        var isKnown = FileKind.All.Any(k => k.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
        if (!isRight && !isKnown && extension.Length > 0) stem = $"{stem}.{extension}";
        var right = isRight ? extension.ToLowerInvariant() : kind.Extensions[0];
        stem = Shorten(stem.Trim(' ', '.'), MostCharacters - right.Length - 1);
        return $"{(stem.Length == 0 ? Unnamed : stem)}.{right}";
    }

    private static (string Stem, string Extension) Split(string name) => name.LastIndexOf('.') is > 0 and var dot ? (name[..dot].TrimEnd(), name[(dot + 1)..].Trim()) : (name, "");

    private static string Shorten(string stem, int most) =>
        stem.Length <= most ? stem : stem[..(char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most)].TrimEnd();

    private static bool Hides(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFD;

    /// <summary>Windows opens the device whatever the extension.</summary>
    private static bool IsDevice(string stem)
    {
        var name = stem.ToUpperInvariant();
        return name is "CON" or "PRN" or "AUX" or "NUL" or "CLOCK$" or "CONIN$" or "CONOUT$"
            || (name.Length == 4 && (name.StartsWith("COM", StringComparison.Ordinal) || name.StartsWith("LPT", StringComparison.Ordinal)) && name[3] is (>= '0' and <= '9') or '¹' or '²' or '³');
    }
}
