using System.Collections.Immutable;

namespace EvaluationPortal.Core.Scoring;

/// <summary>One finding (问题): what, where, when, found by whom.</summary>
/// <param name="Id">Positive, unique within its observation.</param>
/// <param name="What">The description; empty while it is 待补充说明.</param>
public sealed record Finding(int Id, string What)
{
    /// <summary>URL or place.</summary>
    public string? Where { get; init; }

    /// <summary>The day it was found.</summary>
    public DateOnly? When { get; init; }

    /// <summary>发现人或来源: the finder, or where it is known from.</summary>
    public string? FoundBy { get; init; }

    /// <summary>Only confirmed findings take points off.</summary>
    public bool Confirmed { get; init; } = true;

    /// <summary>A 不得分情形: the whole indicator scores zero, whatever the other findings are.</summary>
    public bool KnockOut { get; init; }

    /// <summary>The named item of the rule that is missing (8.1), where the rule names items.</summary>
    public string? Item { get; init; }

    /// <summary>合并计数: id of the finding that tells of the same fact, perhaps from another source. Both stay as they were written and count once.</summary>
    public int? SameAs { get; init; }

    /// <summary>整改销号: the day it was checked off, in a cycle where mending restores points; it takes none off any more.</summary>
    public DateOnly? Mended { get; init; }

    /// <summary>The 日常记录 it was drawn from; null for one found otherwise.</summary>
    public Guid? Record { get; init; }

    /// <summary>截图或文件: of the files of whoever assesses the cell.</summary>
    public Attached<Guid> Files { get; init; }

    /// <summary>Says what was found; false while only a count was typed.</summary>
    public bool IsDescribed => What.Length > 0 || Item is not null || KnockOut;
}

/// <summary>One fact, told by one finding or by several that were merged (合并计数): counted once, with all their texts and sources.</summary>
/// <param name="Finding">The one that the others were merged into; its id names the fact.</param>
/// <param name="Same">The others.</param>
public sealed record FoundFact(Finding Finding, ImmutableArray<Finding> Same)
{
    /// <summary>Confirmed by one is confirmed: merging gives no points back.</summary>
    public bool Confirmed => Finding.Confirmed || Same.Any(f => f.Confirmed);

    /// <summary>Whether any confirmed one of them is a 不得分情形, which no mending lifts.</summary>
    public bool KnocksOut => Finding is { KnockOut: true, Confirmed: true } || Same.Any(f => f is { KnockOut: true, Confirmed: true });

    /// <summary>Takes points off: confirmed, and not mended since.</summary>
    public bool Counts => Confirmed && (KnocksOut || Finding.Mended is null);

    /// <summary>Only a count was typed, and nothing hangs on it.</summary>
    internal bool IsSpare => Counts && !KnocksOut && Same.IsEmpty && !Finding.IsDescribed;

    public bool Equals(FoundFact? other) => other is not null && Finding == other.Finding && Same.AsSpan().SequenceEqual(other.Same.AsSpan());

    public override int GetHashCode() => Finding.GetHashCode();
}
