using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Storage;

/// <summary>
/// One entry of the append-only trail: who changed what, when, from what to what, and why. Each carries the hash of the one
/// before, so that none can be altered, taken out, put in or moved without it showing.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3 ... without gaps, in the order of commits.</summary>
    public required long Sequence { get; set; }

    /// <summary>UTC, whole milliseconds.</summary>
    public required DateTime At { get; set; }

    /// <summary>Id of the person.</summary>
    public required string By { get; set; }

    /// <summary>One of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Id of the person it is about; null where it is about none, or about the one who did it.</summary>
    public string? Subject { get; set; }

    public string? Cycle { get; set; }
    public string? Unit { get; set; }
    public string? Indicator { get; set; }
    public Source? Source { get; set; }

    /// <summary>Made in the browser, unique: a repeated edit is known by it.</summary>
    public Guid? EditId { get; set; }

    /// <summary>Edits that were made in one act share it.</summary>
    public Guid? Batch { get; set; }

    /// <summary>The value before, as stored.</summary>
    public string? Before { get; set; }

    /// <summary>The value after, as stored.</summary>
    public string? After { get; set; }

    public string? Reason { get; set; }

    /// <summary>Hash of the entry before; empty for the first.</summary>
    public required string PreviousHash { get; set; }

    /// <summary>Lower-case hexadecimal SHA-256 over all columns above, each prefixed by its length.</summary>
    public required string Hash { get; set; }

    /// <summary>The hash that the columns and the entry before call for.</summary>
    public string ComputeHash() => AuditHash.Of(this);
}
