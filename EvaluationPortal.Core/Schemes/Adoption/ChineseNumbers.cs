using System.Globalization;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Small numbers in words, as tables write them (扣一分, 六项).</summary>
internal static class ChineseNumbers
{
    private const string Digits = "零一二三四五六七八九十";

    /// <summary>The number of one word; null where it is none. 两 is 2, 半 is 0.5.</summary>
    public static decimal? Read(string word) => word switch
    {
        "两" => 2,
        "半" => 0.5m,
        [var digit] when Digits.IndexOf(digit, StringComparison.Ordinal) is >= 0 and var value => value,
        _ => null,
    };

    /// <summary>0 to 19 in words, others in figures.</summary>
    public static string Write(int number) => number switch
    {
        >= 0 and <= 10 => Digits[number].ToString(),
        < 20 and > 10 => $"十{Digits[number - 10]}",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };
}
