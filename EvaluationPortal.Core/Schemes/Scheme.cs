using System.Collections.Immutable;

namespace EvaluationPortal.Core.Schemes;

/// <summary>
/// An evaluation table (考核评估表): immutable, known by the SHA-256 of its file. Adopted without code; last year's still
/// computes as it did.
/// </summary>
public sealed record Scheme
{
    private Dictionary<IndicatorCode, Indicator>? byCode;

    /// <summary>Code of the table, e.g. <c>songjiang-2022</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Code of last year's table, whose indicators this one's may continue; null where there is none.</summary>
    public string? Previous { get; init; }

    /// <summary>Printed name, e.g. 2022年松江区政务公开考核评估表.</summary>
    public required string Name { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file's bytes.</summary>
    public required string Digest { get; init; }

    /// <summary>The kinds of units (单位类别) that the table knows.</summary>
    public required ImmutableArray<UnitKind> UnitKinds { get; init; }

    /// <summary>Sections (一级指标) in printed order.</summary>
    public required ImmutableArray<Section> Sections
    {
        get;
        init
        {
            field = value;
            Indicators = [.. value.SelectMany(section => section.Indicators)];
            byCode = null;
        }
    }

    /// <summary>How a unit's points become its total.</summary>
    public required TotalsPolicy Totals { get; init; }

    /// <summary>All indicators (二级指标) in printed order.</summary>
    public ImmutableArray<Indicator> Indicators { get; private init; }

    /// <summary>The indicator with that code, or null.</summary>
    public Indicator? Find(IndicatorCode code) => (byCode ??= Indicators.ToDictionary(indicator => indicator.Code)).GetValueOrDefault(code);

    /// <summary>
    /// The indicator of an earlier cycle's table that one of this table's continues: the same where it is the same table or another edition
    /// of it, the one named where it is last year's (<see cref="Previous"/>); null where nothing says so.
    /// </summary>
    public Indicator? ContinuedFrom(Scheme earlier, Indicator indicator) =>
        earlier.Digest == Digest || earlier.Code == Code ? earlier.Find(indicator.Code)
        : earlier.Code == Previous && indicator.Continues is { } continued ? earlier.Find(continued) : null;

    /// <summary>The scheme with the indicator in the place of the one of the same code; the digest stays that of the file it was read from.</summary>
    public Scheme With(Indicator indicator) => this with
    {
        Sections = [.. Sections.Select(section => section with { Indicators = [.. section.Indicators.Select(old => old.Code == indicator.Code ? indicator : old)] })],
    };

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

/// <summary>The policies as screens call them.</summary>
public static class TotalsPolicyNames
{
    public static string Text(this TotalsPolicy policy) => policy switch
    {
        TotalsPolicy.Converted => "换算为百分制（得分 ÷ 适用指标满分 × 100）",
        TotalsPolicy.FullCredit => "不涉及的指标按满分计",
        _ => "不换算，按实际得分计",
    };
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
