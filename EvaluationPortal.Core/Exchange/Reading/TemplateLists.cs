using System.Collections.Immutable;
using EvaluationPortal.Core.Exchange.Sheets;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>
/// The sheets of templates; and a template's lists, on a sheet of their own: a list within a cell's rule may hold no comma and no more
/// than 255 characters.
/// </summary>
internal sealed class TemplateLists
{
    private const string Name = "可选值", Examples = "填写示例", Explanation = "填写说明";

    private readonly List<(string Head, ImmutableArray<string> Values)> lists = [];

    /// <summary>Whether a sheet only explains: it is not read back.</summary>
    public static bool Explains(string? sheet) => sheet is Name or Examples or Explanation;

    /// <summary>A sheet of rows below heads, on paper that is wide enough for it.</summary>
    public static Sheet Filled(string name, string[] heads, IEnumerable<ImmutableArray<SheetCell>> rows)
    {
        ImmutableArray<SheetColumn> columns = [new(24), .. heads.Skip(1).Select(head => new SheetColumn(WidthOf(head)))];
        return new(name, columns, rows.Prepend([.. heads.Select(head => SheetCell.Of(head, SheetLook.Head))])) { FrozenColumns = 1, Paper = PaperFor(columns.Sum(column => column.Width)) };
    }

    /// <summary>A sheet of rows of text below heads.</summary>
    public static Sheet Filled(string name, string[] heads, IEnumerable<string[]> rows) => Filled(name, heads, rows.Select(row => (ImmutableArray<SheetCell>)[.. row.Select(text => SheetCell.Of(text))]));

    /// <summary>A worked example; its first row is its heads.</summary>
    public static Sheet Example(params IEnumerable<string?[]> rows)
    {
        var lines = rows.ToList();
        var columns = Enumerable.Range(0, lines.Max(line => line.Length)).Select(column => new SheetColumn(Math.Clamp(lines.Max(line => column < line.Length ? line[column]?.Length * 2 : 0) ?? 0, 14, 40))).ToImmutableArray();
        return new(Examples, columns, lines.Select((line, at) => (ImmutableArray<SheetCell>)[.. line.Select(text => SheetCell.Of(text, at == 0 ? SheetLook.Head : SheetLook.Text))])) { Paper = PaperFor(columns.Sum(column => column.Width)) };
    }

    /// <summary>How to fill it in.</summary>
    public static Sheet Explained(params IEnumerable<string> lines) =>
        new(Explanation, [new(84)], lines.Append($"“{Examples}”“{Explanation}”“{Name}”三张表不会读入。").Select(line => (ImmutableArray<SheetCell>)[SheetCell.Of(line)])) { HeadRows = 0 };

    /// <summary>Adds a list.</summary>
    /// <returns>Where its values stand, as a formula names them.</returns>
    public string Add(string head, IEnumerable<string> values)
    {
        var column = SheetPlaces.Column(lists.Count);
        lists.Add((head, [.. values]));
        return FormattableString.Invariant($"'{Name}'!${column}$2:${column}${Math.Max(lists[^1].Values.Length, 1) + 1}");
    }

    public Sheet Sheet() => new(Name, [.. Enumerable.Repeat(new SheetColumn(28), Math.Max(lists.Count, 1))], Rows()) { Paper = PaperFor(28 * lists.Count) };

    private static double WidthOf(string head) => head switch
    {
        "问题" or "问题描述" or "理由" or "地址" or "网址" => 36,
        "单位名称" or "简称" or "邮箱" => 26,
        "排名组别" or "负责单位" => 20,
        _ => 14,
    };

    /// <param name="width">Of all columns, in characters.</param>
    private static SheetPaper PaperFor(double width) => width switch { <= 130 => SheetPaper.Upright, <= 160 => SheetPaper.Across, _ => SheetPaper.Wide };

    private IEnumerable<ImmutableArray<SheetCell>> Rows()
    {
        yield return [.. lists.Select(list => SheetCell.Of(list.Head, SheetLook.Head))];
        for (var at = 0; at < lists.Max(list => list.Values.Length); at++) yield return [.. lists.Select(list => at < list.Values.Length ? SheetCell.Of(list.Values[at]) : SheetCell.Empty)];
    }
}
