using System.Globalization;

namespace EvaluationPortal.Core.Schemes;

/// <summary>The number of an indicator as printed in the table, e.g. <c>6.2</c>.</summary>
public readonly record struct IndicatorCode(string Value) : IComparable<IndicatorCode>
{
    /// <summary>Two numbers from 1 with a point between.</summary>
    public bool IsWellFormed => Parts(Value) is ( > 0 and < int.MaxValue, > 0) parts && string.Create(CultureInfo.InvariantCulture, $"{parts.Item1}.{parts.Item2}") == Value;

    /// <summary>Orders by the numbers before and after the point (9.2 before 9.10).</summary>
    public int CompareTo(IndicatorCode other) => Parts(Value).CompareTo(Parts(other.Value));

    public override string ToString() => Value;

    private static (int, int) Parts(string code)
    {
        var point = code.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && int.TryParse(code.AsSpan(0, point), CultureInfo.InvariantCulture, out var section) && int.TryParse(code.AsSpan(point + 1), CultureInfo.InvariantCulture, out var number)
            ? (section, number)
            : (int.MaxValue, 0);
    }

    public static bool operator <(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) < 0;
    public static bool operator <=(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) <= 0;
    public static bool operator >(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) > 0;
    public static bool operator >=(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) >= 0;
}
