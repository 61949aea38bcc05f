namespace EvaluationPortal.Core.Storage;

/// <summary>What is wrong with the trail, or with a row that the trail tells otherwise.</summary>
public enum AuditFaultKind
{
    /// <summary>A column was changed after it was written.</summary>
    Altered = 0,

    /// <summary>An entry is gone from between others.</summary>
    Missing = 1,

    /// <summary>An entry stands there that the ledger did not write.</summary>
    Inserted = 2,

    /// <summary>An entry stands where another one did.</summary>
    OutOfOrder = 3,

    /// <summary>Entries at the end are gone.</summary>
    Truncated = 4,

    /// <summary>The head is not that of the last entry.</summary>
    HeadAltered = 5,

    /// <summary>A row is not what its last entry says.</summary>
    RowDiffers = 6,

    /// <summary>An anchor kept beside the database tells the trail otherwise.</summary>
    AnchorDiffers = 7,

    /// <summary>All is in order, but the triggers that keep it so are gone.</summary>
    Unprotected = 8,
}

/// <summary>The first fault of a trail.</summary>
/// <param name="Sequence">The entry it is about.</param>
/// <param name="What">One Chinese sentence.</param>
public sealed record AuditFault(AuditFaultKind Kind, long Sequence, string What);

/// <summary>
/// Follows the trail entry by entry: numbers from 1 without a gap, each with the hash of the one before and with the hash that its
/// own columns call for.
/// </summary>
internal sealed class AuditChain
{
    /// <summary>The last entry that was in order; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its hash.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The entry joins on, or what is wrong.</summary>
    public AuditFault? Join(AuditEntry entry)
    {
        var expected = Sequence + 1;
        if (entry.Sequence > expected) return new(AuditFaultKind.Missing, expected, $"第{expected}条缺失（其后是第{entry.Sequence}条）。");
        if (entry.Sequence < expected) return new(AuditFaultKind.Inserted, entry.Sequence, $"第{entry.Sequence}条不是门户写入的：编号应从1起。");
        if (entry.ComputeHash() != entry.Hash) return Mismatch(entry);
        if (entry.PreviousHash != Hash)
        {
            return Sequence == 0
                ? new(AuditFaultKind.Missing, 1, "第1条之前的条目缺失，或第1条被替换。")
                : new(AuditFaultKind.Altered, Sequence, $"第{Sequence}条被整条替换：第{expected}条所记的前一条哈希与它不符。");
        }
        (Sequence, Hash) = (entry.Sequence, entry.Hash);
        return null;
    }

    /// <summary>The head says that the last entry was the last, or what is wrong.</summary>
    public AuditFault? End(AuditHead? head) => head switch
    {
        null => new(AuditFaultKind.HeadAltered, Sequence, $"账首缺失：第{Sequence}条之后是否被截去，无法确认。"),
        _ when head.Sequence > Sequence => new(AuditFaultKind.Truncated, Sequence + 1, $"第{Sequence + 1}条至第{head.Sequence}条缺失：末尾被截去。"),
        _ when head.Sequence < Sequence => new(AuditFaultKind.Inserted, head.Sequence + 1, $"第{head.Sequence + 1}条不是门户写入的：账首只到第{head.Sequence}条。"),
        _ when head.Hash != Hash => new(AuditFaultKind.HeadAltered, Sequence, $"账首的哈希与第{Sequence}条不符：账首被改动，或最后一条被整条替换。"),
        _ => null,
    };

    /// <summary>An entry whose hash is right under another number was moved; otherwise it was altered.</summary>
    private static AuditFault Mismatch(AuditEntry entry)
    {
        var here = entry.Sequence;
        // An entry is moved by at most as many places as there are entries; the search is made once, for the first fault only.
        for (var distance = 1L; distance <= MostPlaces; distance++)
        {
            if (WasWrittenAs(entry, here + distance)) return new(AuditFaultKind.OutOfOrder, here, $"第{here}条原是第{here + distance}条：次序被调换，或它前面有条目被删去后重新编号。");
            if (here - distance >= 1 && WasWrittenAs(entry, here - distance))
            {
                return new(AuditFaultKind.Inserted, here - distance, $"第{here - distance}条不是门户写入的：它后面的条目被重新编号（第{here}条原是第{here - distance}条）。");
            }
        }
        return new(AuditFaultKind.Altered, here, $"第{here}条被改动：内容与它的哈希不符。");
    }

    private const int MostPlaces = 100_000;

    private static bool WasWrittenAs(AuditEntry entry, long sequence)
    {
        var here = entry.Sequence;
        entry.Sequence = sequence;
        var hash = entry.ComputeHash();
        entry.Sequence = here;
        return hash == entry.Hash;
    }
}
