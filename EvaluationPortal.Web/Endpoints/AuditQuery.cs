using System.Globalization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.WebUtilities;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>The filters of the audit page as they stand in its address; what cannot be meant is left out.</summary>
public sealed record AuditQuery
{
    /// <summary>As an input of type datetime-local gives it, e.g. <c>2022-11-28T17:05</c>, in China's time.</summary>
    public const string ClockFormat = "yyyy-MM-dd'T'HH:mm";

    private const int MostCharacters = 64;

    public string? Person { get; init => field = Code(value); }
    public string? Unit { get; init => field = Code(value); }
    public string? Indicator { get; init => field = Code(value); }
    public string? Kind { get; init => field = AuditKinds.All.Contains(value) ? value : null; }

    /// <summary>From that minute on.</summary>
    public string? From { get; init => field = Clock(value)?.ToString(ClockFormat, CultureInfo.InvariantCulture); }

    /// <summary>To the end of that minute.</summary>
    public string? To { get; init => field = Clock(value)?.ToString(ClockFormat, CultureInfo.InvariantCulture); }

    /// <summary>Only entries before this one.</summary>
    public long? Before { get; init => field = value > 0 ? value : null; }

    public TrailFilter Filter => new(
        Person is null ? null : new(Person),
        Unit is null ? null : new(Unit),
        Indicator is null ? null : new(Indicator),
        Kind,
        Clock(From) is { } from ? ChinaTime.ToUtc(from) : null,
        Clock(To) is { } to ? ChinaTime.ToUtc(to).AddMinutes(1) : null);

    /// <summary>Address of the page.</summary>
    public string Page => Address(Addresses.Audit, ("before", Before?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Address of the csv, of all that fits.</summary>
    public string Csv => Address(Addresses.AuditCsv);

    /// <summary>Address of the workbook, of all that fits.</summary>
    public string Xlsx => Address(Addresses.AuditXlsx);

    /// <summary>The filters alone, as in the address; null where there are none.</summary>
    public string? Text => Address("") is ['?', .. var text] ? text : null;

    private string Address(string path, params (string Key, string? Value)[] more)
    {
        (string Key, string? Value)[] all = [("person", Person), ("unit", Unit), ("indicator", Indicator), ("kind", Kind), ("from", From), ("to", To), .. more];
        return QueryHelpers.AddQueryString(path, all.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value)));
    }

    private static string? Code(string? text) =>
        text?.Trim() is { Length: > 0 and <= MostCharacters } code && !code.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? code : null;

    /// <summary>With or without seconds: Blazor adds them to what the input gives.</summary>
    private static DateTime? Clock(string? text) =>
        DateTime.TryParseExact(text, [ClockFormat, ClockFormat + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && clock.Year is > 1970 and < 9999 ? clock : null;
}
