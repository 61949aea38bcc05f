using System.Globalization;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>UTC instants as people in China read them: Asia/Shanghai, which has been eight hours ahead without summer time since 1991.</summary>
public static class ChinaTime
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(8);

    /// <summary>2022-11-28 17:05.</summary>
    public static string Minute(DateTime utc) => (utc + Ahead).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>11-28 17:05.</summary>
    public static string Short(DateTime utc) => (utc + Ahead).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>11月28日17时, or 11月28日17时5分.</summary>
    public static string Hour(DateTime utc) => (utc + Ahead) is var clock && clock.Minute == 0 ? $"{clock.Month}月{clock.Day}日{clock.Hour}时" : $"{clock.Month}月{clock.Day}日{clock.Hour}时{clock.Minute}分";

    /// <summary>2022-11-28 17:05:09.123.</summary>
    public static string Millisecond(DateTime utc) => (utc + Ahead).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A UTC instant as clocks in China show it.</summary>
    public static DateTime ToClock(DateTime utc) => DateTime.SpecifyKind(utc + Ahead, DateTimeKind.Unspecified);

    /// <summary>The UTC instant of a time read off a clock in China.</summary>
    public static DateTime ToUtc(DateTime clock) => DateTime.SpecifyKind(clock - Ahead, DateTimeKind.Utc);

    /// <summary>The day it is in China.</summary>
    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(utc + Ahead);
}
