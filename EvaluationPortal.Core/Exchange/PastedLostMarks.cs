using System.Collections.Immutable;
using System.Text;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange;

/// <summary>
/// 扣分说明 as a spreadsheet has them on the clipboard: 细项、应得、实得、问题、网址, apart by tabs. A first row with those names may stand
/// above them, in any order; full-width figures and 分 are understood. Rows are taken all or not at all.
/// </summary>
/// <param name="Rows">Empty where there are faults.</param>
/// <param name="Faults">Chinese, each with its row and column.</param>
public sealed record PastedLostMarks(ImmutableArray<LostMark> Rows, ImmutableArray<string> Faults)
{
    /// <summary>The columns in their usual order; the last may be left out.</summary>
    public static ImmutableArray<string> Columns { get; } = ["细项", "应得", "实得", "问题", "网址"];

    /// <summary>Most rows of one block.</summary>
    public const int MostRows = 200;

    /// <summary>Longest text that is read, in UTF-16 units.</summary>
    public const int MostCharacters = 20_000;

    private const int Part = 0, Due = 1, Got = 2, What = 3, Where = 4;

    /// <summary>Reads the block; never throws for what is in it.</summary>
    public static PastedLostMarks Read(string text)
    {
        if (text.Length > MostCharacters) return Refused($"内容有{text.Length}个字符，最多{MostCharacters}个；请只复制扣分说明的几列。");
        if (TabbedText.Read(text) is not { Grid: { } grid } reading) return Refused(TabbedText.Read(text).Fault!);
        var rows = grid.Rows.Select((cells, at) => (Number: at + 1, Cells: cells.Select(c => TextGate.Clean(c).Trim('\u3000', ' ', '\u00a0')).ToImmutableArray())).Where(r => r.Cells.Any(c => c.Length > 0)).ToList();
        var places = Enumerable.Range(0, Columns.Length).ToArray();
        if (rows.Count > 0 && rows[0].Cells.Count(Columns.Contains) >= 2)
        {
            places = [.. Columns.Select(name => rows[0].Cells.IndexOf(name))];
            if (Columns.Where((_, at) => at != Where && places[at] < 0).ToList() is { Count: > 0 } missing) return Refused($"第{rows[0].Number}行的表头缺少{string.Join('、', missing)}；可用的列是{string.Join('、', Columns)}。");
            rows.RemoveAt(0);
        }
        if (rows.Count is 0 or > MostRows) return Refused(rows.Count == 0 ? $"没有读到扣分说明；应为{string.Join('、', Columns)}几列，从电子表格复制。" : $"有{rows.Count}行，一次最多{MostRows}行。");
        var faults = ImmutableArray.CreateBuilder<string>();
        var read = rows.Select(row => One(row.Number, row.Cells, places, faults)).OfType<LostMark>().ToImmutableArray();
        return faults.Count == 0 ? new(read, []) : new([], faults.ToImmutable());
    }

    private static LostMark? One(int row, ImmutableArray<string> cells, int[] places, ImmutableArray<string>.Builder faults)
    {
        var before = faults.Count;
        string Cell(int column) => places[column] >= 0 && places[column] < cells.Length ? cells[places[column]] : "";
        void Say(int column, string what) => faults.Add($"{TableGrid.PlaceIn(null, row, Math.Max(places[column], 0) + 1)}（{Columns[column]}）{what}。");
        for (var at = 0; at < cells.Length; at++)
        {
            if (cells[at].Length > 0 && !places.Contains(at)) faults.Add($"{TableGrid.PlaceIn(null, row, at + 1)}“{Short(cells[at])}”不属于任何一列；可用的列是{string.Join('、', Columns)}。");
        }
        foreach (var column in (int[])[Part, What])
        {
            if (Cell(column).Length == 0) Say(column, "没有填写");
        }
        foreach (var column in (int[])[Part, What, Where])
        {
            if (TextGate.TooLong(Cell(column), Columns[column]) is { } longer) Say(column, longer.TrimEnd('。'));
        }
        decimal Number(int column)
        {
            if (Decimals.Read(Cell(column).Normalize(NormalizationForm.FormKC)) is { } number) return number;
            Say(column, Cell(column).Length == 0 ? "没有填写" : $"“{Short(Cell(column))}”不是分数，应如20或7.5");
            return 0;
        }
        var lost = new LostMark(Cell(Part), Number(Due), Number(Got), Cell(What)) { Where = Cell(Where) is { Length: > 0 } where ? where : null };
        if (faults.Count == before && lost.Fault is { } fault) faults.Add($"第{row}行：{fault}。");
        return faults.Count == before ? lost : null;
    }

    private static PastedLostMarks Refused(string why) => new([], [why]);

    private static string Short(string text) => text.Length > 20 ? $"{text[..20]}…" : text;
}
