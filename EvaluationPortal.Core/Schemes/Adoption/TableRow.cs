using System.Collections.Immutable;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>One indicator's row as the table prints it, in <see cref="PlanText"/>.</summary>
/// <param name="Section">一级指标 without its weight.</param>
/// <param name="Weight">The weight printed with the section, in per cent; null where none is.</param>
/// <param name="Code">By its place in the table; what was printed otherwise is in the doubts.</param>
/// <param name="Points">分值.</param>
/// <param name="Filing">填报说明; empty where the table says nothing.</param>
/// <param name="Method">考评方式; empty where the table says nothing.</param>
/// <param name="Doubts">What was not sure when it was read, in Chinese sentences.</param>
public sealed record TableRow(
    string Section, decimal? Weight, IndicatorCode Code, string Name, string Content, string Criteria, decimal Points, string Filing, string Method, ImmutableArray<string> Doubts);

/// <summary>What reading a table's rows gave: rows, or all that is wrong. Never both.</summary>
/// <param name="Title">What stands above the table and names it; empty where nothing does.</param>
/// <param name="Faults">Chinese, each with its row and column.</param>
public sealed record RowsReading(string Title, ImmutableArray<TableRow> Rows, ImmutableArray<string> Faults);
