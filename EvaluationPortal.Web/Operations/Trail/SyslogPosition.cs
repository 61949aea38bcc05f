using System.Globalization;

namespace EvaluationPortal.Web.Operations.Trail;

/// <summary>How far the trail is forwarded: number and hash of the last entry that arrived, in a file of their own.</summary>
public sealed class SyslogPosition(string file)
{
    public const string FileName = "syslog-position.txt";

    /// <summary>The last entry that arrived; 0 before the first, or where the file cannot be made sense of.</summary>
    public (long Sequence, string Hash) Read() =>
        File.Exists(file) && File.ReadAllText(file).Trim().Split(' ') is [var number, var hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (sequence, hash)
            : (0, "");

    /// <summary>Under another name first: the file is always whole.</summary>
    public void Write(long sequence, string hash)
    {
        var half = file + ".tmp";
        File.WriteAllText(half, string.Create(CultureInfo.InvariantCulture, $"{sequence} {hash}\n"));
        File.Move(half, file, overwrite: true);
    }
}
