using System.Collections.Immutable;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>
/// 截止时间 of the cycle: of the units' self-reports and of each assessor's delivery. Open or over is decided by the clock at the
/// moment of the command; nothing has to run for a deadline to pass. What has none stays open.
/// </summary>
/// <param name="Filing">UTC; all units' self-reports are due before it.</param>
/// <param name="Deliveries">UTC; by the assessor's name in the table, e.g. 区财政局, 第三方机构.</param>
/// <param name="Extensions">In the order they were given; for one party the last one holds.</param>
public sealed record Deadlines(DateTime? Filing, ImmutableSortedDictionary<string, DateTime> Deliveries, ImmutableArray<Extension> Extensions)
{
    /// <summary>Nothing is due at any time.</summary>
    public static Deadlines None { get; } = new(null, ImmutableSortedDictionary<string, DateTime>.Empty, []);

    /// <summary>When the unit's self-report is due; null where it is not.</summary>
    public DateTime? Of(UnitCode unit) => Extensions.LastOrDefault(e => e.Unit == unit)?.Until ?? Filing;

    /// <summary>When the assessor's delivery is due; null where it is not.</summary>
    public DateTime? Of(string assessor) => Extensions.LastOrDefault(e => e.Assessor == assessor)?.Until ?? (Deliveries.TryGetValue(assessor, out var due) ? due : null);
}

/// <summary>A deadline reopened (重新开放) for one party.</summary>
/// <param name="Unit">Whose self-report; null where it is a delivery.</param>
/// <param name="Assessor">Whose delivery, by name; null where it is a self-report.</param>
/// <param name="Until">UTC.</param>
public sealed record Extension(UnitCode? Unit, string? Assessor, DateTime Until, string Reason);
