using System.Globalization;

namespace EvaluationPortal.Core.Scoring;

/// <summary>How points and marks are rounded, printed and read, the same in every sentence of the portal.</summary>
public static class Decimals
{
    /// <summary>The greatest mark that is understood anywhere; bounds all arithmetic far below overflow.</summary>
    public const decimal Greatest = 1_000_000m;

    /// <summary>Without trailing zeros, at most six decimals, with the typographic minus (−2).</summary>
    public static string Text(decimal value)
    {
        var digits = Math.Abs(value).ToString("0.######", CultureInfo.InvariantCulture);
        return value < 0 && digits != "0" ? "−" + digits : digits;
    }

    /// <summary>Always two decimals, for columns of totals.</summary>
    public static string Fixed(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The same number without trailing zeros, as JSON has it.</summary>
    public static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;

    /// <summary>To two decimals, half away from zero: the rounding of every indicator and total.</summary>
    public static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    /// <summary>Whether the value needs no more than that many decimals (trailing zeros do not count).</summary>
    public static bool Fits(decimal value, int decimals) => Math.Round(value, decimals) == value;

    /// <summary>Reads an unsigned typed number such as <c>3.5</c> or <c>3.5分</c>; no exponents, no thousands, at most nine digits on each side.</summary>
    /// <param name="typed">NFKC-normalised.</param>
    internal static decimal? Read(ReadOnlySpan<char> typed)
    {
        var digits = typed.Trim();
        if (digits.EndsWith("分", StringComparison.Ordinal))
        {
            digits = digits[..^1].TrimEnd();
        }

        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return IsDigits(whole) && (point < 0 || IsDigits(digits[(point + 1)..]))
            ? decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length is > 0 and <= 9 && !text.ContainsAnyExceptInRange('0', '9');
}
