namespace EvaluationPortal.Core.Storage;

/// <summary>已查看: what one person has seen of a unit's filing for one indicator. Not on the trail: of no consequence for anybody else.</summary>
public sealed class SeenRow
{
    public required string Cycle { get; set; }
    public required string Unit { get; set; }
    public required string Indicator { get; set; }
    public required string Person { get; set; }

    /// <summary>Number of the version that counted then.</summary>
    public required int Number { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }
}
