using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What an assessor has filled in and what is missing, one column an indicator.</summary>
/// <param name="Columns">In printed order.</param>
public sealed record DeliveryProgress(Assessor Assessor, ImmutableArray<ColumnProgress> Columns)
{
    public int Filled => Columns.Sum(c => c.Filled);

    public int Total => Columns.Sum(c => c.Units.Length);

    public int Bare => Columns.Sum(c => c.Bare.Length);

    /// <summary>The units that any of its indicators applies to, in the official order.</summary>
    public ImmutableArray<Unit> Units => [.. Columns.SelectMany(c => c.Units).Distinct().OrderBy(u => u.Order)];

    public static DeliveryProgress Of(Scoreboard board, Assessor assessor) => new(assessor, [.. assessor.Indicators.Select(i => Column(board, assessor, i))]);

    private static ColumnProgress Column(Scoreboard board, Assessor assessor, Indicator indicator)
    {
        var cells = board.Cycle.Units.Where(u => u.Has(indicator) && Cycle.AssessorOf(u, indicator) == assessor.Source)
            .Select(u => (Unit: u, Observed: board.Find(u.Code, indicator.Code)!.From(assessor.Source)?.Observation)).ToList();
        return new(indicator, [.. cells.Select(c => c.Unit)], [.. cells.Where(c => c.Observed is null).Select(c => c.Unit)],
            [.. cells.Where(c => c.Observed is Findings { List: { IsEmpty: false } list }).Select(c => new UnitFindings(c.Unit, ((Findings)c.Observed!).List))]);
    }
}

/// <summary>One column of an assessor.</summary>
/// <param name="Units">Those it has to assess: the indicator applies to them, and they are not itself.</param>
/// <param name="Missing">Those of them without an assessment.</param>
/// <param name="Findings">Those with findings.</param>
public sealed record ColumnProgress(Indicator Indicator, ImmutableArray<Unit> Units, ImmutableArray<Unit> Missing, ImmutableArray<UnitFindings> Findings)
{
    public int Filled => Units.Length - Missing.Length;

    /// <summary>Units with a finding that still wants describing (待补充说明).</summary>
    public ImmutableArray<Unit> Bare => [.. Findings.Where(f => f.List.Any(x => !x.IsDescribed)).Select(f => f.Unit)];
}

/// <summary>The findings of one unit.</summary>
public sealed record UnitFindings(Unit Unit, ImmutableArray<Finding> List);
