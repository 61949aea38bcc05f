using System.Globalization;
using System.Text.RegularExpressions;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// The 序号 a table prints. Spreadsheets turn some into other things: 1.10 into the number 1.1, 1.1 into the first of January. The code
/// itself follows from the place in the table; what was printed differently is asked about.
/// </summary>
internal static partial class PrintedCode
{
    /// <summary>What is not sure about a code so printed.</summary>
    public static IEnumerable<string> Doubts(string printed, IndicatorCode expected)
    {
        var plain = PlanText.Plain(printed);
        if (plain.Length == 0) yield return $"序号是空的，按顺序编为{expected}。";
        else if (Numbers(plain) is not { } numbers) yield return $"序号写作“{printed}”，看不懂；按顺序编为{expected}，请核对。";
        else if (Text(numbers.Section, numbers.Indicator) != expected.Value) yield return WasShortened(numbers, expected)
            ? $"序号写作“{printed}”，电子表格会把{expected}显示成{numbers.Section}.{numbers.Indicator}；按顺序编为{expected}，请核对。"
            : $"序号写作“{printed}”，按顺序应为{expected}；如果原表不是这样编号，请核对有没有漏行。";
        else if (!Plain().IsMatch(plain)) yield return $"序号写作“{printed}”，像是被电子表格改成了日期；按{expected}处理，请核对。";
    }

    /// <summary>The two numbers of a code, or of the date that a spreadsheet made of it; null where it is neither.</summary>
    public static (int Section, int Indicator)? Numbers(string plain)
    {
        var match = Plain().Match(plain);
        if (!match.Success) match = AsDate().Match(plain);
        if (match.Success) return (Number(match, "section"), Number(match, "indicator"));
        return AsEnglishDate().Match(plain) is { Success: true } english && Array.FindIndex(Months, month => month.Equals(english.Groups["month"].Value, StringComparison.OrdinalIgnoreCase)) is >= 0 and var month
            ? (month + 1, Number(english, "indicator"))
            : null;
    }

    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string Text(int section, int indicator) => string.Create(CultureInfo.InvariantCulture, $"{section}.{indicator}");

    private static bool WasShortened((int Section, int Indicator) numbers, IndicatorCode expected) =>
        expected.Value.EndsWith('0') && Text(numbers.Section, numbers.Indicator) == expected.Value.TrimEnd('0');

    [GeneratedRegex(@"^[(（]?(?<section>\d{1,2})[.．](?<indicator>\d{1,2})[)）、.]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(\d{4}[-/年.])?(?<section>\d{1,2})[-/月](?<indicator>\d{1,2})日?([ T]?0{1,2}:00(:00)?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AsDate();

    /// <summary>1-Jan is January the first: 1.1.</summary>
    [GeneratedRegex(@"^(?<indicator>\d{1,2})-(?<month>[A-Za-z]{3})(-\d{2,4})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AsEnglishDate();
}
