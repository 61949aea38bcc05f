using System.Text;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange;

/// <summary>The table in a text file: cells apart by commas, tabs or semicolons, those with line breaks in quotation marks; UTF-8, UTF-16 or GB18030.</summary>
internal static class CsvFile
{
    private const int Sampled = 20;

    /// <summary>Reads it; never throws for what is in it.</summary>
    public static SpreadsheetReading Read(byte[] file, GridLimits limits, CancellationToken stop, IProgress<int>? progress = null)
    {
        if (Decoded(file) is not var (text, note)) return SpreadsheetReading.Refused("不是电子表格，也不是文字编码看得懂的.csv文件；请用Excel或WPS另存为.xlsx，或另存为“CSV UTF-8”。");
        var (separator, from) = Separator(text);
        var (plan, budget, cells, at) = (new GridPlan(), new CellBudget(progress), new CsvCells(text, separator, from), (Row: 1, Column: 0));
        while (cells.Next() is { } cell)
        {
            stop.ThrowIfCancellationRequested();
            at.Column++;
            if (cells.IsUnclosed) return SpreadsheetReading.Refused($"第{at.Row}行第{at.Column}列的引号没有成对，其后的内容无法分格；请补上或删去这个引号。");
            var kept = Unmarked(cell.Trim());
            if (kept.Length > 0)
            {
                if (limits.Fault(null, at.Row, at.Column, kept.Length) is { } fault) return SpreadsheetReading.Refused(fault);
                if (!budget.Take(plan.Cost(at.Row - 1, at.Column - 1), kept.Length)) return SpreadsheetReading.Refused($"第{at.Row}行之后内容太多，整个文件最多{GridLimits.MostCells / 10_000}万格、{GridLimits.MostCharacters / 10_000}万字；{limits.Advice}。");
                plan.Put(at.Row - 1, at.Column - 1, kept);
            }

            if (!cells.EndsRow) continue;
            at = (at.Row + 1, 0);
            budget.Row();
        }

        return new([new(null, plan.Finished(null), null)], note is null ? [] : [note], null);
    }

    /// <summary>Without the apostrophe that keeps a spreadsheet from taking a text for a formula.</summary>
    private static string Unmarked(string cell) => cell.Length > 1 && cell[0] == '\'' && Sheets.SheetText.LooksLikeFormula(cell[1..]) ? cell[1..] : cell;

    private static (string Text, string? Note)? Decoded(byte[] file)
    {
        var bytes = file.AsSpan();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Text(bytes[2..], new UnicodeEncoding(bigEndian: false, false, throwOnInvalidBytes: true));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Text(bytes[2..], new UnicodeEncoding(bigEndian: true, false, throwOnInvalidBytes: true));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Text(bytes[3..], new UTF8Encoding(false, throwOnInvalidBytes: true));
        if (Text(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true)) is { } text) return text;
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        return Text(bytes, chinese) is var (words, _) ? (words, "文件没有注明编码，按GB18030读入；请核对有没有乱码。") : null;
    }

    /// <summary>Null where the bytes are no text in that encoding: wrong ones, or controls that no table has.</summary>
    private static (string, string?)? Text(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.AsSpan().ContainsAnyInRange('\0', '\b') || text.AsSpan().ContainsAnyInRange('\u000E', '\u001F') || LooksLikeMarkup(text) ? null : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A web page that was renamed, or a document of another kind.</summary>
    private static bool LooksLikeMarkup(string text) => text.AsSpan().TrimStart() is ['<', ..] or ['{', ..] or ['%', 'P', 'D', 'F', ..];

    /// <summary>The separator that the first lines have most of, and where the table begins.</summary>
    private static (char Separator, int From) Separator(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n') return (text[4], 5);
        var (counts, isQuoted, lines) = (new Dictionary<char, int> { [','] = 0, ['\t'] = 0, [';'] = 0 }, false, 0);
        foreach (var c in text)
        {
            if (c == '"') isQuoted = !isQuoted;
            else if (!isQuoted && counts.TryGetValue(c, out var so)) counts[c] = so + 1;
            if (c == '\n' && !isQuoted && ++lines == Sampled) break;
        }

        return (counts.MaxBy(count => count.Value).Key, 0);
    }
}
