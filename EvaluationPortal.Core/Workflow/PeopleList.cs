using System.Collections.Immutable;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Reads a list of people that was copied from a spreadsheet: cells separated by tabs, columns by their names in any order.</summary>
public static class PeopleList
{
    /// <summary>Most characters of one list, some 600 people: the circuit sends what is in a field twice, in up to three bytes a character, and takes 256 KB.</summary>
    public const int MostCharacters = 40_000;

    /// <summary>Rows above the headings, such as a title, that are passed over.</summary>
    private const int MostRowsAbove = 10;

    /// <summary>Reads the text. Never throws for what is in it; without headings, or where it was cut off, there are only faults.</summary>
    public static PeopleListReading Read(string text)
    {
        if (text.Length >= MostCharacters) return Faulty($"粘贴的内容达到了{MostCharacters}个字符的上限，后面的可能已被截断。请分几次粘贴。");
        var rows = PastedRows.Read(text, out var unclosed);
        if (unclosed is { } at) return Faulty($"第{at}行的引号没有结束，请检查后重新粘贴。");
        if (rows.Count == 0) return Faulty("请从电子表格中复制人员名单，连同列名一起粘贴。");
        var head = rows.Take(MostRowsAbove).FirstOrDefault(r => r.Cells.Select(PeopleColumns.Find).OfType<PeopleColumn>().Distinct().Count() > 1);
        if (head is null) return Faulty($"没有找到列名。第一行应为列名，各列用制表符分隔（从电子表格中复制即可）。可用的列：{PeopleColumns.All}。");
        var columns = head.Cells.Select(PeopleColumns.Find).ToImmutableArray();
        if (!columns.Contains(PeopleColumn.Name)) return Faulty("列名中没有“姓名”。");
        var twice = columns.OfType<PeopleColumn>().GroupBy(c => c).Where(g => g.Count() > 1).Select(g => $"列“{g.Key.ChineseName()}”出现了{g.Count()}次，只能有一次。").ToImmutableArray();
        if (!twice.IsEmpty) return new([], [], twice);
        var ignored = head.Cells.Where((name, n) => columns[n] is null && name.Length > 0).ToImmutableArray();
        return new([.. rows.Where(r => r.Number > head.Number).Select(r => Person(r, columns))], ignored, []);
    }

    private static PeopleListReading Faulty(string fault) => new([], [], [fault]);

    private static ListedPerson Person(PastedRow row, ImmutableArray<PeopleColumn?> columns) => new(
        row.Number,
        columns.Index().Where(c => c.Item is not null && c.Index < row.Cells.Count && row.Cells[c.Index].Length > 0).ToImmutableDictionary(c => c.Item!.Value, c => row.Cells[c.Index]),
        row.Cells.Skip(columns.Length).FirstOrDefault(extra => extra.Length > 0));
}

/// <summary>What reading a list gave.</summary>
/// <param name="Ignored">Headings that are no column of the portal's.</param>
/// <param name="Faults">Why nothing of it can be read; Chinese sentences.</param>
public sealed record PeopleListReading(ImmutableArray<ListedPerson> People, ImmutableArray<string> Ignored, ImmutableArray<string> Faults);

/// <summary>One row of a list as it was pasted.</summary>
/// <param name="Row">Its number within what was pasted, from 1.</param>
/// <param name="Cells">Those that are not blank.</param>
/// <param name="Beyond">Text in a cell to the right of all headings; null for none.</param>
public sealed record ListedPerson(int Row, ImmutableDictionary<PeopleColumn, string> Cells, string? Beyond)
{
    /// <summary>The cell of a column; null where it is blank or there is no such column.</summary>
    public string? this[PeopleColumn column] => Cells.GetValueOrDefault(column);
}
