using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace EvaluationPortal.Core.Exchange;

/// <summary>What cells of a workbook say in words: shared texts, numbers and shares as people see them, dates as days.</summary>
internal sealed class CellWords
{
    private const int MostFormats = 70_000;
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly ImmutableArray<string> shared;
    private readonly HashSet<int> dates = [];
    private readonly HashSet<int> shares = [];
    private readonly int offset;
    private readonly string day;

    /// <param name="day">Format of a date.</param>
    public CellWords(WorkbookPart book, ImmutableArray<string> shared, string day)
    {
        (this.shared, this.day) = (shared, day);
        offset = book.Workbook?.WorkbookProperties?.Date1904?.Value == true ? 1462 : 0;
        if (book.WorkbookStylesPart is { } styles) ReadFormats(styles);
    }

    /// <summary>The text of a cell; empty where there is none.</summary>
    /// <param name="type">The cell's type as the file has it; null for a number.</param>
    /// <param name="style">Place of its format; null for none.</param>
    /// <param name="value">What stands in it: an inline text, or a value.</param>
    public string Of(string? type, string? style, string value)
    {
        if (type == "s") return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Length ? shared[at] : "";
        if (type == "b") return value == "1" ? "TRUE" : "FALSE";
        if (type == "d") return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date) ? Day(date) : value;
        if (type is not (null or "n") || value.Length == 0) return value;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        var format = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        if (dates.Contains(format) && number + offset is > 0 and < 2_958_466) return Day(Epoch.AddDays(Math.Floor(number + offset)));
        if (Math.Abs(number) >= 1e9) return value;
        return shares.Contains(format) ? Number(number * 100) + "%" : Number(number);
    }

    private string Day(DateTime date) => date.ToString(day, CultureInfo.InvariantCulture);

    private static string Number(double number) => Math.Round((decimal)number, 6).ToString("0.######", CultureInfo.InvariantCulture);

    private void ReadFormats(WorkbookStylesPart styles)
    {
        using var xml = BoundedXml.Open(styles.GetStream(FileMode.Open, FileAccess.Read));
        var (customDates, customShares, inFormats, at) = (new HashSet<int>(), new HashSet<int>(), false, 0);
        while (BoundedXml.Next(xml))
        {
            if (xml.LocalName == "cellXfs") inFormats = xml.NodeType is XmlNodeType.Element;
            if (xml.NodeType is not XmlNodeType.Element || !int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (xml.LocalName == "numFmt" && xml.GetAttribute("formatCode") is { } code && customDates.Count + customShares.Count < MostFormats)
            {
                var plain = string.Concat(code.Split('"').Where((_, index) => index % 2 == 0)).ToUpperInvariant();
                if (IsDate(plain)) customDates.Add(id);
                else if (plain.Contains('%', StringComparison.Ordinal)) customShares.Add(id);
            }
            else if (inFormats && xml.LocalName == "xf" && at < MostFormats)
            {
                if (id is (>= 14 and <= 17) or (>= 27 and <= 31) or 22 or (>= 50 and <= 58) || customDates.Contains(id)) dates.Add(at);
                else if (id is 9 or 10 || customShares.Contains(id)) shares.Add(at);
                at++;
            }
        }
    }

    private static bool IsDate(string plain) => plain.Contains('Y', StringComparison.Ordinal) || (plain.Contains('M', StringComparison.Ordinal) && plain.Contains('D', StringComparison.Ordinal));
}
