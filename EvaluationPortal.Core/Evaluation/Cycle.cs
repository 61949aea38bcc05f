using System.Collections.Frozen;
using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Where a cycle stands (阶段), in this order.</summary>
public enum Stage
{
    /// <summary>年度准备</summary>
    Setup = 0,

    /// <summary>自查填报</summary>
    SelfReport = 1,

    /// <summary>核查评估</summary>
    Review = 2,

    /// <summary>结果反馈与复核</summary>
    Feedback = 3,

    /// <summary>审定: frozen</summary>
    Final = 4,

    /// <summary>结果公开</summary>
    Published = 5,
}

/// <summary>The stages' names on screens and in print.</summary>
public static class StageNames
{
    public static string Text(this Stage stage) => stage switch
    {
        Stage.Setup => "年度准备",
        Stage.SelfReport => "自查填报",
        Stage.Review => "核查评估",
        Stage.Feedback => "结果反馈与复核",
        Stage.Final => "审定",
        _ => "结果公开",
    };

    /// <summary>The result is fixed: nothing is a draft any more.</summary>
    public static bool IsFinal(this Stage stage) => stage >= Stage.Final;
}

/// <summary>
/// An evaluation year (考核年度): the table it is scored by, the units, and the decisions that the plan leaves open. Immutable;
/// a change of stage or setting is a new one.
/// </summary>
public sealed record Cycle
{
    /// <summary>Code used in addresses, e.g. <c>2022</c>.</summary>
    public required string Code { get; init; }

    /// <summary>E.g. 2022年松江区政务公开考核评估.</summary>
    public required string Name { get; init; }

    public required Stage Stage { get; init; }

    public required Scheme Scheme
    {
        get;
        init => (field, _columns) = (value, null);
    }

    /// <summary>Units in the official order.</summary>
    public required ImmutableArray<Unit> Units
    {
        get;
        init => (field, _index) = (value, null);
    }

    public required CycleSettings Settings { get; init; }

    /// <summary>Sequence number of the audit entry that last changed the cycle itself.</summary>
    public required long Version { get; init; }

    /// <summary>The deliveries (报送) of bureaus and third party that were moved at least once; <see cref="DeliveryOf"/> answers for all.</summary>
    public ImmutableArray<Delivery> Deliveries { get; init; } = [];

    /// <summary>Sequence number of the last entry that changed the cycle or a delivery of it: what was read later has a higher one, or the same.</summary>
    public long Moved => Deliveries.Select(d => d.Version).Append(Version).Max();

    /// <summary>Where that assessor's delivery stands.</summary>
    /// <param name="assessor">As the table names it.</param>
    public Delivery DeliveryOf(string assessor) => Deliveries.FirstOrDefault(d => d.Assessor == assessor) ?? Delivery.Untouched(assessor);

    /// <summary>The unit with that code, or null.</summary>
    public Unit? Find(UnitCode code) => Index.TryGetValue(code, out var at) ? Units[at] : null;

    /// <summary>Place of the unit in <see cref="Units"/>, or -1.</summary>
    public int IndexOf(UnitCode code) => Index.GetValueOrDefault(code, -1);

    /// <summary>Place of the indicator in the scheme's printed order, or -1.</summary>
    public int IndexOf(IndicatorCode code) => Columns.GetValueOrDefault(code, -1);

    /// <summary>Who leads the evaluation and assesses whatever nobody else may.</summary>
    public const string Office = "区政府办公室";

    /// <summary>Who assesses the cell: the scheme's assessor, but the office where that would be the unit itself.</summary>
    public static Source AssessorOf(Unit unit, Indicator indicator) =>
        unit.Name == indicator.AssessorName || unit.ShortNames.Contains(indicator.AssessorName) ? Source.Office : indicator.Assessor;

    /// <summary>Those beside the office who deliver results, in the table's printed order of their first indicators.</summary>
    public ImmutableArray<Assessor> Assessors() =>
    [
        .. Scheme.Indicators.Where(i => i.Assessor is not Source.Office).GroupBy(i => (i.AssessorName, i.Assessor))
            .Select(g => new Assessor(g.Key.AssessorName, g.Key.Assessor, [.. g])),
    ];

    /// <summary>The assessor of that name; null where the table has none.</summary>
    public Assessor? FindAssessor(string name) => Assessors().FirstOrDefault(a => a.Name == name);

    // Made when first asked for; "with" copies them, so that setting units or scheme lets go of them.
    private FrozenDictionary<UnitCode, int>? _index;
    private FrozenDictionary<IndicatorCode, int>? _columns;

    private FrozenDictionary<UnitCode, int> Index => _index ??= Units.Select((unit, at) => (unit, at)).ToFrozenDictionary(x => x.unit.Code, x => x.at);

    private FrozenDictionary<IndicatorCode, int> Columns =>
        _columns ??= Scheme.Indicators.Select((indicator, at) => (indicator, at)).ToFrozenDictionary(x => x.indicator.Code, x => x.at);
}

/// <summary>A bureau or the third party that delivers results.</summary>
/// <param name="Name">As the table names it, e.g. 区财政局, 第三方机构.</param>
/// <param name="Indicators">Those it assesses.</param>
public sealed record Assessor(string Name, Source Source, ImmutableArray<Indicator> Indicators);
