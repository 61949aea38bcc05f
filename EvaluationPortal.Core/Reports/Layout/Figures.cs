using System.Globalization;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>How numbers and times are printed, whatever the machine's culture.</summary>
internal static class Figures
{
    // China has had one time and no summer time since 1991.
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);

    /// <summary>Points with two decimals, so that columns align.</summary>
    public static string Points(decimal points) => points.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A section's points, or the state it is in: pending, zero and not applicable are never mixed.</summary>
    public static string Points(ReportSection section) =>
        section.ApplicableMaxPoints == 0 ? "不涉及" : section.IsWhollyPending ? "待评" : Points(section.Points);

    /// <summary>The total; marked while something is pending, or the state that stands in its place.</summary>
    public static string Total(ReportCard card) => card.IsWhollyPending ? "待评" : card.Total is { } total
        ? $"{Points(total)} 分{(card.PendingCount > 0 ? "（暂计）" : "")}"
        : "—（无适用指标）";

    /// <summary>Maxima and weights without needless zeros.</summary>
    public static string Maximum(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(decimal part, decimal whole) => (part / whole).ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset moment) => moment.ToOffset(ChinaTime).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
