using System.Collections.Immutable;
using System.Globalization;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>The rows of 扣分说明 as fields of the editor, and back.</summary>
public static class LostFields
{
    /// <summary>A field of a row: part, due, got, what, where, picture.</summary>
    public static string Of(int row, string part) => $"d{row}.{part}";

    /// <summary>The fields as they stand.</summary>
    public static void Add(ImmutableDictionary<string, string>.Builder fields, ImmutableArray<LostMark> lost)
    {
        fields[EditorFields.Lost] = string.Join(',', lost.Select((_, at) => at + 1));
        foreach (var (at, row) in lost.Index()) Add(fields, at + 1, row);
    }

    private static void Add(ImmutableDictionary<string, string>.Builder fields, int at, LostMark row)
    {
        (fields[Of(at, "part")], fields[Of(at, "due")], fields[Of(at, "got")]) = (row.Part, Decimals.Text(row.Due), Decimals.Text(row.Got));
        (fields[Of(at, "what")], fields[Of(at, "where")], fields[Of(at, "picture")]) = (row.What, row.Where ?? "", row.Picture?.ToString("D") ?? "");
    }

    /// <summary>The fields that add rows below those listed.</summary>
    /// <param name="first">Number of the first new row.</param>
    public static IReadOnlyDictionary<string, string> Of(ImmutableArray<int> listed, int first, ImmutableArray<LostMark> rows)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (at, row) in rows.Index()) Add(fields, first + at, row);
        fields[EditorFields.Lost] = string.Join(',', listed.Concat(Enumerable.Range(first, rows.Length)));
        return fields.ToImmutable();
    }

    /// <summary>The mark with the rows that the fields describe, or what is still wanted.</summary>
    public static FieldsReading Read(Mark mark, Func<string, string> field)
    {
        var rows = ImmutableArray.CreateBuilder<LostMark>();
        foreach (var (at, row) in FindingFields.Ids(field(EditorFields.Lost)).Index())
        {
            string Text(string part) => field(Of(row, part)).Trim();
            if (Number(Text("due")) is not { } due || Number(Text("got")) is not { } got) return new(null, $"请填写第{at + 1}条扣分说明的应得和实得");
            if (Text("part").Length == 0 || Text("what").Length == 0) return new(null, $"请写明第{at + 1}条扣分说明的细项和问题");
            rows.Add(new(Text("part"), due, got, Text("what")) { Where = Text("where") is { Length: > 0 } where ? where : null, Picture = Guid.TryParse(Text("picture"), out var picture) ? picture : null });
        }
        return new(mark with { Lost = rows.ToImmutable() }, null);
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
