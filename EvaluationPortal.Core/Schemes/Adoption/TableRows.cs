using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// Finds the indicators in a table's cells: heads by name in any order, sections that go on below their first row, what is repeated
/// on a new page or added up at the end left out.
/// </summary>
public sealed partial class TableRows
{
    private const int FewestHeads = 4;
    private const int MostFaults = 30;

    private readonly TableGrid grid;
    private readonly List<string> faults = [];
    private readonly List<Found> found = [];
    private (string Name, decimal? Weight, int Number, int Indicators) section = ("", null, 0, 0);
    private Dictionary<TableColumn, int> columns = [];

    private TableRows(TableGrid grid) => this.grid = grid;

    /// <summary>Heads that a table has to have, as people know them.</summary>
    public static IEnumerable<string> HeadsWanted => TableColumns.Required.Select(TableColumns.Name);

    /// <summary>Whether there is a line that heads a table.</summary>
    public static bool HasHeads(TableGrid grid) => grid.Rows.Any(row => Heads(row).Count >= FewestHeads);

    /// <summary>Reads the rows; never throws for what is in them.</summary>
    public static RowsReading Read(TableGrid grid) => new TableRows(grid).Read();

    private RowsReading Read()
    {
        var head = grid.Rows.IndexOf(grid.Rows.FirstOrDefault(row => Heads(row).Count >= FewestHeads));
        if (head < 0) return Fail($"没有找到表头。需要的列有：{string.Join('、', TableColumns.Required.Select(TableColumns.Name))}，还可以有一级指标、序号、评分内容、填报说明、考评方式，先后不限；请连同表头一起复制。");
        columns = Heads(grid.Rows[head]);
        var missing = TableColumns.Required.Where(column => !columns.ContainsKey(column)).Select(TableColumns.Name).ToList();
        if (missing.Count > 0) return Fail($"第{head + 1}行表头中没有“{string.Join("”“", missing)}”列；表头有：{string.Join('、', grid.Rows[head].Select(PlanText.Plain).Where(name => name.Length > 0))}。");
        for (var at = head + 1; at < grid.Rows.Length && faults.Count < MostFaults; at++) Row(at);
        if (found.Count == 0 && faults.Count == 0) return Fail($"第{head + 1}行表头下面没有指标。");
        return faults.Count > 0 ? new("", [], [.. faults]) : new(Title(head), [.. found.Select(Finished)], []);
    }

    private static RowsReading Fail(string why) => new("", [], [why]);

    /// <summary>Which column stands where; the first of a name counts.</summary>
    private static Dictionary<TableColumn, int> Heads(ImmutableArray<string> row)
    {
        Dictionary<TableColumn, int> heads = [];
        foreach (var (at, cell) in row.Index())
        {
            if (TableColumns.Headed(cell) is { } column) heads.TryAdd(column, at);
        }

        return heads;
    }

    /// <summary>The last line above the head that names a table or plan.</summary>
    private string Title(int head) =>
        grid.Rows[..head].SelectMany(row => row.Distinct()).Select(PlanText.Of).LastOrDefault(cell => cell.Length is > 4 and <= 100 && cell.EndsWith('表')) ?? "";

    private void Row(int at)
    {
        var row = grid.Rows[at];
        if (row.All(string.IsNullOrWhiteSpace) || Heads(row).Count >= FewestHeads || IsSum(row)) return;
        if (SectionAlone(row) is { } alone)
        {
            Enter(alone);
            return;
        }

        if (NamesNothing(at) && Text(at, TableColumn.Content).Length + Text(at, TableColumn.Criteria).Length + Text(at, TableColumn.Filing).Length == 0) return;
        if (NamesNothing(at) && found.Count > 0)
        {
            found[^1] = found[^1].With(Text(at, TableColumn.Content), Text(at, TableColumn.Criteria), Text(at, TableColumn.Filing));
            return;
        }

        if (Text(at, TableColumn.Section) is { Length: > 0 } named && SectionOf(named) is var entered && entered.Name != section.Name) Enter(entered);
        else if (section.Number > 0 && PrintedCode.Numbers(Plain(at, TableColumn.Code)) is { } numbers && numbers.Section == section.Number + 1 && numbers.Indicator == 1) Enter(("", null));
        Indicator(at);
    }

    private void Indicator(int at)
    {
        if (section.Number == 0) Enter(("", null));
        var (name, criteria) = (Text(at, TableColumn.Name), Text(at, TableColumn.Criteria));
        if (name.Length == 0) Fault(at, TableColumn.Name, "是空的，每个指标都要有名称。");
        if (criteria.Length == 0) Fault(at, TableColumn.Criteria, "是空的，没有评分标准就提不出规则。");
        var points = Points(Plain(at, TableColumn.Points));
        if (points is null) Fault(at, TableColumn.Points, $"写作“{Shown(at, TableColumn.Points)}”，看不懂；应为0.01至100的数字，如5或0.5。");
        foreach (var column in columns.Keys.Where(column => Cell(at, column).Length > TableGrid.MostCellCharacters)) Fault(at, column, $"有{Cell(at, column).Length}个字符，最多{TableGrid.MostCellCharacters}个。");
        section.Indicators++;
        var expected = new IndicatorCode(string.Create(CultureInfo.InvariantCulture, $"{section.Number}.{section.Indicators}"));
        found.Add(new(section.Number, section.Name, section.Weight, expected, name, Text(at, TableColumn.Content), criteria, points ?? 0, Text(at, TableColumn.Filing), Text(at, TableColumn.Method), [.. PrintedCode.Doubts(Shown(at, TableColumn.Code), expected)]));
    }

    private TableRow Finished(Found row)
    {
        var doubts = row.Doubts.ToList();
        if (row.Section.Length == 0) doubts.Add($"没有读到一级指标的名称，请填写第{row.Number}部分的名称。");
        if (row.Content.Length == 0) doubts.Add("评分内容是空的，请补充。");
        return new(row.Section, row.Weight, row.Code, row.Name, row.Content, row.Criteria, row.Points, row.Filing, row.Method, [.. doubts]);
    }

    private void Enter((string Name, decimal? Weight) entered) => section = (entered.Name, entered.Weight, section.Number + 1, 0);

    /// <summary>合计 and 总分 lines are no indicators.</summary>
    private static bool IsSum(ImmutableArray<string> row) => row.Select(PlanText.Plain).FirstOrDefault(cell => cell.Length > 0) is { } first && Sum().IsMatch(first);

    /// <summary>A line with nothing but a section's name (一、基础工作（20分）).</summary>
    private static (string Name, decimal? Weight)? SectionAlone(ImmutableArray<string> row) =>
        row.Select(PlanText.Of).Where(cell => cell.Length > 0).Distinct().ToList() is [var only] && SectionOf(only) is var section && (section.Weight is not null || only != section.Name) ? section : null;

    /// <summary>No name, no number, no points: a note below the table, or what a page break tore from the row above.</summary>
    private bool NamesNothing(int at) => Text(at, TableColumn.Name).Length == 0 && Plain(at, TableColumn.Code).Length == 0 && Plain(at, TableColumn.Points).Length == 0;

    private static (string Name, decimal? Weight) SectionOf(string text)
    {
        var match = WeightPrinted().Match(text);
        decimal? weight = match.Success ? decimal.Parse(match.Groups["weight"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;
        var name = Ordinal().Replace(match.Success ? text[..match.Index] : text, "");
        return (name.Length == 0 ? text : name, weight);
    }

    private static decimal? Points(string plain) =>
        PointsPrinted().Match(plain) is { Success: true } match && decimal.Parse(match.Groups["points"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is var points && points is > 0 and <= 100 ? Decimals.Trimmed(points) : null;

    private void Fault(int at, TableColumn column, string what) =>
        faults.Add($"{grid.PlaceOf(at + 1, columns.TryGetValue(column, out var place) ? place + 1 : 1)}（{TableColumns.Name(column)}）{what}");

    private string Cell(int at, TableColumn column) => columns.TryGetValue(column, out var place) && place < grid.Rows[at].Length ? grid.Rows[at][place] : "";

    private string Text(int at, TableColumn column) => PlanText.Of(Cell(at, column));

    private string Plain(int at, TableColumn column) => PlanText.Plain(Cell(at, column));

    private string Shown(int at, TableColumn column) => Cell(at, column).Trim() is { Length: > 20 } longer ? $"{longer[..20]}…" : Cell(at, column).Trim();

    private sealed record Found(int Number, string Section, decimal? Weight, IndicatorCode Code, string Name, string Content, string Criteria, decimal Points, string Filing, string Method, ImmutableArray<string> Doubts)
    {
        public Found With(string content, string criteria, string filing) => this with
        {
            Content = Content + content, Criteria = Criteria + criteria, Filing = Filing + filing, Doubts = Doubts.Add("本行有被分页拆开的内容，已接在一起，请核对文字。"),
        };
    }

    [GeneratedRegex(@"^(合计|总计|总分|小计|共计)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"[（(]?(权重|分值)?[：:]?(?<weight>\d{1,3}(\.\d{1,2})?)(%|分)[）)]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WeightPrinted();

    [GeneratedRegex(@"^([一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.]?(?=\p{L}))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^(?<points>\d{1,3}(\.\d{1,2}0*)?)分?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PointsPrinted();
}
