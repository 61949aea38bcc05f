using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>What reading one sheet gave: its cells, or why it cannot be taken. Never both.</summary>
/// <param name="Name">The sheet's; null for csv.</param>
/// <param name="Fault">Chinese: the sheet and cell, and what to do.</param>
internal sealed record SheetReading(string? Name, TableGrid? Grid, string? Fault)
{
    /// <summary>Why single cells mean nothing (#REF!, a formula without a result), by row and column from 0; a Chinese clause.</summary>
    public ImmutableDictionary<(int Row, int Column), string> Unreadable { get; init; } = ImmutableDictionary<(int, int), string>.Empty;

    /// <summary>The first formula's place, and how many there are.</summary>
    public (string Place, int Count)? Formulas { get; init; }
}

/// <summary>What reading a spreadsheet gave: its visible sheets, or why it cannot be taken.</summary>
/// <param name="Notes">Chinese sentences: what was left out, what was not followed.</param>
internal sealed record SpreadsheetReading(ImmutableArray<SheetReading> Sheets, ImmutableArray<string> Notes, string? Refusal)
{
    public static SpreadsheetReading Refused(string why) => new([], [], why);
}
