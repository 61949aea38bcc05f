using System.Text;

namespace EvaluationPortal.Core.Exchange;

/// <summary>The cells of a text file, one after the other.</summary>
internal sealed class CsvCells(string text, char separator, int from)
{
    private int at = from;

    /// <summary>The cell read last was the last one of its row.</summary>
    public bool EndsRow { get; private set; }

    /// <summary>A quotation mark was opened and never closed.</summary>
    public bool IsUnclosed { get; private set; }

    /// <summary>The next cell; null at the end of the text.</summary>
    public string? Next()
    {
        if (at > text.Length || IsUnclosed || (at == text.Length && EndsRow)) return null;
        var cell = at < text.Length && text[at] == '"' ? Quoted() : Bare();
        EndsRow = at >= text.Length || text[at] != separator;
        if (at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n') at++;
        at++;
        return cell;
    }

    private string Bare()
    {
        var rest = text.AsSpan(at);
        var end = rest.IndexOfAny(separator, '\r', '\n');
        var cell = end < 0 ? rest : rest[..end];
        at += cell.Length;
        return cell.ToString();
    }

    /// <summary>Whatever follows the closing mark belongs to the words.</summary>
    private string Quoted()
    {
        var (cell, start) = (new StringBuilder(), at + 1);
        while (text.AsSpan(start).IndexOf('"') is >= 0 and var length)
        {
            cell.Append(text, start, length);
            at = start + length + 1;
            if (at >= text.Length || text[at] != '"') return cell.Append(Bare()).ToString();
            cell.Append('"');
            start = at + 1;
        }

        IsUnclosed = true;
        at = text.Length;
        return "";
    }
}
