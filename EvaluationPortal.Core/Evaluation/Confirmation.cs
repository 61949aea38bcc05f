using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What is confirmed in one act: a whole column or a whole unit.</summary>
/// <param name="Unit">The unit; null where it is a column.</param>
/// <param name="Indicator">The column; null where it is a unit.</param>
public sealed record ConfirmedPart(UnitCode? Unit, IndicatorCode? Indicator)
{
    public static ConfirmedPart Of(UnitCode unit) => new(unit, null);

    public static ConfirmedPart Of(IndicatorCode indicator) => new(null, indicator);

    /// <summary>Whether the cell is one of its own.</summary>
    public bool Covers(UnitCode unit, IndicatorCode indicator) => Unit == unit || Indicator == indicator;

    /// <summary>E.g. 1.1列 or 泗泾镇.</summary>
    public string NameIn(Cycle cycle) => Unit is { } unit ? cycle.Find(unit)?.Name ?? unit.Value : $"{Indicator}列";
}

/// <summary>确认: the chief's word that a column or a unit stands. It locks the cells until it is taken back (解锁).</summary>
/// <param name="ByName">The chief's name as it was then.</param>
/// <param name="At">UTC.</param>
public sealed record Confirmation(ConfirmedPart Part, PersonId By, string ByName, DateTime At)
{
    /// <summary>Who confirmed what, and when, as sentences say it.</summary>
    public string TextIn(Cycle cycle) => $"{Part.NameIn(cycle)}已由{ByName}于{ChinaTime.Minute(At)}确认";
}
