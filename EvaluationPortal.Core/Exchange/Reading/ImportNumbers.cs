using System.Globalization;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Numbers, shares, days and yes or no, as people write them into spreadsheets.</summary>
internal static class ImportNumbers
{
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss"];

    /// <summary>Full-width digits, blanks and 分 allowed; null where it is no number.</summary>
    public static decimal? Read(string text) => Decimals.Read(PlanText.Plain(text));

    /// <summary>A raw score with the full mark that it says itself: 87.5/100, or 87.5%.</summary>
    public static (decimal Raw, decimal? Full)? Mark(string text)
    {
        var plain = PlanText.Plain(text);
        if (plain.EndsWith('%')) return Decimals.Read(plain.AsSpan(0, plain.Length - 1)) is { } share ? (share, 100) : null;
        var slash = plain.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return Decimals.Read(plain) is { } raw ? (raw, null) : null;
        return Decimals.Read(plain.AsSpan(0, slash)) is { } said && Decimals.Read(plain.AsSpan(slash + 1)) is { } full ? (said, full) : null;
    }

    /// <summary>Not assessed yet: nothing is said.</summary>
    public static bool IsPending(string text) => text.Length > 0 && PlanText.Plain(text) is "" or "待评" or "未评";

    /// <summary>Null where it is neither.</summary>
    public static bool? YesOrNo(string text) => PlanText.Plain(text).ToUpperInvariant() switch
    {
        "是" or "有" or "Y" or "YES" or "TRUE" or "1" or "√" or "✓" => true,
        "" or "否" or "无" or "N" or "NO" or "FALSE" or "0" or "×" => false,
        _ => null,
    };

    /// <summary>A day, perhaps with a time; a day without its year is none.</summary>
    public static DateOnly? Day(string text) =>
        DateTime.TryParseExact(text.Normalize(System.Text.NormalizationForm.FormKC).Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var day) ? DateOnly.FromDateTime(day) : null;
}
