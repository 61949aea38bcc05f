namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>What an inspection of a file found: taken, or refused with what to do.</summary>
public abstract record Inspected
{
    private Inspected() { }

    /// <summary>A file of that kind, with nothing in it that acts by itself.</summary>
    public sealed record Taken(FileKind Kind) : Inspected;

    /// <summary>Not taken.</summary>
    /// <param name="Why">The Chinese sentence: what it is, and what to do.</param>
    public sealed record Refused(string Why) : Inspected;

    internal static Inspected Of(FileKind kind) => new Taken(kind);

    internal static Inspected No(string why) => new Refused(why);
}
