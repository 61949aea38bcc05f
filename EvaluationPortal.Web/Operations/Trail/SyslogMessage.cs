using System.Globalization;
using System.Text;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Components.Pages.Audit;

namespace EvaluationPortal.Web.Operations.Trail;

/// <summary>An audit entry as a message of RFC 5424: the columns as structured data, long texts cut, and one Chinese sentence.</summary>
public static class SyslogMessage
{
    /// <summary>Facility 13, log audit.</summary>
    private const int LogAudit = 13;

    private const int Warning = 4;
    private const int Notice = 5;

    /// <summary>Longest value, in UTF-16 units: a whole message stays below 4 KB. The hash tells the whole entry.</summary>
    private const int MostCharacters = 200;

    /// <summary>The number that RFC 5612 sets aside for documentation; receivers go by the name before it.</summary>
    private const string StructuredData = "audit@32473";

    private static readonly string Host = Name(Environment.MachineName, 255);

    public static byte[] Of(AuditLine line)
    {
        var entry = line.Entry;
        var text = new StringBuilder();
        var severity = entry.Kind is AuditKinds.SignInRefused ? Warning : Notice;
        text.Append(CultureInfo.InvariantCulture, $"<{(LogAudit * 8) + severity}>1 {entry.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Host} evaluation-portal {Environment.ProcessId} {Name(entry.Kind, 32)} [{StructuredData}");
        Add(text, "seq", entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(text, "by", entry.By);
        Add(text, "cycle", entry.Cycle);
        Add(text, "unit", entry.Unit);
        Add(text, "indicator", entry.Indicator);
        Add(text, "source", entry.Source?.ToString());
        Add(text, "before", entry.Before);
        Add(text, "after", entry.After);
        Add(text, "reason", entry.Reason);
        Add(text, "previous", entry.PreviousHash);
        Add(text, "hash", entry.Hash);
        // The mark says that the text is UTF-8.
        text.Append("] \uFEFF").Append(OneLine($"{line.Who} {line.What}{(line.Where is { } place ? $" {place}" : "")}"));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is null) return;
        text.Append(' ').Append(name).Append("=\"");
        foreach (var c in OneLine(Cut(value)))
        {
            if (c is '"' or '\\' or ']') text.Append('\\');
            text.Append(c);
        }
        text.Append('"');
    }

    /// <summary>Cut between characters, never within one.</summary>
    private static string Cut(string value) => value.Length <= MostCharacters ? value
        : value[..(char.IsHighSurrogate(value[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)] + "…";

    /// <summary>A receiver that splits its stream at line ends must not find one inside a message.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>Printable ASCII without blanks, as the header wants it.</summary>
    private static string Name(string text, int most) =>
        string.Concat(text.Where(c => c is > ' ' and < '\u007F').Take(most)) is { Length: > 0 } name ? name : "-";
}
