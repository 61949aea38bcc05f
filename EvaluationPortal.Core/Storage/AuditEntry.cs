using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, PreviousHash);
        Add(hash, Sequence);
        Add(hash, new DateTimeOffset(DateTime.SpecifyKind(At, DateTimeKind.Utc)).ToUnixTimeMilliseconds());
        Add(hash, By);
        Add(hash, Kind);
        Add(hash, Cycle);
        Add(hash, Unit);
        Add(hash, Indicator);
        Add(hash, Source is { } source ? (long)source : -1);
        Add(hash, EditId?.ToString("N"));
        Add(hash, Batch?.ToString("N"));
        Add(hash, Before);
        Add(hash, After);
        Add(hash, Reason);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

/// <summary>The kinds of entries there are.</summary>
public static class AuditKinds
{
    /// <summary>A cycle was made; after: the cycle with its table's digest and its units.</summary>
    public const string CycleOpened = "cycle-opened";

    /// <summary>A cycle's stage, table, settings or units changed; before and after as for <see cref="CycleOpened"/>.</summary>
    public const string CycleChanged = "cycle-changed";

    /// <summary>An assessment was written; before and after: observations, null for none.</summary>
    public const string Assessed = "assessed";
}
