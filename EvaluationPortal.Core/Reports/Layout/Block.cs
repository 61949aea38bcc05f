using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>A piece of the document that stands whole on a page, or can be split where it says so.</summary>
public abstract record Block
{
    /// <summary>Height in points, without <see cref="SpaceBefore"/>.</summary>
    public abstract double Height { get; }

    /// <summary>The least room its first part needs; its height where it cannot be split.</summary>
    public virtual double LeastHeight => Height;

    /// <summary>White space above it; falls away at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>Never the last on a page: headings.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>The table head to repeat above it on every page.</summary>
    public Block? Head { get; init; }

    /// <summary>Two parts, the first at most <paramref name="room"/> high; null where it cannot be split so.</summary>
    public virtual (Block First, Block Last)? Split(double room) => null;

    /// <summary>Draws it with its upper edge at <paramref name="top"/>.</summary>
    public abstract void Draw(ImmutableArray<Drawn>.Builder page, double top);
}
