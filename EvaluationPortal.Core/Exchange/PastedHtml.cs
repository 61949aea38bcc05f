using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>
/// The table in what Word, WPS and Excel put on the clipboard as HTML: merged cells are known there, line breaks within a cell too.
/// Nothing it points to is fetched, nothing in it runs.
/// </summary>
public static class PastedHtml
{
    /// <summary>Longest HTML that is read, in UTF-16 units: styles make up most of what Word writes.</summary>
    public const int MostCharacters = 3_000_000;

    private const int DeepestNesting = 200;

    /// <summary>Reads the table with the most cells; never throws for what is in it.</summary>
    public static GridReading Read(string html)
    {
        if (html.Length > MostCharacters) return GridReading.Refused("粘贴的内容太大；请只复制考核评估表本身，去掉图片。");
        if (IsTooDeep(html)) return GridReading.Refused("粘贴的内容嵌套过深，不是办公软件复制的表格；请改为粘贴纯文本或上传电子表格。");
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = false, IsStrictMode = false }).ParseDocument(html);
        var table = document.QuerySelectorAll<IHtmlTableElement>("table").MaxBy(found => found.Rows.Sum(row => row.Cells.Length));
        return table is null ? GridReading.Refused("粘贴的内容里没有表格；请连同表头选中整张表再复制。") : Grid(table);
    }

    private static GridReading Grid(IHtmlTableElement table)
    {
        var plan = new GridPlan();
        foreach (var (at, row) in table.Rows.Index())
        {
            if (at >= TableGrid.MostRows) return GridReading.Refused($"表格超过{TableGrid.MostRows}行；请只复制考核评估表本身。");
            var column = 0;
            foreach (var cell in row.Cells)
            {
                while (plan[at, column] is not null) column++;
                var (down, across) = (Math.Clamp(cell.RowSpan, 1, TableGrid.MostRows - at), Math.Max(cell.ColumnSpan, 1));
                if (column + across > TableGrid.MostColumns) return GridReading.Refused($"第{at + 1}行超过{TableGrid.MostColumns}列；请只复制考核评估表本身。");
                var text = Text(cell);
                if (text.Length > TableGrid.MostCellCharacters) return GridReading.Refused(TabbedText.TooLong(TableGrid.PlaceIn(null, at + 1, column + 1), text.Length));
                for (var below = 0; below < down; below++)
                {
                    for (var beside = 0; beside < across; beside++) plan.Put(at + below, column + beside, beside == 0 ? text : "");
                }

                column += across;
            }
        }

        return GridReading.Of(plan.Finished(null));
    }

    /// <summary>The words of a cell; paragraphs and breaks end a line, what Word hides is left out.</summary>
    private static string Text(IElement cell)
    {
        var text = new System.Text.StringBuilder();
        Gather(cell, text);
        return text.ToString().Trim();
    }

    private static void Gather(INode node, System.Text.StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) text.Append(words.Data.ReplaceLineEndings(" "));
            else if (child is IHtmlBreakRowElement) text.Append('\n');
            else if (child is IElement element && element.LocalName is not ("script" or "style" or "table"))
            {
                if (element.LocalName is "p" or "div" or "li" && text.Length > 0) text.Append('\n');
                Gather(element, text);
            }
        }
    }

    /// <summary>A parser's tree is walked by recursion: what opens and never closes could make it as deep as the text is long.</summary>
    private static bool IsTooDeep(string html)
    {
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (html[at + 1] == '/') depth = Math.Max(depth - 1, 0);
            else if (char.IsAsciiLetter(html[at + 1]) && !IsVoid(html.AsSpan(at + 1))) depth++;
            if (depth > DeepestNesting) return true;
        }

        return false;
    }

    /// <summary>Elements that nobody closes: breaks, pictures, and paragraphs and cells, which end where the next begins.</summary>
    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        foreach (var name in (ReadOnlySpan<string>)["br", "col", "img", "meta", "link", "hr", "input", "wbr", "p", "td", "th", "tr", "li", "o:p"])
        {
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (tag.Length == name.Length || !char.IsAsciiLetterOrDigit(tag[name.Length]))) return true;
        }

        var end = tag.IndexOf('>');
        return end > 0 && tag[end - 1] == '/';
    }
}
