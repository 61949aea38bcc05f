using System.Collections.Immutable;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes;

/// <summary>The number of an indicator as printed in the table, e.g. <c>6.2</c>.</summary>
public readonly record struct IndicatorCode(string Value) : IComparable<IndicatorCode>
{
    /// <summary>Orders by the numbers before and after the point (9.2 before 9.10).</summary>
    public int CompareTo(IndicatorCode other) => Parts(Value).CompareTo(Parts(other.Value));

    public override string ToString() => Value;

    private static (int, int) Parts(string code)
    {
        var point = code.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && int.TryParse(code.AsSpan(0, point), out var section) && int.TryParse(code.AsSpan(point + 1), out var number)
            ? (section, number)
            : (int.MaxValue, 0);
    }

    public static bool operator <(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) < 0;
    public static bool operator <=(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) <= 0;
    public static bool operator >(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) > 0;
    public static bool operator >=(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// An evaluation table (考核评估表): immutable, known by the SHA-256 of its file. Adopted without code; last year's still
/// computes as it did.
/// </summary>
public sealed record Scheme
{
    /// <summary>Code of the table, e.g. <c>songjiang-2022</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Printed name, e.g. 2022年松江区政务公开考核评估表.</summary>
    public required string Name { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file's bytes.</summary>
    public required string Digest { get; init; }

    /// <summary>The kinds of units (单位类别) that the table knows.</summary>
    public required ImmutableArray<UnitKind> UnitKinds { get; init; }

    /// <summary>Sections (一级指标) in printed order.</summary>
    public required ImmutableArray<Section> Sections { get; init; }

    /// <summary>How a unit's points become its total.</summary>
    public required TotalsPolicy Totals { get; init; }

    /// <summary>All indicators (二级指标) in printed order.</summary>
    public ImmutableArray<Indicator> Indicators => field.IsDefault ? field = [.. Sections.SelectMany(s => s.Indicators)] : field;

    /// <summary>The indicator with that code, or null.</summary>
    public Indicator? Find(IndicatorCode code) => ByCode.GetValueOrDefault(code);

    private Dictionary<IndicatorCode, Indicator> ByCode => field ??= Indicators.ToDictionary(i => i.Code);

    /// <summary>The kind with that name or other name, or null.</summary>
    public UnitKind? FindKind(string name) =>
        UnitKinds.FirstOrDefault(k => k.Name == name || k.OtherNames.Contains(name));
}

/// <summary>A kind of unit (单位类别): 镇, 街道, 开发区, 区政府部门.</summary>
public sealed record UnitKind(string Name, ImmutableArray<string> OtherNames);

/// <summary>A section (一级指标) with its weight in per cent, equal to the sum of its indicators' points.</summary>
public sealed record Section(string Name, decimal Weight, ImmutableArray<Indicator> Indicators);

/// <summary>Who delivers an observation: the four sources that stand side by side in a cell.</summary>
public enum Source
{
    /// <summary>自评 by the unit; never counts.</summary>
    Self = 0,

    /// <summary>区政府办公室.</summary>
    Office = 1,

    /// <summary>专项评估 by a bureau.</summary>
    Bureau = 2,

    /// <summary>第三方评估.</summary>
    ThirdParty = 3,
}

/// <summary>What a 零报告 (nothing happened this year) counts as.</summary>
public enum ZeroReport
{
    /// <summary>The reviewer decides.</summary>
    Proposal = 0,

    /// <summary>The full mark: 未被投诉举报, 未被纠错.</summary>
    Full = 1,
}

/// <summary>What becomes of the total of a unit that some indicators do not apply to.</summary>
public enum TotalsPolicy
{
    /// <summary>换算为百分制: points / applicable maximum x 100.</summary>
    Converted = 0,

    /// <summary>不涉及 counts as full marks.</summary>
    FullCredit = 1,

    /// <summary>The points as they are.</summary>
    Unchanged = 2,
}

/// <summary>An indicator (二级指标): one row of the table with its rule.</summary>
public sealed record Indicator
{
    public required IndicatorCode Code { get; init; }
    public required string Name { get; init; }

    /// <summary>At most 8 characters, for column heads.</summary>
    public required string ShortName { get; init; }

    /// <summary>评分内容.</summary>
    public required string Content { get; init; }

    /// <summary>评分标准, the text that clauses quote.</summary>
    public required string Criteria { get; init; }

    /// <summary>填报说明.</summary>
    public required string Filing { get; init; }

    /// <summary>The unit files a self-report for it (填报说明 is not 无需填报).</summary>
    public required bool NeedsFiling { get; init; }

    /// <summary>考评方式 as printed.</summary>
    public required string Method { get; init; }

    /// <summary>Who assesses: office, bureau or third party.</summary>
    public required Source Assessor { get; init; }

    /// <summary>Name of the assessor, e.g. 区财政局.</summary>
    public required string AssessorName { get; init; }

    /// <summary>Names of the kinds it applies to; empty means all.</summary>
    public required ImmutableArray<string> AppliesTo { get; init; }

    public required ZeroReport ZeroReport { get; init; }

    /// <summary>不涉及 may be claimed for a unit.</summary>
    public required bool MayBeNotApplicable { get; init; }

    public required ScoringRule Rule { get; init; }

    /// <summary>分值.</summary>
    public decimal MaxPoints => Rule.MaxPoints;

    /// <summary>Whether the table applies it to units of the kind named.</summary>
    public bool AppliesToKind(string kind) => AppliesTo.IsEmpty || AppliesTo.Contains(kind);
}
