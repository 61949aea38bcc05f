namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>Places in a sheet as spreadsheets write them.</summary>
internal static class SheetPlaces
{
    /// <summary>A for 0, Z for 25, AA for 26.</summary>
    public static string Column(int at) => at < 26 ? $"{(char)('A' + at)}" : Column((at / 26) - 1) + (char)('A' + (at % 26));

    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    public static string Cell(int row, int column) => FormattableString.Invariant($"{Column(column)}{row + 1}");

    /// <summary>The first row of a range, from 0.</summary>
    public static int FirstRow(string range) => int.Parse(range.AsSpan(0, range.IndexOf(':', StringComparison.Ordinal)).TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), System.Globalization.CultureInfo.InvariantCulture) - 1;

    public static string Range(int row, int column, int lastRow, int lastColumn) => $"{Cell(row, column)}:{Cell(lastRow, lastColumn)}";
}
