using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Storage;

/// <summary>A file that was read in. Not itself on the trail: what it changes is, cell by cell, with the batch's id.</summary>
public sealed class ImportRow
{
    public required Guid Id { get; set; }
    public required string Cycle { get; set; }
    public required ImportKind Kind { get; set; }
    public required string FileName { get; set; }
    public required string Sha256 { get; set; }
    public required string By { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary><see cref="ImportReading"/> as <see cref="StoredImports"/> writes it.</summary>
    public required string Reading { get; set; }

    /// <summary><see cref="ImportStanding"/> as <see cref="StoredImports"/> writes it.</summary>
    public required string Standing { get; set; }

    /// <summary>The unit whose self-report it fills; null for scores.</summary>
    public string? Unit { get; set; }

    /// <summary>1, 2, 3 ..., of this row alone.</summary>
    public required long Version { get; set; }
}
