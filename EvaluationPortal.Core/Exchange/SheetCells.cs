using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>The cells of one sheet, read as a stream: a sheet that names a million rows is refused at the first too many.</summary>
internal sealed class SheetCells(string sheet, CellWords words, GridLimits limits, CellBudget budget)
{
    private const int MostMerged = 5_000;

    private readonly GridPlan plan = new();
    private readonly List<string> merged = [];
    private readonly ImmutableDictionary<(int, int), string>.Builder unreadable = ImmutableDictionary.CreateBuilder<(int, int), string>();
    private (string Place, int Count)? formulas;
    private int row;
    private int column;

    public SheetReading Read(Stream part, CancellationToken stop)
    {
        using var xml = BoundedXml.Open(part);
        while (BoundedXml.Next(xml))
        {
            if (xml.NodeType is not XmlNodeType.Element) continue;
            if (xml.LocalName == "row")
            {
                stop.ThrowIfCancellationRequested();
                budget.Row();
                row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : row + 1;
                column = 0;
            }
            else if (xml.LocalName == "c" && Put(xml) is { } fault) return new(sheet, null, fault);
            else if (xml.LocalName == "mergeCell" && merged.Count < MostMerged && xml.GetAttribute("ref") is { } range) merged.Add(range);
        }

        return merged.Any(range => !Repeat(range))
            ? new(sheet, null, TooMany())
            : new(sheet, plan.Finished(sheet), null) { Unreadable = unreadable.ToImmutable(), Formulas = formulas };
    }

    private string TooMany() => $"工作表“{sheet}”的内容太多，整个文件最多{GridLimits.MostCells / 10_000}万格、{GridLimits.MostCharacters / 10_000}万字；{limits.Advice}。";

    /// <summary>Why the cell cannot be taken; null where it was.</summary>
    private string? Put(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
        var (value, isFormula, hasValue) = Value(xml);
        var text = words.Of(type, style, value).Trim();
        var why = type == "e" && text.Length > 0 ? $"是错误值{text}" : isFormula && !hasValue ? "是公式，文件里没有存下它的结果，请用Excel或WPS打开、重新计算后保存" : null;
        if (text.Length == 0 && why is null) return null;
        if (limits.Fault(sheet, row, column, text.Length) is { } fault) return fault;
        if (!budget.Take(plan.Cost(row - 1, column - 1), text.Length)) return TooMany();
        plan.Put(row - 1, column - 1, text);
        if (why is not null) unreadable[(row - 1, column - 1)] = why;
        if (isFormula) formulas = (formulas?.Place ?? TableGrid.PlaceIn(sheet, row, column), (formulas?.Count ?? 0) + 1);
        return null;
    }

    /// <summary>What stands in the cell, up to its end.</summary>
    private static (string Value, bool IsFormula, bool HasValue) Value(XmlReader xml)
    {
        if (xml.IsEmptyElement) return ("", false, false);
        var (depth, text, isFormula, hasValue, takes, inGuide) = (xml.Depth, new StringBuilder(), false, false, false, false);
        while (BoundedXml.Next(xml) && xml.Depth > depth)
        {
            if (takes && !inGuide) BoundedXml.Append(xml, text);
            if (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement)) continue;
            var starts = xml.NodeType is XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.LocalName is "v" or "t") (takes, hasValue) = (starts, true);
            else if (xml.LocalName == "rPh") inGuide = starts;
            else if (xml.LocalName == "f") isFormula = true;
        }

        return (text.ToString(), isFormula, hasValue);
    }

    /// <summary>Repeats a merged cell's text down its first column; false where that is too much.</summary>
    private bool Repeat(string range)
    {
        if (range.Split(':') is not [var from, var to] || ColumnOf(from) is not { } left || RowOf(from) is not { } top || RowOf(to) is not { } bottom) return true;
        if (left > limits.MostColumns || bottom > limits.MostRows || plan[top - 1, left - 1] is not { } text) return true;
        for (var at = top; at < bottom; at++)
        {
            if (!budget.Take(plan.Cost(at, left - 1) + 1, 0)) return false;
            plan.Put(at, left - 1, text);
            if (unreadable.TryGetValue((top - 1, left - 1), out var why)) unreadable[(at, left - 1)] = why;
        }

        return true;
    }

    /// <summary>From 1; null where the reference names none.</summary>
    private static int? ColumnOf(string? reference)
    {
        var number = 0;
        foreach (var letter in reference?.TakeWhile(char.IsAsciiLetterUpper).Take(4) ?? []) number = (number * 26) + letter - 'A' + 1;
        return number == 0 ? null : number;
    }

    private static int? RowOf(string reference) => int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
