using System.Collections.Immutable;

namespace EvaluationPortal.Core.Scoring;

/// <summary>附件: the files that something names, in the order they were attached. Equal where they name the same.</summary>
/// <param name="Given">May be left out: none.</param>
public readonly record struct Attached<TFile>(ImmutableArray<TFile> Given) where TFile : IEquatable<TFile>
{
    /// <summary>Most files that one thing names.</summary>
    public const int Most = 50;

    public ImmutableArray<TFile> All => Given.IsDefault ? [] : Given;

    /// <summary>None names a file twice.</summary>
    public Attached<TFile> With(TFile file) => All.Contains(file) ? this : new(All.Add(file));

    public Attached<TFile> Without(TFile file) => new(All.Remove(file));

    public bool Equals(Attached<TFile> other) => All.AsSpan().SequenceEqual(other.All.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var file in All) hash.Add(file);
        return hash.ToHashCode();
    }
}
