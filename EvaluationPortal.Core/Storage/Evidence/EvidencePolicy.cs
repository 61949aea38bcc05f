namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>How much evidence is taken, and what has to be known of it before; the section <c>Evidence</c> of the settings.</summary>
/// <param name="MostBytes">Longest file.</param>
/// <param name="MostBytesOfUnit">What one unit may have in a cycle, of each source; removed files do not count.</param>
/// <param name="Clamd">The virus scanner asked about every file; null for none.</param>
/// <param name="AcceptsUnscanned">A file is taken, and its entry says so, while the scanner does not answer.</param>
public sealed record EvidencePolicy(long MostBytes, long MostBytesOfUnit, ClamdAddress? Clamd = null, bool AcceptsUnscanned = false)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>What holds where the settings are silent.</summary>
    public static EvidencePolicy Default { get; } = OfMegabytes(20, 500);

    public static EvidencePolicy OfMegabytes(int aFile, int aUnit) => new((long)aFile * Megabyte, (long)aUnit * Megabyte);

    /// <summary>20 MB.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1000 => $"{bytes}字节",
        < Megabyte => $"{bytes / 1024m:0.#} KB",
        _ => $"{bytes / (decimal)Megabyte:0.#} MB",
    };
}
