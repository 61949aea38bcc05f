using System.Collections.Immutable;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Stable code of a unit, lower-case letters, digits and hyphens, as used in addresses.</summary>
public readonly record struct UnitCode(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An evaluated unit (单位) as it stands in one cycle.</summary>
/// <param name="Code">Stable over the years.</param>
/// <param name="Name">Official name in this cycle.</param>
/// <param name="ShortNames">Other names people write, for matching.</param>
/// <param name="Kind">单位类别, one of the scheme's kinds: decides which indicators apply.</param>
/// <param name="RankingGroup">排名组别: the units it is ranked among.</param>
/// <param name="Order">Place in the official order, from 1.</param>
public sealed record Unit(UnitCode Code, string Name, ImmutableArray<string> ShortNames, string Kind, string RankingGroup, int Order);
