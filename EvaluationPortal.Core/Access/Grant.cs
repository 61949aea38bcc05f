using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>One role of a person, and how far it reaches.</summary>
/// <param name="Indicators">
/// Those that a bureau or the third party delivers; of a reviewer a limit, empty for all of the office's. Other roles have none.
/// </param>
/// <param name="Units">The units that a reviewer is limited to; empty for all. Other roles have none.</param>
public sealed record Grant(Role Role, ImmutableArray<IndicatorCode> Indicators, ImmutableArray<UnitCode> Units)
{
    /// <summary>A role without any limit.</summary>
    public Grant(Role role)
        : this(role, [], [])
    {
    }

    /// <summary>Whether the indicator is one of those it reaches.</summary>
    public bool Reaches(IndicatorCode indicator) => Indicators.Contains(indicator) || (Indicators.IsEmpty && !Role.DeliversOwnIndicators());

    /// <summary>Whether the unit is one of those it reaches.</summary>
    public bool Reaches(UnitCode unit) => Units.IsEmpty || Units.Contains(unit);

    /// <summary>As far as both reach together; a reach without limit stays without.</summary>
    /// <param name="other">Of the same role.</param>
    public Grant With(Grant other) => new(Role, Together(Indicators, other.Indicators), Together(Units, other.Units));

    /// <summary>Whether <see cref="With"/> reaches nothing that neither of the two reaches: limits of indicators and of units multiply.</summary>
    /// <param name="other">Of the same role.</param>
    public bool JoinsExactly(Grant other) =>
        (Holds(Indicators, other.Indicators) && Holds(Units, other.Units))
        || (Holds(other.Indicators, Indicators) && Holds(other.Units, Units))
        || (Holds(Indicators, other.Indicators) && Holds(other.Indicators, Indicators))
        || (Holds(Units, other.Units) && Holds(other.Units, Units));

    public bool Equals(Grant? other) =>
        other is not null && Role == other.Role && Indicators.SequenceEqual(other.Indicators) && Units.SequenceEqual(other.Units);

    public override int GetHashCode() => HashCode.Combine(Role, Indicators.Length, Units.Length);

    private static ImmutableArray<T> Together<T>(ImmutableArray<T> one, ImmutableArray<T> two) =>
        one.IsEmpty || two.IsEmpty ? [] : [.. one.Union(two)];

    private static bool Holds<T>(ImmutableArray<T> all, ImmutableArray<T> some) => all.IsEmpty || (!some.IsEmpty && some.All(all.Contains));
}
