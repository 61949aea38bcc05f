using System.Globalization;
using System.Text;

namespace EvaluationPortal.Core.Storage;

/// <summary>The head of the trail as it was at one moment, kept outside the database.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Hash">Hash of the entry; null where the line cannot be read.</param>
public sealed record AuditAnchor(int Line, long Sequence, string? Hash);

/// <summary>
/// The anchor file beside the database: one line a head, <c>time sequence hash</c>. Whoever makes the whole trail anew, hashes and
/// all, must make this file anew too; a copy of it kept elsewhere shows that.
/// </summary>
public sealed class AuditAnchors(string file)
{
    public const string FileName = "audit-anchors.txt";

    /// <summary>Appends the head, unless the last line names it already; waits for the disk.</summary>
    /// <param name="at">UTC.</param>
    public void Append(AuditHead head, DateTime at)
    {
        if (head.Sequence == 0) return;
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (Parse(whole) is [.., var last] && last.Sequence == head.Sequence && last.Hash == head.Hash) return;
        // Half a line is what a power cut left of the last one.
        stream.SetLength(Encoding.UTF8.GetByteCount(whole));
        stream.Seek(0, SeekOrigin.End);
        stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd'T'HH:mm:ss'Z'} {head.Sequence} {head.Hash}\n")));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The anchors in the order of the file; none where there is no file.</summary>
    public IReadOnlyList<AuditAnchor> Read()
    {
        if (!File.Exists(file)) return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        return Parse(text[..(text.LastIndexOf('\n') + 1)]);
    }

    private static List<AuditAnchor> Parse(string text) =>
        [.. text.Split('\n')[..^1].Select((line, at) => line.TrimEnd('\r').Split(' ') is [_, var sequence, { Length: 64 } hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new AuditAnchor(at + 1, number, hash) : new AuditAnchor(at + 1, 0, null))];
}
