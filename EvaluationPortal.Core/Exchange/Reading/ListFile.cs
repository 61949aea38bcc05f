using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>A spreadsheet with a list of units or people, as the text that the list's page takes when somebody pastes it.</summary>
public static class ListFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = SpreadsheetFile.MostBytes;

    /// <summary>Reads the first visible sheet that holds a table; never throws for what is in the file.</summary>
    /// <param name="progress">Told the rows read, of all sheets together.</param>
    public static ListReading Read(byte[] file, CancellationToken stop, IProgress<int>? progress = null)
    {
        var reading = SpreadsheetFile.Read(file, GridLimits.Importing, stop, progress);
        if (reading.Refusal is { } why) return new(null, [], why);
        foreach (var sheet in reading.Sheets.Where(sheet => !TemplateLists.Explains(sheet.Name)))
        {
            if (sheet.Grid is not { } grid) return new(null, [], sheet.Fault);
            // What stands alone above the heads is a title.
            var rows = grid.Rows.SkipWhile(row => row.Count(cell => cell.Length > 0) < 2).ToImmutableArray();
            while (rows is [.., var last] && last.All(cell => cell.Length == 0)) rows = rows.RemoveAt(rows.Length - 1);
            if (rows.IsEmpty) continue;
            if (sheet.Unreadable.OrderBy(cell => cell.Key).Select(cell => $"{grid.PlaceOf(cell.Key.Row + 1, cell.Key.Column + 1)}{cell.Value}。").FirstOrDefault() is { } fault) return new(null, [], fault);
            var text = TabbedText.Write(new(rows));
            return text.Length < PeopleList.MostCharacters
                ? new(text, reading.Notes, null)
                : new(null, [], $"名单共有{text.Length}个字符，最多{PeopleList.MostCharacters}个；请分成几个文件。");
        }

        return new(null, [], "文件里没有名单；第一行应为列名，可以下载模板填写。");
    }
}

/// <summary>What reading a list gave: its text, or why it cannot be taken. Never both.</summary>
/// <param name="Text">Cells apart by tabs, rows by line ends.</param>
/// <param name="Notes">What was left out, what was not followed.</param>
public sealed record ListReading(string? Text, ImmutableArray<string> Notes, string? Refusal);
